import { randomBytes } from 'node:crypto';
import type { Bot } from '../model/bot';
import type { Prompt } from '../model/prompt';
import type { Run } from '../model/run';
import { statsLineOf } from '../conduct/answerFile';
import type { Playground } from '../playground';
import { CommandFailed, complain, print, withPlayground, type CommonOptions } from './context';
import { visible } from './textTable';

export interface RunCommandOptions extends CommonOptions {
  bot?: string;
  model?: string;
  category?: string;
  prompt?: string;
  repeat?: number;
  temperature?: number;
  displayName?: string;
  stream: boolean;
  cold?: boolean;
  overwrite?: boolean;
}

/** Runs prompts one after the other; Ctrl+C cancels the one in flight and ends. */
export async function runPrompts(options: RunCommandOptions): Promise<void> {
  if ((options.bot === undefined) === (options.model === undefined)) {
    process.exitCode = 2;
    complain('Say which bot to run: either --bot NAME or --model ID.');
    return;
  }
  const controller = new AbortController();
  const cancel = (): void => controller.abort();
  process.once('SIGINT', cancel).once('SIGTERM', cancel);
  await withPlayground(options, async (playground) => {
    const prompts = choosePrompts(playground, options);
    const base = await chooseBot(playground, options);
    let failed = false;
    for (let repeat = 1; repeat <= (options.repeat ?? 1); repeat++) {
      const variant = { temperature: options.temperature, repeat };
      const bot = playground.bots.variant(base, variant, options.displayName);
      for (const prompt of prompts) {
        if (controller.signal.aborted) break;
        const run = await runOne(playground, bot, prompt, options, controller.signal);
        failed ||= run.status !== 'complete';
      }
    }
    if (failed || controller.signal.aborted) throw new CommandFailed('');
  });
}

function choosePrompts(playground: Playground, options: RunCommandOptions): Prompt[] {
  const { suites } = playground;
  if (options.category !== undefined && !suites.category(options.category)) {
    throw new Error(
      `There is no category “${options.category}”; there are: ${suites.categories.map((category) => category.id).join(', ')}.`,
    );
  }
  if (options.prompt !== undefined) {
    const key =
      options.category === undefined || options.prompt.includes('/')
        ? options.prompt
        : `${options.category}/${options.prompt}`;
    const prompt = suites.prompt(key);
    if (!prompt) throw new Error(`There is no prompt “${key}”; llp suites lists them.`);
    return [prompt];
  }
  const categories =
    options.category === undefined
      ? suites.categories
      : suites.categories.filter((category) => category.id === options.category);
  return categories.flatMap((category) => category.prompts);
}

async function chooseBot(playground: Playground, options: RunCommandOptions): Promise<Bot> {
  const { bots } = playground.read;
  if (options.bot !== undefined) {
    const bot = bots.findByName(options.bot);
    if (bot) return bot;
    await playground.refreshBots();
    const preloaded = bots.findByName(options.bot);
    if (!preloaded)
      throw new Error(`There is no bot “${options.bot}”; --model ID makes one from a model that llp models lists.`);
    return preloaded;
  }
  const modelId = options.model ?? '';
  const states = await playground.refreshBots();
  const offering =
    states.find((state) => state.models.some((model) => model.id === modelId)) ?? states.find((state) => state.adapter);
  const server = (offering ?? states[0])?.url ?? '';
  const plain = bots.findByModel(server, modelId).find((bot) => Object.keys(bot.parameters).length === 0);
  const practice = offering?.adapter?.practice ?? false;
  return plain ?? playground.bots.add({ name: bots.nameFor(modelId), server, modelId, practice });
}

async function runOne(
  playground: Playground,
  bot: Bot,
  prompt: Prompt,
  options: RunCommandOptions,
  signal: AbortSignal,
): Promise<Run> {
  if (!options.json) complain(`${visible(bot.name)} · ${prompt.categoryId} · ${prompt.title}`);
  const run = await playground.run({
    bot,
    prompt,
    signal,
    stream: options.stream,
    ...(options.cold ? { nonce: randomBytes(8).toString('hex') } : {}),
    onEvent: (event) => {
      if (!options.json && event.type === 'text') process.stdout.write(event.text);
    },
  });
  const output = await saveIfWorthIt(playground, run, options.overwrite === true);
  if (options.json) print(JSON.stringify(lineOf(run, bot, output)));
  else print(`\n${statsLineOf(run)}${output === null ? '' : ` → ${output}`}`);
  if (run.error !== null) complain(run.error);
  return run;
}

/** A whole answer always; one that was cut only where there is none yet, so that it never replaces a whole one. */
async function saveIfWorthIt(playground: Playground, run: Run, overwrite: boolean): Promise<string | null> {
  if (run.status === 'failed' || (run.status !== 'complete' && run.text === '')) return null;
  const plan = await playground.planSave(run.id);
  if (run.status !== 'complete' && plan.replaces) return null;
  if (plan.editedByHand && !overwrite) {
    complain(
      `${plan.output} was edited by hand, so this answer was not saved over it; add --overwrite to replace that section.`,
    );
    return null;
  }
  return playground.save(run.id, plan);
}

/** What `--json` prints of a run. */
export function lineOf(run: Run, bot: Bot, output: string | null): object {
  const { id, categoryId, promptId, promptHash, status, error, errorCode, text, reasoning, stats, flags, provenance } =
    run;
  return {
    id,
    run: id,
    bot: bot.name,
    category: categoryId,
    prompt: promptId,
    hash: promptHash,
    status,
    error,
    errorCode,
    text,
    reasoning,
    stats,
    flags,
    practice: provenance.origin === 'practice',
    origin: provenance.origin,
    output,
  };
}
