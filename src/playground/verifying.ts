import { said, SaidError, verbatim } from '../l10n/said';
import { checkAnswer } from '../evaluate/checks';
import type { Bot } from '../model/bot';
import type { Run } from '../model/run';
import { agreementPoints, type Tier } from '../model/tier';
import { checkFileReader } from '../suites/checkFiles';
import type { Prompt } from '../model/prompt';
import { mean, variance } from '../rank/moments';
import { studentQuantile } from '../rank/distributions';
import type { Store } from '../store';
import type { Bots } from './bots';
import type { Notify } from './changes';
import type { RunOptions } from './options';
import type { ServerPool, ServerState } from './serverPool';
import type { SuiteSet } from './suiteSet';

/** What verifying needs of the playground. */
export interface VerifyPort {
  store: Store;
  suites: SuiteSet;
  servers: ServerPool;
  bots: Bots;
  notify: Notify;
  refreshBots(): Promise<ServerState[]>;
  run(options: RunOptions): Promise<Run>;
}

/** A result that cannot be run again as things are, for a reason that a person can read. */
export class NotVerifiable extends SaidError {
  override readonly name = 'NotVerifiable';
}

export interface Verified {
  run: number;
  rerun: number;
  /** Null where the two could not be compared. */
  agreed: boolean | null;
  differences: string[];
  tier: Tier;
  /** Tokens/s before and now; null where one is not known. */
  speeds: [before: number | null, now: number | null];
}

/**
 * Runs a stored result again on this machine and holds the two against each other: by their texts, else by what the
 * prompt's checks prove of each. Writes down the outcome, whatever it is. Throws a sentence where it cannot be run.
 */
export async function verifyRun(
  playground: VerifyPort,
  runId: number,
  signal?: AbortSignal,
  resident: Pick<RunOptions, 'model' | 'instanceId'> = {},
): Promise<Verified> {
  const { store, suites } = playground;
  const run = store.runs.require(runId);
  const prompt = suites.prompt(`${run.categoryId}/${run.promptId}`);
  if (prompt?.hash !== run.promptHash)
    throw new NotVerifiable(
      said`Run ${runId} answered another version of its prompt than the one in your suites, so it cannot be run again.`,
    );
  const own = store.bots.get(run.botId);
  if (!own || own.practice) throw new NotVerifiable(said`Run ${runId} is practice; there is nothing to verify.`);
  const bot = await botFor(playground, run);
  try {
    return await compareAgain(playground, run, { bot, prompt, resident, signal });
  } finally {
    // Its answers stay, without a row on the board.
    playground.bots.delete(bot.id);
  }
}

async function compareAgain(
  playground: VerifyPort,
  run: Run,
  how: {
    bot: Bot;
    prompt: Prompt;
    resident: Pick<RunOptions, 'model' | 'instanceId'>;
    signal: AbortSignal | undefined;
  },
): Promise<Verified> {
  const { bot, prompt, resident, signal } = how;
  const { store, suites } = playground;
  const { nonce, stream } = run.record ?? {};
  const rerun = await playground.run({
    ...resident,
    bot,
    prompt,
    ...(nonce === undefined ? {} : { nonce }),
    ...(stream === undefined ? {} : { stream }),
    ...(run.request.parameters.temperature === undefined ? {} : { temperature: run.request.parameters.temperature }),
    ...(signal ? { signal } : {}),
  });
  if (rerun.status !== 'complete')
    throw new SaidError(
      rerun.error === null ? said`The answer did not come to its end; try again.` : verbatim(rerun.error),
    );
  const { agreed, differences } = compareRuns(run, rerun, prompt, suites.current.folder);
  store.trust.verified({ runId: run.id, rerunId: rerun.id, at: new Date().toISOString(), agreed, differences });
  playground.notify('runs');
  return {
    run: run.id,
    rerun: rerun.id,
    agreed,
    differences,
    tier: store.trust.of(run.id)?.tier ?? 'incomplete',
    speeds: [run.stats.tokensPerSecond, rerun.stats.tokensPerSecond],
  };
}

/** The server here that offers a model. Throws where none does. */
export async function serverFor(
  port: Pick<VerifyPort, 'servers' | 'refreshBots'>,
  modelId: string,
): Promise<ServerState> {
  const known = port.servers.list();
  const states = known.some(({ models }) => models.length > 0) ? known : await port.refreshBots();
  const state = states.find(({ models }) => models.some(({ id }) => id === modelId));
  if (!state) throw new NotVerifiable(said`No server here offers the model “${modelId}”; load it, then try again.`);
  return state;
}

/** A bot here with the run's model and parameters, apart from the row that is verified. Throws where none is there. */
async function botFor(playground: VerifyPort, run: Run): Promise<Bot> {
  const { modelId, parameters } = run.request;
  const state = await serverFor(playground, modelId);
  const name = `${modelId} (verify)`;
  const known = playground.store.bots.findByName(name);
  const system = run.request.messages.find(({ role }) => role === 'system')?.content;
  const wanted = { ...parameters, ...(system === undefined || run.record?.nonce ? {} : { systemPrompt: system }) };
  if (known && known.modelId === modelId && known.server === state.url)
    return playground.bots.setParameters(known.id, wanted);
  const unused = playground.store.bots.unusedName(name);
  return playground.bots.add({
    name: unused,
    server: state.url,
    modelId,
    parameters: wanted,
    practice: state.adapter?.practice ?? false,
  });
}

/** Whether two answers to one prompt agree, and in what they differ. */
export function compareRuns(
  run: Pick<Run, 'text' | 'stats' | 'model' | 'runtime'>,
  rerun: Pick<Run, 'text' | 'stats' | 'model' | 'runtime'>,
  prompt: Prompt,
  suites: string,
): { agreed: boolean | null; differences: string[] } {
  const differences = [...factDifferences(run, rerun)];
  if (run.text === rerun.text) return { agreed: true, differences };
  const at = firstDifference(run.text, rerun.text);
  differences.push(
    `The answers differ from word ${at.word} on: “${at.here}” became “${at.there}”. Local inference differs by runtime, card and batch, even at temperature 0.`,
  );
  const readFile = checkFileReader(suites);
  const [before, after] = [checkAnswer(prompt, run.text, { readFile }), checkAnswer(prompt, rerun.text, { readFile })];
  const known = (sheet: typeof before): Map<string, number> =>
    new Map(
      sheet.items
        .filter(({ verdicts }) => verdicts.length > 0 && verdicts.every(({ verdict }) => verdict !== 'unknown'))
        .map(({ id, points }) => [id, points ?? 0]),
    );
  const [old, now] = [known(before), known(after)];
  const both = prompt.rubric.filter(({ id }) => old.has(id) && now.has(id));
  const most = both.reduce((sum, { points }) => sum + points, 0);
  if (most < prompt.points) {
    differences.push(
      'Parts of the answer only a person can judge, so the scores cannot be compared: score the new answer too.',
    );
    if (most === 0) return { agreed: null, differences };
  }
  const share = (points: Map<string, number>): number =>
    (both.reduce((sum, { id }) => sum + (points.get(id) ?? 0), 0) / most) * 100;
  const off = share(now) - share(old);
  const isOff = Math.abs(off) > agreementPoints;
  if (isOff)
    differences.push(`The checks prove ${off.toFixed(1)} percentage points ${off < 0 ? 'less' : 'more'} than before.`);
  return { agreed: isOff ? false : most < prompt.points ? null : true, differences };
}

function* factDifferences(
  run: Pick<Run, 'stats' | 'model' | 'runtime'>,
  rerun: Pick<Run, 'stats' | 'model' | 'runtime'>,
): Generator<string> {
  const [old, now] = [run.model?.quantization ?? 'unknown', rerun.model?.quantization ?? 'unknown'];
  if (old !== now) yield `The quantization is ${now}, and was ${old}.`;
  const runtime = (one: typeof run): string =>
    [one.runtime?.name, one.runtime?.version].filter(Boolean).join(' ') || 'unknown';
  if (runtime(run) !== runtime(rerun)) yield `The runtime is ${runtime(rerun)}, and was ${runtime(run)}.`;
  const [speed, again] = [run.stats.tokensPerSecond, rerun.stats.tokensPerSecond];
  if (speed !== null && again !== null && Math.abs(again / speed - 1) > 0.1)
    yield `It ran at ${again.toFixed(1)} tokens/s, and at ${speed.toFixed(1)} before.`;
}

/** Where two texts part, counted in words as a stand-in for tokens, which servers do not state. */
function firstDifference(a: string, b: string): { word: number; here: string; there: string } {
  const [before, after] = [a.split(/(?<=\s)/), b.split(/(?<=\s)/)];
  let at = 0;
  while (at < before.length && before[at] === after[at]) at++;
  const shown = (word: string | undefined): string => (word ?? 'the end').trim().slice(0, 40);
  return { word: at + 1, here: shown(before[at]), there: shown(after[at]) };
}

/**
 * How much faster the second times were than the first: the geometric mean of the ratios, with its 95 % interval (Student,
 * on logarithms) from two pairs on. Null where no pair has both figures.
 */
export function speedRatio(
  pairs: readonly (readonly [before: number | null, now: number | null])[],
): { ratio: number; low: number | null; high: number | null; pairs: number } | null {
  const logs = pairs.flatMap(([before, now]) =>
    before !== null && now !== null && before > 0 && now > 0 ? [Math.log(now / before)] : [],
  );
  if (logs.length === 0) return null;
  const middle = mean(logs);
  const half =
    logs.length < 2 ? null : studentQuantile(0.975, logs.length - 1) * Math.sqrt(variance(logs) / logs.length);
  return {
    ratio: Math.exp(middle),
    low: half === null ? null : Math.exp(middle - half),
    high: half === null ? null : Math.exp(middle + half),
    pairs: logs.length,
  };
}
