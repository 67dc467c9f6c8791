import type { TournamentEvent } from '../queue/tournaments';
import type { Bot } from '../model/bot';
import type { Prompt } from '../model/prompt';
import type { Tournament, TournamentProgress } from '../model/tournament';
import type { Playground } from '../playground';
import { botByName, botOfModel } from './chooseBot';
import { CommandFailed, complain, print, printJson, withPlayground, type CommonOptions } from './context';
import { noCategory, requireSendable } from './suiteProblems';
import { ProgressLine } from './progressLine';
import { jobLine, jobText, summary } from './tournamentText';

export interface TournamentCommandOptions extends CommonOptions {
  bot?: string[];
  model?: string[];
  category?: string[];
  prompt?: string[];
  repeat?: number;
  temperature?: number[];
  load?: boolean;
  context?: number;
  unloadOthers?: boolean;
  stream: boolean;
  cold?: boolean;
}

export async function startTournament(options: TournamentCommandOptions): Promise<void> {
  if (!options.bot && !options.model) {
    process.exitCode = 2;
    complain('Say which bots compete: --bot NAME… or --model ID….');
    return;
  }
  await withPlayground(options, async (playground) => {
    const prompts = choosePrompts(playground, options);
    requireSendable(playground.suites, prompts);
    const plan = playground.tournaments.plan({
      bots: await chooseBots(playground, options),
      prompts,
      repeats: options.repeat ?? 1,
      temperatures: options.temperature ?? [],
      options: {
        load: options.load === false ? 'off' : 'auto',
        contextLength: options.context ?? null,
        unloadOthers: options.unloadOthers ?? false,
        stream: options.stream,
        cold: options.cold ?? false,
      },
    });
    await workOn(playground, playground.tournaments.create(plan), options);
  });
}

/** Goes on with the given tournament, or with the latest one that is not over. */
export async function resumeTournament(id: number | undefined, options: CommonOptions): Promise<void> {
  await withPlayground(options, async (playground) => {
    const unfinished = playground.read.tournaments.list().find(({ state }) => state === 'open' || state === 'paused');
    if (id === undefined && !unfinished) throw new Error('No tournament is waiting to go on.');
    const tournament = playground.read.tournaments.require(id ?? unfinished?.id ?? 0);
    await playground.liveBench.requireAllowed(tournament.id);
    await workOn(playground, tournament, options);
  });
}

export async function retryTournament(id: number | undefined, options: CommonOptions): Promise<void> {
  await withPlayground(options, async (playground) => {
    const tournament = latest(playground, id);
    const queued = playground.tournaments.retry(tournament.id);
    if (queued === 0) throw new Error(`Nothing of tournament ${tournament.id} has failed.`);
    await playground.liveBench.requireAllowed(tournament.id);
    await workOn(playground, tournament, options);
  });
}

export async function pauseTournament(id: number | undefined, options: CommonOptions): Promise<void> {
  await withPlayground(options, async (playground) => {
    const tournament = latest(playground, id);
    playground.tournaments.pause(tournament.id);
    say(playground, tournament, options, `Tournament ${tournament.id} is paused; llp tournament resume goes on.`);
  });
}

export async function cancelTournament(id: number | undefined, options: CommonOptions): Promise<void> {
  await withPlayground(options, async (playground) => {
    const tournament = latest(playground, id);
    await playground.tournaments.cancel(tournament.id);
    say(playground, tournament, options, `Tournament ${tournament.id} is cancelled; its finished answers stay.`);
  });
}

function say(playground: Playground, { id }: Tournament, options: CommonOptions, sentence: string): void {
  if (options.json) printJson(summary(playground.tournaments.progress(id)));
  else print(sentence);
}

export function latest(playground: Playground, id: number | undefined): Tournament {
  if (id !== undefined) return playground.read.tournaments.require(id);
  const [newest] = playground.read.tournaments.list(1);
  if (!newest) throw new Error('There is no tournament yet; llp tournament --bot NAME starts one.');
  return newest;
}

/** Works until a queue is over; Ctrl+C puts what is unfinished back into the queue and ends. */
export async function workOn(playground: Playground, tournament: Tournament, options: CommonOptions): Promise<void> {
  const { tournaments } = playground;
  const line = new ProgressLine(options.json === true ? null : process.stderr);
  const waitedFor = new Set<string>();
  const report = (event: TournamentEvent): void => {
    if (!process.stderr.isTTY) sayWaiting(tournaments.progress(tournament.id), waitedFor);
    if (event.type === 'ended' && options.json) printJson(jobLine(playground, event.job, event.run));
    else if (event.type === 'ended') line.print(jobText(playground, event.job, event.run));
    line.update(() => tournaments.progress(tournament.id));
  };
  let interrupted = false;
  const interrupt = (): void => {
    interrupted = true;
    void tournaments.interrupt();
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const stop = tournaments.onEvent(report);
  try {
    const asksPrompts = playground.read.jobs.list(tournament.id).every(({ kind }) => kind === 'prompt');
    conclude(await tournaments.run(tournament.id), interrupted, asksPrompts ? 'prompts' : 'jobs', options);
  } finally {
    stop();
    line.end();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** Where no bar is drawn, a wait for another process is said once. */
function sayWaiting({ lanes }: TournamentProgress, said: Set<string>): void {
  for (const lane of lanes) {
    if (lane.kind !== 'waiting-for-turn' || said.has(lane.holder)) continue;
    said.add(lane.holder);
    complain(`Waiting for ${lane.holder} to be done with ${lane.server} or its machine.`);
  }
}

/** Exit code 1, with one sentence, unless everything is done. */
function conclude(progress: TournamentProgress, interrupted: boolean, what: string, options: CommonOptions): void {
  const { tournament, counts, total } = progress;
  const { id } = tournament;
  if (interrupted && tournament.state === 'open')
    throw new CommandFailed(`Interrupted; llp tournament resume ${id} goes on, llp tournament cancel ${id} ends it.`);
  if (tournament.state === 'paused')
    throw new CommandFailed(`Tournament ${id} was paused; llp tournament resume ${id} goes on.`);
  if (tournament.state === 'cancelled') throw new CommandFailed(`Tournament ${id} was cancelled.`);
  const bad = counts.failed + counts.parked;
  if (!options.json)
    print(
      `Tournament ${id}: ${counts.done} of ${total} done${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}.`,
    );
  if (bad > 0)
    throw new CommandFailed(
      `${bad} of ${total} ${what} failed; llp tournament status ${id} says why, llp tournament retry ${id} tries again.`,
    );
}

function choosePrompts(
  { suites }: Playground,
  { category: categories, prompt: keys }: TournamentCommandOptions,
): Prompt[] {
  const chosen = (categories ?? suites.categories.map(({ id }) => id)).map((id) => {
    const category = suites.category(id);
    if (!category) throw new Error(noCategory(suites, id));
    return category;
  });
  if (!keys) return chosen.flatMap((category) => category.prompts);
  const within = chosen.flatMap((category) => category.prompts);
  return keys.map((key) => {
    const prompt = within.find(({ id, categoryId }) => id === key || `${categoryId}/${id}` === key);
    if (!prompt) throw new Error(`There is no prompt “${key}”; llp suites lists them.`);
    return prompt;
  });
}

async function chooseBots(playground: Playground, options: TournamentCommandOptions): Promise<Bot[]> {
  // Also tells which models are in memory already: those come first.
  const states = await playground.refreshBots();
  const byName = (options.bot ?? []).map((name) => botByName(playground, name, options));
  return [...byName, ...(options.model ?? []).map((modelId) => botOfModel(playground, modelId, states))];
}
