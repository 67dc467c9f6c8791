import { commandLine } from '../exchange/livebench/run/command';
import { findCheckout, type Checkout } from '../exchange/livebench/run/checkout';
import { hasQuestions } from '../exchange/livebench/run/files';
import { livebenchName, requireBench, requireDisplayName } from '../exchange/livebench/run/names';
import { variantName, type Bot } from '../model/bot';
import type { Playground } from '../playground';
import type { LiveBenchChoice, LiveBenchEntry } from '../playground/liveBenchKind';
import { botByName, botOfModel } from './chooseBot';
import { CommandFailed, complain, print, printJson, withPlayground, type CommonOptions } from './context';
import { liveBenchPlaces } from './liveBenchPlaces';
import { visible } from './textTable';
import { workOn } from './tournament';

export interface LiveBenchRunOptions extends CommonOptions {
  bot?: string[];
  model?: string[];
  checkout?: string;
  python?: string;
  benchName: string[];
  release?: string;
  questionSource?: LiveBenchChoice['questionSource'];
  temperature?: number[];
  repeat: number;
  displayName?: string;
  maxTokens?: number;
  parallelRequests?: number;
  resume: boolean;
  dryRun?: boolean;
}

/** Runs LiveBench's own program against one's servers as a queue, and imports what it has judged. */
export async function runLiveBench(options: LiveBenchRunOptions): Promise<void> {
  if (!options.bot && !options.model) {
    process.exitCode = 2;
    complain('Say which models to run: --model ID… or --bot NAME….');
    return;
  }
  if (options.displayName !== undefined) requireDisplayName(options.displayName);
  options.benchName.forEach(requireBench);
  const places = liveBenchPlaces(options);
  const checkout = await findCheckout(places.checkout, places.python);
  const choice = await choiceOf(options, checkout);
  await withPlayground(options, async (playground) => {
    const entries = entriesOf(await chooseBots(playground, options), options);
    const plan = await playground.liveBench.plan(entries, choice);
    if (options.dryRun) return showCommands(entries, choice, options);
    playground.liveBench.allow(checkout);
    const tournament = playground.tournaments.create(plan);
    if (!options.json) complain(`LiveBench in ${checkout.folder}, release ${choice.release}, by ${checkout.python}.`);
    await workOn(playground, tournament, options);
  });
}

async function choiceOf(options: LiveBenchRunOptions, checkout: Checkout): Promise<LiveBenchChoice> {
  const release = options.release ?? checkout.releases.at(-1) ?? '';
  if (!checkout.releases.includes(release))
    throw new CommandFailed(`This LiveBench has no release ${release}; it has ${checkout.releases.join(', ')}.`);
  const onDisk = await hasQuestions(checkout.folder, options.benchName);
  return {
    checkout: { folder: checkout.folder, python: checkout.python },
    benches: options.benchName,
    release,
    questionSource: options.questionSource ?? (onDisk ? 'jsonl' : 'huggingface'),
    maxTokens: options.maxTokens ?? null,
    parallelRequests: options.parallelRequests ?? null,
    resume: options.resume,
  };
}

async function chooseBots(playground: Playground, options: LiveBenchRunOptions): Promise<Bot[]> {
  const states = await playground.refreshBots();
  return [
    ...(options.bot ?? []).map((name) => botByName(playground, name, options)),
    ...(options.model ?? []).map((id) => botOfModel(playground, id, states)),
  ];
}

/** Each temperature and repeat of a bot is a row of its own, named as in `gemma-3-4b-it@temp03#2`. */
function entriesOf(bots: Bot[], options: LiveBenchRunOptions): LiveBenchEntry[] {
  const temperatures = options.temperature ?? [null];
  return bots.flatMap((bot) =>
    temperatures.flatMap((temperature) =>
      Array.from({ length: options.repeat }, (_, index): LiveBenchEntry => {
        // With one temperature a name that was given is taken as it is, as LiveBench does.
        const variant = {
          repeat: index + 1,
          ...(temperature === null || (options.displayName !== undefined && temperatures.length === 1)
            ? {}
            : { temperature }),
        };
        const base = options.displayName ?? livebenchName(bot.name);
        const own = temperature ?? bot.parameters.temperature ?? null;
        return { bot, temperature: own, displayName: variantName(base, variant) };
      }),
    ),
  );
}

function showCommands(entries: LiveBenchEntry[], choice: LiveBenchChoice, options: LiveBenchRunOptions): void {
  const { checkout, ...rest } = choice;
  const commands = entries.map(({ bot, displayName, temperature }) => ({
    displayName,
    folder: checkout.folder,
    command: commandLine({ ...rest, displayName, temperature, model: bot.modelId, apiBase: `${bot.server}/v1` }),
  }));
  if (options.json) return printJson(commands);
  print(`cd ${visible(checkout.folder)}`);
  for (const { command } of commands) print(visible(command));
}
