import { said } from '../l10n/said';
import { holm } from '../rank/intervals';
import {
  settledEnough,
  sureEnough,
  usualTolerance,
  type Verdict,
  type VerdictAside,
  type VerdictBot,
  type VerdictWishes,
} from '../model/verdict';
import { botOf } from './botOf';
import { missed, unknown, type Contender } from './contenders';
import type { AnswerEvidence, WeighedCategory } from './evidence';
import { chanceBelow, chanceOfNone, Field, type Figure } from './field';
import { minutesUntil } from './minutes';
import { anytimeWidth } from './race';
import { overturning, sentencesOf } from './words';

export interface VerdictInput {
  wishes: VerdictWishes;
  practice: boolean;
  answers: readonly AnswerEvidence[];
  contenders: readonly Contender[];
  categories: readonly (WeighedCategory & { title: string })[];
  secondsAnItem: number;
  /** Judges whose agreement with the person was not measured on enough answers. */
  uncheckedJudges: readonly string[];
}

/** Bots that are compared with each other to find the best; all others are compared with that one. */
const mostCompared = 60;

/** Which bot to keep for a use, and how sure that is. Of the order of a tenth of a second for 40 bots of 100 prompts. */
export function decide(input: VerdictInput): Verdict {
  const { wishes, practice, answers, contenders } = input;
  const tolerance = wishes.tolerance ?? usualTolerance;
  const parked: VerdictAside[] = [];
  const open: VerdictAside[] = [];
  const fitting = contenders.filter((one) => {
    const [why, notKnown] = [missed(one, wishes), unknown(one, wishes)];
    if (why) parked.push(aside(one, why));
    else if (notKnown) open.push(aside(one, notKnown));
    return !why && !notKnown;
  });
  const { field, categories, ready } = readyOf(input, fitting, open);
  const ids = ready.map(({ botId }) => botId);
  const leader = bestOf(field, ids);
  const kept = leader === null ? null : fastestAlike(field, leader, ready, tolerance);
  const keep = ready.find(({ botId }) => botId === kept) ?? null;
  const total = categories.reduce((sum, { points }) => sum + points, 0);
  const weights = categories.map(({ id, title, points }) => ({ id, title, share: (100 * points) / total }));
  const known = { wishes, practice, weights, parked, open };
  const rivals = keep ? ready.filter((one) => one !== keep) : [];
  const differences = rivals.map((rival) => field.difference(keep?.botId ?? 0, rival.botId));
  const tested = holm(differences.map((figure) => (figure ? (chanceOfNone(figure) ?? 1) : 1)));
  const ofBot = Map.groupBy(answers, ({ botId }) => botId);
  const make = (one: Contender, figure: Figure | null, chance: number | null): VerdictBot =>
    botOf(one, { field, answers: ofBot.get(one.botId) ?? [], keep: keep ?? one, behind: figure, chance });
  const [equal, worse]: [VerdictBot[], VerdictBot[]] = [[], []];
  let doubt = 0;
  rivals.forEach((rival, place) => {
    const figure = differences[place] ?? null;
    const chance = figure && chanceAhead(figure, tolerance);
    const made = make(rival, figure, chance);
    doubt += chance ?? 1;
    if (!figure || figure.estimate <= 0 || (tested[place] ?? 1) > 0.05) equal.push(made);
    else if (isOut(figure, rivals.length) && keep)
      parked.push(
        aside(rival, said`It is ${figure.estimate.toFixed(0)} points of 100 behind ${keep.bot}, by more than noise.`),
      );
    else worse.push(made);
  });
  equal.sort((a, b) => (a.behind ?? 0) - (b.behind ?? 0));
  worse.sort((a, b) => (a.behind ?? 0) - (b.behind ?? 0));
  const sure = keep ? Math.max(0, 1 - doubt) : 0;
  const winner = keep && make(keep, null, null);
  const decided = sure >= sureEnough && (winner?.settled ?? 0) >= settledEnough;
  const made = { ...known, keep: winner, sure, decided, equal, worse };
  const effort = minutesUntil(made, { field, answers, tolerance, secondsAnItem: input.secondsAnItem });
  const whole = { ...made, ...effort, sentences: [], overturn: [] };
  return {
    ...whole,
    sentences: sentencesOf(whole, ready.length, tolerance),
    overturn: overturning(whole, tolerance, input.uncheckedJudges),
  };
}

/** Only bots that were tried in the categories in which others were: else a few easy prompts would win. */
function readyOf({ answers, categories }: VerdictInput, fitting: readonly Contender[], open: VerdictAside[]) {
  const all = new Field(answers, categories);
  const missing = new Map(fitting.map((one) => [one.botId, all.missing(one.botId)]));
  const tried = fitting.filter(({ botId }) => (missing.get(botId)?.length ?? 0) < categories.length);
  const least = Math.min(2, tried.length);
  const covered = categories.filter(
    ({ id }) => tried.filter(({ botId }) => !missing.get(botId)?.includes(id)).length >= Math.max(1, least),
  );
  const field = covered.length === categories.length ? all : new Field(answers, covered);
  const ready = fitting.filter((one) => {
    const lacks = covered.find(({ id }) => missing.get(one.botId)?.includes(id));
    const none = !tried.includes(one);
    if (none) open.push(aside(one, said`Nothing of it is scored for this use yet.`));
    else if (lacks)
      open.push(aside(one, said`Nothing of it is scored in ${lacks.title} yet, where others were tried.`));
    return !none && !lacks;
  });
  return { field, categories: covered, ready };
}

/**
 * The one that is most likely ahead of the others: of those that were tried on half as many prompts as any at least, as
 * the others' few prompts would decide else, unless one of these is ahead of it by more than noise.
 */
function bestOf(field: Field, ids: readonly number[]): number | null {
  const known = ids.map((id) => ({ id, prompts: field.total(id)?.prompts ?? 0 }));
  const most = Math.max(0, ...known.map(({ prompts }) => prompts));
  const tried = known.filter(({ prompts }) => prompts * 2 >= most).map(({ id }) => id);
  const best = mostAhead(field, tried);
  if (best === null || tried.length === ids.length) return best;
  const isBeaten = ids.some((id) => {
    const figure = field.difference(best, id);
    return figure !== null && figure.estimate < 0 && (chanceOfNone(figure) ?? 1) < 0.05;
  });
  return isBeaten ? mostAhead(field, ids) : best;
}

function mostAhead(field: Field, ids: readonly number[]): number | null {
  const top = ids
    .map((id) => ({ id, points: field.total(id)?.estimate ?? -Infinity }))
    .sort((a, b) => b.points - a.points)
    .slice(0, mostCompared);
  const ahead = top.map(({ id }) =>
    top.reduce((sum, other) => sum + (other.id === id ? 0 : (field.likely(id, other.id) ?? 0)), 0),
  );
  return top[ahead.indexOf(Math.max(...ahead))]?.id ?? null;
}

/** Where another one is as good as the best as far as anyone would notice, and not told apart from it, the faster is taken. */
function fastestAlike(field: Field, leader: number, ready: readonly Contender[], tolerance: number): number {
  const speed = (id: number): number => ready.find(({ botId }) => botId === id)?.tokensPerSecond ?? 0;
  const alike = ready.filter(({ botId, tokensPerSecond }) => {
    if (botId === leader || tokensPerSecond === null) return false;
    const figure = field.difference(leader, botId);
    return (
      figure !== null && figure.estimate <= tolerance / 2 && (chanceOfNone(figure) ?? 0) > 0.05 && speed(leader) > 0
    );
  });
  return alike.reduce((best, { botId }) => (speed(botId) > 1.1 * speed(best) ? botId : best), leader);
}

/** The chance that the other one is better by more than the tolerance. */
function chanceAhead(figure: Figure, tolerance: number): number | null {
  if (figure.standardError !== null && figure.standardError < 1e-12) return figure.estimate >= -tolerance ? 0 : 1;
  return chanceBelow(figure, -tolerance);
}

/** Out of the race, however often and early one looks. */
function isOut({ estimate, standardError, degrees }: Figure, rivals: number): boolean {
  return standardError !== null && estimate - anytimeWidth(degrees, 0.05 / Math.max(1, rivals)) * standardError > 0;
}

function aside({ botId, bot }: Contender, reason: VerdictAside['reason']): VerdictAside {
  return { botId, bot, reason };
}
