import { said, type Said } from '../l10n/said';
import { memoryText } from '../model/rig';
import type { EvidenceKind, Verdict, VerdictBot } from '../model/verdict';
import { knownNeed } from './memory';

type Told = Omit<Verdict, 'sentences' | 'overturn'>;

/** The verdict in plain sentences, the answer first. Nothing in them claims a winner within noise. */
export function sentencesOf(verdict: Told, compared: number, tolerance: number): Said[] {
  const { keep, equal, sure, decided, minutesLeft } = verdict;
  if (!keep) return [nothing(verdict)];
  const told = [answer(keep, equal, compared, decided)];
  // Before how sure it is, which is about what is settled.
  if (keep.settled < 80)
    told.push(
      said`Only ${Math.round(keep.settled)} of 100 points of its answers are settled or judged; the open ones may turn out otherwise.`,
    );
  if (compared > 1) told.push(howSure(sure, tolerance, decided));
  const cost = costs(keep);
  if (cost) told.push(cost);
  told.push(...cheaper(keep, equal), madeOf(keep));
  if (!decided && minutesLeft !== null)
    told.push(said`About ${minutesLeft} more minutes of scoring would settle it; LLP chooses the answers.`);
  if (!decided && minutesLeft === null)
    told.push(said`All its answers are scored, so only more prompts can tell them apart: run more with these bots.`);
  return told;
}

function nothing({ parked, open }: Told): Said {
  if (parked.length > 0 && open.length === 0)
    return said`No bot fits what you asked for: all ${parked.length} are parked, each with its reason.`;
  if (open.length === 0) return said`There are no bots with answers yet: run a prompt first.`;
  return said`Nothing is scored for this use yet: score some answers, or let checks or a judge do so.`;
}

function answer(keep: VerdictBot, equal: readonly VerdictBot[], compared: number, decided: boolean): Said {
  const name = keep.bot;
  if (compared === 1)
    return said`${name} is the only bot that fits and has scores for this use, so it was compared with none.`;
  const [only] = equal;
  if (equal.length === 0)
    return decided
      ? said`Keep ${name}: it is the best of ${compared} bots on what you measured.`
      : said`Keep ${name} for now: it is ahead of the other bots, but too little is scored to be sure.`;
  const speed = only?.faster && 1 / only.faster;
  if (only && equal.length === 1) {
    if (speed && speed >= 1.1)
      return said`${name} and ${only.bot} are equal on what you measured; ${name} is ${speed.toFixed(1)} × faster.`;
    if (speed && speed <= 1 / 1.1)
      return said`${name} and ${only.bot} are equal on what you measured; ${only.bot} is ${(1 / speed).toFixed(1)} × faster.`;
    return said`${name} and ${only.bot} are equal on what you measured.`;
  }
  const shown = equal
    .slice(0, 5)
    .map(({ bot }) => bot)
    .join(', ');
  return equal.length <= 5
    ? said`${name} and these are equal on what you measured: ${shown}.`
    : said`${name} and ${equal.length} others are equal on what you measured, among them ${shown}.`;
}

function howSure(sure: number, tolerance: number, decided: boolean): Said {
  const percent = Math.min(99.9, sure * 100);
  const shown = percent >= 99 ? (Math.floor(percent * 10) / 10).toFixed(1) : String(Math.floor(percent));
  if (decided)
    return said`It is at least ${shown} % sure that no other bot is better by more than ${tolerance} points of 100.`;
  return said`It is not decided: that no other bot is better by more than ${tolerance} points of 100 is only ${shown} % sure.`;
}

function costs({ bot, tokensPerSecond, memory }: VerdictBot): Said | null {
  const speed = tokensPerSecond?.toFixed(1);
  const need = memory && memoryText(knownNeed(memory));
  if (speed && need && memory.cache !== null)
    return said`${bot} writes ${speed} tokens/s and needs ${need} of memory with a context of ${memory.context ?? 0} tokens.`;
  if (speed && need) return said`${bot} writes ${speed} tokens/s; its weights are ${need}.`;
  if (speed) return said`${bot} writes ${speed} tokens/s; what memory it needs is not known.`;
  return need ? said`The weights of ${bot} are ${need}; its speed is not known.` : null;
}

/** Of the equal ones, what is faster or smaller than the kept one. */
function cheaper(keep: VerdictBot, equal: readonly VerdictBot[]): Said[] {
  const own = keep.memory && knownNeed(keep.memory);
  const told: Said[] = [];
  for (const one of equal) {
    if (told.length === 3) break;
    const need = one.memory && knownNeed(one.memory);
    if (equal.length > 1 && one.faster !== null && one.faster >= 1.1)
      told.push(said`${one.bot} is ${one.faster.toFixed(1)} × faster.`);
    if (own && need && need < 0.9 * own) told.push(said`${one.bot} needs ${memoryText(own - need)} less memory.`);
  }
  return told;
}

/** What the evidence is made of, without what there is none of. */
function madeOf({ bot, answers, votes }: VerdictBot): Said {
  const count = (kind: EvidenceKind): number => answers.filter((one) => one.kind === kind).length;
  const parts: [number, (count: number) => Said][] = [
    [count('program'), (n) => said`${n} proven by programs`],
    [count('person'), (n) => said`${n} scored by a person`],
    [count('accepted'), (n) => said`${n} accepted from a judge`],
    [count('judge'), (n) => said`${n} seen by a judge only`],
    [count('partly'), (n) => said`${n} settled in part`],
    [votes, (n) => said`${n} blind votes`],
  ];
  const there = parts.flatMap(([n, word]) => (n > 0 ? [word(n)] : []));
  const list = there.reduce<Said | null>((all, one) => (all ? said`${all}, ${one}` : one), null);
  return said`For ${bot} it rests on ${answers.length} answers: ${list ?? ''}.`;
}

/** What could still change the verdict, the likeliest first. */
export function overturning(verdict: Told, tolerance: number, uncheckedJudges: readonly string[]): Said[] {
  const { keep, equal, worse, open, openAnswers } = verdict;
  if (!keep) return [];
  const told: Said[] = [];
  const rivals = [...equal, ...worse].filter(({ chance }) => chance === null || chance >= 0.01);
  for (const { bot, chance } of rivals.sort((a, b) => (b.chance ?? 1) - (a.chance ?? 1)).slice(0, 3))
    told.push(
      chance === null
        ? said`Too little is scored to compare ${bot} with ${keep.bot}.`
        : said`${bot} may be better than ${keep.bot} by more than ${tolerance} points of 100: the chance is ${Math.max(1, Math.round(chance * 100))} %.`,
    );
  if (openAnswers > 0 && rivals.length > 0) told.push(said`${openAnswers} answers of these bots have open points.`);
  if (open.length > 0) told.push(said`${open.length} bots could not be compared yet; each says why.`);
  if (uncheckedJudges.length > 0 && keep.answers.some(({ kind }) => kind === 'judge'))
    told.push(
      said`How far ${uncheckedJudges.join(', ')} agrees with you was measured on fewer than 20 answers, so that its points widen the intervals.`,
    );
  if (keep.tier === 'incomplete')
    told.push(said`Something is missing to prove the results of ${keep.bot}; its details say what.`);
  return told;
}
