import type { ServerKind } from '../model/server';

/** How much a model may think: tokens at most, `off`, `on`, or a level. Null where it is left to the server. */
function readReasoning(reasoning: string | undefined): { budget: number } | { word: string } | null {
  if (reasoning === undefined) return null;
  return /^\d+$/.test(reasoning) ? { budget: Number(reasoning) } : { word: reasoning };
}

/**
 * The fields by which a server of OpenAI's routes is told how much to think. llama-server: `reasoning_budget_tokens`,
 * `reasoning_effort` and its templates' own switch; vLLM's family has the switch and the effort; others the effort only.
 */
export function reasoningFields(reasoning: string | undefined, kind: ServerKind): Record<string, unknown> {
  const wish = readReasoning(reasoning);
  if (wish === null) return {};
  const hasSwitch = kind === 'llama-server' || kind === 'vllm' || kind === 'aphrodite' || kind === 'tabbyapi';
  if ('budget' in wish) {
    const budget =
      kind === 'llama-server' ? { reasoning_budget_tokens: wish.budget } : { thinking_token_budget: wish.budget };
    return { ...budget, ...(hasSwitch ? { chat_template_kwargs: { enable_thinking: wish.budget > 0 } } : {}) };
  }
  const isLevel = wish.word !== 'off' && wish.word !== 'on';
  return {
    ...(isLevel ? { reasoning_effort: wish.word } : {}),
    ...(hasSwitch ? { chat_template_kwargs: { enable_thinking: wish.word !== 'off' } } : {}),
    // Without a switch, the effort is the only word there is; `on` is the default.
    ...(!hasSwitch && wish.word === 'off' ? { reasoning_effort: 'none' } : {}),
  };
}

/** Ollama's `think`: a switch, or a level for models that have levels; it knows no budget but none. */
export function ollamaThink(reasoning: string | undefined): boolean | string | undefined {
  const wish = readReasoning(reasoning);
  if (wish === null) return undefined;
  if ('budget' in wish) return wish.budget > 0;
  return wish.word === 'off' ? false : wish.word === 'on' ? true : wish.word;
}

/** LM Studio's `reasoning` on `/api/v1/chat`; undefined where that route cannot say it. */
export function lmStudioReasoning(reasoning: string | undefined): string | undefined {
  const wish = readReasoning(reasoning);
  if (wish === null) return undefined;
  if ('word' in wish) return wish.word;
  return wish.budget === 0 ? 'off' : undefined;
}
