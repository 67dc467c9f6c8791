import { said, SaidError } from '../../l10n/said';
import type { Prompt } from '../../model/prompt';
import type { Run } from '../../model/run';
import type { Playground } from '../../playground';
import type { PasteForm } from './pasteForm';
import type { CategoryChoice, Draft, IngestContent, IngestTarget, PromptChoice, PromptText, Walk } from './protocol';

/** One bot at one prompt, with the answer that is judged: null while there is none. */
export interface Place {
  botId: number;
  categoryId: string;
  promptId: string;
  runId: number | null;
}

export type Answered = Place & { unscored: boolean };

/** Finds what a target stands for: the named prompt, or the first that waits for a score. Throws a sentence. */
export function placeOf(playground: Playground, target: IngestTarget): Place {
  if ('runId' in target) {
    const { id, botId, categoryId, promptId } = playground.read.runs.require(target.runId);
    return { botId, categoryId, promptId, runId: id };
  }
  const { botId } = target;
  const choices = categoryChoices(playground, botId);
  const category = choices.find((other) => other.id === target.categoryId);
  const within = category ? [category] : choices;
  const prompts = within.flatMap(({ id, prompts }) => prompts.map((prompt) => ({ categoryId: id, ...prompt })));
  const wanted = prompts.find((prompt) => prompt.id === target.promptId) ?? firstToScore(prompts);
  if (!wanted) throw new SaidError(said`There are no prompts to score; check the suites.`);
  const run = latestRun(playground, botId, wanted.categoryId, wanted.id);
  return { botId, categoryId: wanted.categoryId, promptId: wanted.id, runId: run?.id ?? null };
}

/** What scoring begins with: what waits, else what can be looked at again. */
export function firstToScore<T extends Pick<PromptChoice, 'progress'>>(prompts: T[]): T | undefined {
  return (
    prompts.find((prompt) => prompt.progress === 'unscored') ??
    prompts.find((prompt) => prompt.progress === 'scored') ??
    prompts[0]
  );
}

/** The answers that can be judged, in the order of the suites. */
export function answeredPlaces(playground: Playground, botId: number): Answered[] {
  return categoryChoices(playground, botId).flatMap((category) =>
    category.prompts
      .filter((prompt) => prompt.progress !== 'unanswered')
      .map((prompt) => ({
        botId,
        categoryId: category.id,
        promptId: prompt.id,
        runId: latestRun(playground, botId, category.id, prompt.id)?.id ?? null,
        unscored: prompt.progress === 'unscored',
      })),
  );
}

/** The answers of all bots of one kind, real or practice, to a prompt, in an order that tells nothing about the bots. */
export function placesAtPrompt(
  playground: Playground,
  from: Pick<Place, 'botId' | 'categoryId' | 'promptId'>,
): Answered[] {
  const { categoryId, promptId } = from;
  const practice = playground.read.bots.get(from.botId)?.practice ?? false;
  return playground.read.standings
    .ofPrompt(categoryId, promptId)
    .filter((standing) => standing.practice === practice)
    .map(({ botId, answeredRun, scoredRun, max, settled }) => ({
      botId,
      categoryId,
      promptId,
      runId: answeredRun,
      unscored: waits(answeredRun, scoredRun, (max ?? 0) - (settled ?? 0)),
    }))
    .sort((a, b) => scatter(a.runId) - scatter(b.runId));
}

/** The same figure for the same run each time, and nothing else to be read from it. */
function scatter(runId: number): number {
  let value = Math.imul(runId ^ 0x9e3779b9, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The place `by` steps after (or before) one in a list, going round; null where there is no other. */
export function stepFrom<T extends Place>(
  places: T[],
  from: Place,
  by: 1 | -1,
  wanted: (place: T) => boolean,
): T | null {
  const same = (place: Place): boolean =>
    place.botId === from.botId && place.categoryId === from.categoryId && place.promptId === from.promptId;
  const index = places.findIndex(same);
  const start = index === -1 ? (by === 1 ? -1 : 0) : index;
  for (let step = 1; step <= places.length; step++) {
    const place = places[(((start + by * step) % places.length) + places.length) % places.length];
    if (place && !same(place) && wanted(place)) return place;
  }
  return null;
}

/**
 * The first answer that waits beyond what `walk` goes through: of another bot of the same kind, real or practice, or of
 * another prompt, those behind the present one first.
 */
export function waitingElsewhere(playground: Playground, from: Place, walk: Walk): Place | null {
  const practice = playground.read.bots.get(from.botId)?.practice ?? false;
  if (walk === 'bot') {
    const { rows } = playground.board(practice);
    for (const { botId } of rows) {
      const place =
        botId === from.botId ? undefined : answeredPlaces(playground, botId).find((other) => other.unscored);
      if (place) return place;
    }
    return null;
  }
  const prompts = choicesOfAll(playground, practice).flatMap(({ id, prompts }) =>
    prompts.map((prompt) => ({ categoryId: id, promptId: prompt.id, waits: prompt.progress === 'unscored' })),
  );
  const at = prompts.findIndex(
    ({ categoryId, promptId }) => categoryId === from.categoryId && promptId === from.promptId,
  );
  const next = [...prompts.slice(at + 1), ...prompts.slice(0, Math.max(0, at))].find(({ waits }) => waits);
  if (!next) return null;
  return placesAtPrompt(playground, { ...next, botId: from.botId }).find((place) => place.unscored) ?? null;
}

export interface ContentOptions {
  /** What the page is told in place of the bot and the run. */
  token: string;
  blind: boolean;
  walk: Walk;
  /** By run. */
  drafts: Record<string, Draft>;
  paste: PasteForm | null;
}

/**
 * Everything the form shows. In blind mode, until the score is stored, nothing that tells the bot: no name, number, time,
 * speed, count or flag, no points of its other answers, and no system prompt of its own. Throws a sentence where the bot
 * or the prompt is gone.
 */
export function contentOf(playground: Playground, place: Place, options: ContentOptions): IngestContent {
  const bot = playground.read.bots.get(place.botId);
  if (!bot) throw new SaidError(said`This bot no longer exists.`);
  const run = place.runId === null ? null : playground.read.runs.require(place.runId);
  const score = run ? playground.read.scores.current(run.id) : null;
  // What a program has found out is no judgement that names could sway.
  const isHidden = options.blind && (run === null || playground.read.scores.latestOf(run.id, 'hand') === null);
  return {
    place: options.token,
    bot: isHidden ? null : bot.name,
    practice: bot.practice,
    // Going through all bots' answers, the list stays the same from bot to bot, those that are named too.
    categories:
      isHidden || (options.blind && options.walk === 'prompt')
        ? choicesOfAll(playground, bot.practice)
        : categoryChoices(playground, bot.id),
    categoryId: place.categoryId,
    promptId: place.promptId,
    prompt: promptText(playground, place, run, isHidden),
    answer: run && {
      status: run.status,
      // It may name the model.
      error: isHidden ? null : run.error,
      text: run.text,
      reasoning: run.reasoning,
      measured: isHidden ? null : { stats: run.stats, flags: run.flags },
    },
    score: isHidden ? null : score,
    items: (run && playground.read.scores.counting(run.id)?.items) ?? {},
    checks: (run && playground.checking.sheet(run.id)?.items) ?? [],
    draft: run ? (options.drafts[run.id] ?? null) : null,
    ghosts: ghostsOf(playground, run),
    paste: options.paste,
    blind: options.blind,
    walk: options.walk,
  };
}

/** Judges saw no names either, so their proposals tell nothing that blind mode hides. */
export function ghostsOf(playground: Playground, run: Run | null): IngestContent['ghosts'] {
  return run?.status === 'complete' ? playground.arena.judging.jury(run.id) : {};
}

/** The latest answer to the prompt's current version, else the latest of all; null where there is none. */
function latestRun(playground: Playground, botId: number, categoryId: string, promptId: string): Run | null {
  const standing = playground.read.runs.latestByPrompt(botId).get(`${categoryId}/${promptId}`);
  if (standing) return playground.read.runs.get(standing.runId);
  return playground.read.runs.history(botId, categoryId, promptId)[0] ?? null;
}

function categoryChoices(playground: Playground, botId: number): CategoryChoice[] {
  const standing = playground.read.runs.latestByPrompt(botId);
  return playground.suites.categories.map((category) => ({
    id: category.id,
    title: category.title,
    prompts: category.prompts.map((prompt): PromptChoice => {
      const own = standing.get(`${category.id}/${prompt.id}`);
      const scored = own !== undefined && !waits(own.runId, own.scoredRun, own.open);
      return {
        id: prompt.id,
        title: prompt.title,
        points: prompt.points,
        progress: !own ? 'unanswered' : scored ? 'scored' : 'unscored',
        given: scored ? own.points : null,
      };
    }),
  }));
}

/** Whether there is something left for a person: a newer answer without a score, or items that nobody has settled. */
function waits(answeredRun: number, scoredRun: number | null, open: number | null): boolean {
  return scoredRun !== answeredRun || (open ?? 0) > 0;
}

/** The prompts with what waits of all bots of one kind, real or practice. */
export function choicesOfAll(playground: Playground, practice: boolean): CategoryChoice[] {
  return playground.suites.categories.map(({ id, title, prompts }) => ({
    id,
    title,
    prompts: prompts.map((prompt): PromptChoice => {
      const answered = playground.read.standings
        .ofPrompt(id, prompt.id)
        .filter((standing) => standing.practice === practice);
      const isWaiting = answered.some(({ scoredRun, answeredRun, max, settled }) =>
        waits(answeredRun, scoredRun, (max ?? 0) - (settled ?? 0)),
      );
      const progress = answered.length === 0 ? 'unanswered' : isWaiting ? 'unscored' : 'scored';
      return { id: prompt.id, title: prompt.title, points: prompt.points, progress, given: null };
    }),
  }));
}

/** The prompt in the version that the answer was given to. */
function promptText(playground: Playground, place: Place, run: Run | null, isHidden: boolean): PromptText {
  const current: Prompt | null = playground.suites.prompt(`${place.categoryId}/${place.promptId}`);
  const version = run ? playground.read.prompts.version(run.categoryId, run.promptId, run.promptHash) : current;
  if (!version) throw new SaidError(said`This prompt is no longer in the suites.`);
  const { title, text, points, rubric } = version;
  // A bot may have one of its own, and a mark against the server's cache before it.
  const sent = isHidden ? undefined : run?.request.messages.find((message) => message.role === 'system')?.content;
  return { title, text, points, rubric, system: sent ?? version.system, current: current?.hash === version.hash };
}
