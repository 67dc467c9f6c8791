import type { Bot } from '../model/bot';
import type { Prompt } from '../model/prompt';
import type { RunRequest } from '../model/run';

export interface RequestOptions {
  /** Replaces the bot's and the prompt's. */
  temperature?: number;
  /** Put before the first message, so that the server's prompt cache cannot serve it. */
  nonce?: string;
}

/** What is sent for a bot and a prompt. */
export function buildRequest(bot: Bot, prompt: Prompt, options: RequestOptions = {}): RunRequest {
  const { systemPrompt, ...parameters } = bot.parameters;
  const system = systemPrompt ?? prompt.system;
  const temperature = options.temperature ?? parameters.temperature ?? prompt.temperature ?? undefined;
  const messages: RunRequest['messages'] = [];
  if (system !== null && system !== '') messages.push({ role: 'system', content: system });
  messages.push({ role: 'user', content: prompt.text });
  const [first] = messages;
  if (first && options.nonce !== undefined) first.content = `[${options.nonce}]\n${first.content}`;
  return {
    server: bot.server,
    modelId: bot.modelId,
    messages,
    parameters: temperature === undefined ? parameters : { ...parameters, temperature },
  };
}
