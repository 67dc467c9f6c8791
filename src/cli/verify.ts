import { resolve } from 'node:path';
import type { Playground } from '../playground';
import { runsOfBundle } from '../playground/bundles';
import { speedRatio, verifyRun, type Verified } from '../playground/verifying';
import { plainNumber } from '../model/plainNumber';
import { CommandFailed, complain, print, printJson, withPlayground, type CommonOptions } from './context';
import { visible } from './textTable';
import { interruptSignal } from './interrupt';

export interface VerifyOptions extends CommonOptions {
  bot?: string;
  category?: string;
}

/** Runs a result, or those of a bundle, again on this machine. Exits 1 where one does not agree. */
export async function verify(what: string | undefined, options: VerifyOptions): Promise<void> {
  const signal = interruptSignal();
  const results = await withPlayground(options, async (playground) => {
    const done: Verified[] = [];
    const runs = await runsOf(playground, what, options);
    for (const run of runs) {
      if (signal.aborted) break;
      if (!options.json) complain(`Run ${run} …`);
      done.push(await verifyRun(playground, run, signal));
    }
    return done;
  });
  const agreed = results.filter((result) => result.agreed === true).length;
  const tier = results.every((result) => result.tier === results[0]?.tier) ? (results[0]?.tier ?? null) : null;
  const differences = results.flatMap((result) => result.differences.map((text) => `Run ${result.run}: ${text}`));
  const speed = speedRatio(results.map(({ speeds }) => speeds));
  if (options.json) printJson({ runs: results.length, agreed, differences, tier, speed, results });
  else {
    if (speed) print(speedText(speed));
    for (const text of differences) print(visible(text));
    print(`${outcomeText(results)}${tier === null ? '' : ` Tier: ${tier}.`}`);
  }
  if (results.some((result) => result.agreed === false)) throw new CommandFailed('');
}

async function runsOf(
  playground: Playground,
  what: string | undefined,
  { bot: name, category }: VerifyOptions,
): Promise<number[]> {
  if (what?.endsWith('.llpb')) return runsOfBundle(playground, resolve(what));
  if (what !== undefined) return [numberOf(what)];
  if (name === undefined) throw new CommandFailed('Say what to verify: a run, FILE.llpb, or --bot NAME.');
  const bot = playground.read.bots.findByName(name);
  if (!bot) throw new CommandFailed(`There is no bot “${name}”.`);
  const runs = (await playground.trust()).answers(bot.id, category).map((answer) => answer.run_id);
  if (runs.length === 0) throw new CommandFailed(`“${name}” has no answers there that count.`);
  return runs;
}

/** Those that nobody could decide are told apart: they neither agree nor disagree. */
function outcomeText(results: readonly Verified[]): string {
  const decided = results.filter(({ agreed }) => agreed !== null);
  const open = results.length - decided.length;
  const undecided =
    open === 0
      ? ''
      : `${open} ${open === 1 ? 'was' : 'were'} run again but cannot be decided: a person has to score the new ${open === 1 ? 'answer' : 'answers'}.`;
  if (decided.length === 0) return undecided || 'Nothing was verified.';
  const agreed = decided.filter((result) => result.agreed).length;
  return `${agreed} of ${decided.length} ${agreed === 1 ? 'agrees' : 'agree'}.${undecided && ` ${undecided}`}`;
}

function speedText({ ratio, low, high, pairs }: NonNullable<ReturnType<typeof speedRatio>>): string {
  const interval = low === null || high === null ? '' : ` (95 %: ${low.toFixed(2)} to ${high.toFixed(2)})`;
  return `Speed now against then: ${ratio.toFixed(2)}${interval}, from ${pairs} ${pairs === 1 ? 'pair' : 'pairs'} of runs.`;
}

function numberOf(text: string): number {
  const run = plainNumber(text);
  if (!Number.isInteger(run) || run < 1) throw new CommandFailed('Name a run by its number, or a bundle (FILE.llpb).');
  return run;
}
