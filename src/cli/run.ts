import { randomBytes } from 'node:crypto';
import { parameterRules, parseParameter, type Bot, type BotParameters } from '../model/bot';
import type { Prompt } from '../model/prompt';
import type { Run } from '../model/run';
import { statsLineOf } from '../conduct/answerFile';
import type { Playground } from '../playground';
import { botByName, botOfModel } from './chooseBot';
import { CommandFailed, complain, print, printJson, withPlayground, write, type CommonOptions } from './context';
import { readModelFiles } from './modelFiles';
import { noCategory, requireSendable } from './suiteProblems';
import { visible } from './textTable';
import { interruptSignal } from './interrupt';

export interface RunCommandOptions extends CommonOptions, Omit<BotParameters, 'temperature' | 'maxTokens'> {
  bot?: string;
  model?: string;
  category?: string;
  prompt?: string;
  repeat?: number;
  temperature?: number;
  maxTokens?: number;
  displayName?: string;
  stream: boolean;
  cold?: boolean;
  nonce?: string;
  overwrite?: boolean;
}

/** Runs prompts one after the other; Ctrl+C cancels the one in flight and ends. */
export async function runPrompts(options: RunCommandOptions): Promise<void> {
  if ((options.bot === undefined) === (options.model === undefined)) {
    process.exitCode = 2;
    complain('Say which bot to run: either --bot NAME or --model ID.');
    return;
  }
  const signal = interruptSignal();
  await withPlayground(options, async (playground) => {
    const prompts = choosePrompts(playground, options);
    requireSendable(playground.suites, prompts);
    const base = await chooseBot(playground, options);
    let failed = false;
    for (let repeat = 1; repeat <= (options.repeat ?? 1); repeat++) {
      const variant = { temperature: options.temperature, maxTokens: options.maxTokens, repeat };
      const bot = playground.bots.variant(base, variant, options.displayName, otherParameters(options));
      for (const prompt of prompts) {
        if (signal.aborted) break;
        const run = await runOne(playground, bot, prompt, options, signal);
        failed ||= run.status !== 'complete';
      }
    }
    await readModelFiles(playground, signal, options.json === true);
    if (failed || signal.aborted) throw new CommandFailed('');
  });
}

/** The parameters that the options name, temperature and limit apart. Throws a sentence where one is none. */
function otherParameters(options: RunCommandOptions): BotParameters {
  const named: [string, number | string][] = [];
  for (const rule of parameterRules) {
    const given = rule.key === 'temperature' || rule.key === 'maxTokens' ? undefined : options[rule.key];
    const value = given === undefined ? undefined : parseParameter(rule, String(given));
    if (value !== undefined) named.push([rule.key, value]);
  }
  return Object.fromEntries(named);
}

function choosePrompts(playground: Playground, options: RunCommandOptions): Prompt[] {
  const { suites } = playground;
  if (options.category !== undefined && !suites.category(options.category)) {
    throw new Error(noCategory(suites, options.category));
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
  if (options.bot === undefined) return botOfModel(playground, options.model ?? '', await playground.refreshBots());
  if (!playground.read.bots.findByName(options.bot)) await playground.refreshBots();
  return botByName(playground, options.bot, options);
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
    ...(options.nonce === undefined ? {} : { nonce: options.nonce }),
    ...(options.cold ? { nonce: randomBytes(8).toString('hex') } : {}),
    onEvent: (event) => {
      if (!options.json && event.type === 'text') write(event.text);
    },
  });
  const output = await saveIfWorthIt(playground, run, options.overwrite === true);
  if (options.json) printJson(lineOf(run, bot, output));
  else print(`\n${visible(statsLineOf(run))}${output === null ? '' : ` → ${output}`}`);
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
