import { said, SaidError } from '../l10n/said';
import { juryOf, type JuryItem } from '../model/jury';
import type { CountingScore, Score } from '../model/score';
import { tidy } from '../model/score';
import type { Store } from '../store';
import type { NewScore } from '../store/scores';
import type { Notify } from './changes';

/** One item's verdict: the points a program or a judge gives, and what they rest on (any JSON, e.g. the checks). */
export interface ItemVerdict {
  /** From 0 to the item's points. */
  points: number;
  /** What could be had, where only a part of the item could be settled; the rest stays open. */
  settled?: number;
  evidence?: unknown;
}

export interface Verdicts {
  /**
   * By rubric item id, only those that could be settled: what is unknown is left out and stays open. A prompt without a
   * rubric has one item, `wholeAnswer`.
   */
  items: Record<string, ItemVerdict>;
  /** Which program or judge, with its version, e.g. `checks 1` or `qwen3-32b`. */
  by: string;
  note?: string;
  /**
   * Of a program that speaks of some items only, which: what another program has given of the others stays. Without it
   * the program speaks of the whole prompt.
   */
  about?: (itemId: string) => boolean;
}

/** A person's score. */
export type ByHand = Omit<NewScore, 'source'> & { source?: 'hand' };

/** The item of a prompt without a rubric. */
export const wholeAnswer = '';

/** Points: given, proven, proposed, accepted and taken back. Each call is one transaction, and tells the views once. */
export class Scoring {
  constructor(
    private readonly store: Store,
    private readonly notify: Notify,
  ) {}

  /** Stores a person's score at once. Throws a sentence, and stores nothing, when it is not acceptable. */
  give(score: ByHand): Score {
    return this.write(() => this.store.scores.add({ ...score, source: 'hand' }));
  }

  /**
   * Stores what a person has entered in a form that showed what programs and accepted proposals have given: items left
   * as they gave them stay theirs. Throws as `give` does.
   */
  giveForm(score: ByHand): Score {
    return this.write(() => {
      const shown = this.store.scores.counting(score.runId)?.items ?? {};
      const isTheirs = ([id, points]: [string, number]): boolean => {
        const other = shown[id];
        const isWhole = other !== undefined && other.source !== 'hand' && other.settled === undefined;
        return isWhole && other.points === points;
      };
      const all = Object.entries(score.rubric ?? {});
      const own = all.filter((item) => !isTheirs(item));
      if (own.length === all.length) return this.store.scores.add({ ...score, source: 'hand' });
      const rubric = Object.fromEntries(own);
      return this.store.scores.add({ ...score, rubric, points: sum(rubric), whole: false, source: 'hand' });
    });
  }

  /** Gives some items by hand and leaves all others as they are, whoever gave them. Throws as `give` does. */
  giveItems(runId: number, items: Record<string, number>, note?: string): Score {
    return this.write(() => {
      const own = this.store.scores.latestOf(runId, 'hand');
      const base = own && (Object.keys(own.rubric).length > 0 || !own.whole) ? own : null;
      const rubric = { ...base?.rubric, ...items };
      const extra = base?.whole ? base.points - sum(base.rubric) : (base?.extra ?? 0);
      const { points: max } = this.store.scores.prompt(runId);
      const points = clamp(sum(rubric) + extra, max);
      const whole = base?.whole ?? false;
      return this.store.scores.add({ runId, points, rubric, whole, extra, note: note ?? own?.note ?? '' });
    });
  }

  /**
   * Stores what a program has found out about an answer, in place of what programs have said of it, or of the items that
   * it speaks about, before; the ledger keeps that, voided. Nothing changes where they say the same again. With no items, only the old verdict goes.
   * Returns the entry, or null where there is none. Throws a sentence, and stores nothing, where the run is not complete
   * or an item is unknown or out of range.
   */
  recordAutomatic(runId: number, verdicts: Verdicts): Score | null {
    return this.replace(runId, 'automatic', verdicts);
  }

  /** Stores what a judge proposes, in place of what the same judge has proposed for the answer before; it counts for nothing. */
  propose(runId: number, verdicts: Verdicts): Score | null {
    return this.replace(runId, 'proposed', verdicts);
  }

  /** What judges have proposed for an answer, oldest first. */
  proposals(runId: number): Score[] {
    return this.store.scores.proposals(runId);
  }

  /**
   * Takes a proposal over, or only some of its items; those accepted from it or from others before stay. It counts where
   * neither a person nor a program has given points. Throws a sentence where there is no such proposal.
   */
  accept(proposalId: number, itemIds?: readonly string[]): Score {
    return this.write(() => {
      const proposal = this.store.scores.require(proposalId);
      if (proposal.source !== 'proposed' || proposal.voidedAt !== null)
        throw new SaidError(said`This proposal is not there any more, so it cannot be accepted.`);
      const { runId } = proposal;
      const unknown = itemIds?.find(
        (id) => !Object.hasOwn(proposal.rubric, id) && !(proposal.whole && id === wholeAnswer),
      );
      if (unknown !== undefined)
        throw new SaidError(said`This proposal says nothing of “${unknown}”, so nothing can be accepted.`);
      const wanted = (record: Record<string, unknown>): [string, unknown][] =>
        Object.entries(record).filter(([id]) => itemIds?.includes(id) ?? true);
      if (proposal.whole) return this.store.scores.add({ ...proposal, source: 'accepted' });
      const before = this.store.scores.latestOf(runId, 'accepted');
      const rubric = { ...before?.rubric, ...Object.fromEntries(wanted(proposal.rubric)) } as Record<string, number>;
      const evidence = { ...before?.evidence, ...Object.fromEntries(wanted(proposal.evidence)) };
      const points = sum(rubric);
      return this.store.scores.add({ ...proposal, points, rubric, evidence, source: 'accepted', whole: false });
    });
  }

  /**
   * Takes over what judges propose for an answer, or for some of its items: of several judges the median. It counts as
   * that of `accept` does. Throws a sentence where nobody proposes points for them.
   */
  acceptJury(runId: number, itemIds?: readonly string[]): Score {
    const proposals = this.store.scores.proposals(runId);
    const [only] = proposals;
    if (only && proposals.length === 1) return this.accept(only.id, itemIds);
    const wanted = Object.entries(juryOf(proposals)).filter(([id]) => itemIds?.includes(id) ?? true);
    if (wanted.length === 0)
      throw new SaidError(said`No judge proposes points for this any more, so nothing can be accepted.`);
    return this.write(() => {
      const before = this.store.scores.latestOf(runId, 'accepted');
      const whole = wanted.every(([id]) => id === wholeAnswer);
      const items = wanted.filter(([id]) => whole || id !== wholeAnswer);
      const of = <T>(value: (item: JuryItem) => T): Record<string, T> =>
        Object.fromEntries(items.map(([id, item]) => [id, value(item)]));
      const rubric = whole ? {} : { ...before?.rubric, ...of(({ points }) => points) };
      const evidence = { ...before?.evidence, ...of(({ voices }) => ({ voices })) };
      const points = whole ? (items[0]?.[1].points ?? 0) : sum(rubric);
      const by = [...new Set(items.flatMap(([, { voices }]) => voices.map(({ judge }) => judge)))].join(', ');
      return this.store.scores.add({ runId, points, rubric, evidence, whole, by, source: 'accepted' });
    });
  }

  /** Takes an entry back, and with it the remark that made it. */
  undo(scoreId: number): void {
    this.write(() => {
      this.store.scores.void(scoreId);
      this.store.remarks.undo(scoreId);
    });
  }

  /** The points of an answer that count, item by item, and who gave each; null where nobody has given any. */
  counting(runId: number): CountingScore | null {
    return this.store.scores.counting(runId);
  }

  /** The strongest entry of an answer with the points that count; null where nobody has given any. */
  current(runId: number): Score | null {
    return this.store.scores.current(runId);
  }

  /** What a person has given or accepted last and not taken back, or null. */
  latest(): Score | null {
    return this.store.scores.latest();
  }

  /** The whole ledger of an answer, newest first. */
  history(runId: number): Score[] {
    return this.store.scores.history(runId);
  }

  private replace(runId: number, source: 'automatic' | 'proposed', verdicts: Verdicts): Score | null {
    const { items, by, note = '', about } = verdicts;
    return this.write(() => {
      const { scores } = this.store;
      const old = (source === 'automatic' ? [scores.latestOf(runId, source)] : scores.proposals(runId)).filter(
        (entry) => entry !== null && (source === 'automatic' || entry.by === by),
      ) as Score[];
      const { [wholeAnswer]: answer, ...byItem } = items;
      const own = Object.fromEntries(Object.entries(byItem).map(([id, { points }]) => [id, points]));
      const whole = answer !== undefined && Object.keys(own).length === 0;
      const [same] = old;
      const others = whole || !about || !same ? null : ofOthers(same, about, by);
      const rubric = { ...others?.rubric, ...own };
      const parts = { ...others?.parts, ...given(byItem, ({ settled }) => settled) };
      const evidence = { ...others?.evidence, ...given(items, (verdict) => copyOf(verdict.evidence)) };
      const points = whole ? answer.points : sum(rubric);
      const said = { points, rubric, parts, whole, by: namesOf(others?.by, own, by), note, evidence };
      if (same && old.length === 1 && JSON.stringify(said) === JSON.stringify(saidBy(same))) return same;
      for (const entry of old) scores.void(entry.id);
      if (Object.keys(items).length === 0 && Object.keys(rubric).length === 0) return null;
      return scores.add({ runId, source, ...said });
    });
  }

  private write<T>(work: () => T): T {
    const result = this.store.database.transaction(work);
    this.notify('scores');
    return result;
  }
}

function saidBy({ points, rubric, parts, whole, by, note, evidence }: Score): unknown {
  return { points, rubric, parts, whole, by, note, evidence };
}

/** What other programs than this one have given, of the items that it does not speak about. */
function ofOthers(
  before: Score,
  about: (itemId: string) => boolean,
  by: string,
): Pick<Score, 'rubric' | 'parts' | 'evidence' | 'by'> | null {
  const names = before.by.split(nameDivider).filter((name) => name !== by);
  if (names.length === 0) return null;
  const others = <T>(record: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([id]) => !about(id)));
  const rubric = others(before.rubric);
  if (Object.keys(rubric).length === 0) return null;
  return { rubric, parts: others(before.parts), evidence: others(before.evidence), by: names.join(nameDivider) };
}

const nameDivider = ', ';

/** The names of the programs that an entry is made by. */
function namesOf(others: string | undefined, own: Record<string, number>, by: string): string {
  if (others === undefined) return by;
  return Object.keys(own).length === 0 ? others : [...others.split(nameDivider), by].sort().join(nameDivider);
}

function given<T>(items: Record<string, ItemVerdict>, value: (item: ItemVerdict) => T | undefined): Record<string, T> {
  return Object.fromEntries(
    Object.entries(items).flatMap(([id, item]) => {
      const one = value(item);
      return one === undefined ? [] : [[id, one] as const];
    }),
  );
}

/** As it is read from the database again. */
function copyOf(evidence: unknown): unknown {
  return evidence === undefined ? undefined : (JSON.parse(JSON.stringify(evidence)) as unknown);
}

function sum(points: Record<string, number>): number {
  return tidy(Object.values(points).reduce((total, value) => total + value, 0));
}

function clamp(points: number, max: number): number {
  return tidy(Math.max(0, Math.min(max, points)));
}
