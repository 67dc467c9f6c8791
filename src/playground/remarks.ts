import { formatMark, type Anchor, type Remark, type RemarkThread } from '../model/remarks';
import { tidy } from '../model/score';
import type { Mark } from '../model/scoreSheet';
import type { Store } from '../store';
import type { Notify } from './changes';

/** Where points are given: a thread that stands on the line, or the place of a new one; null where there is no answer. */
export interface MarkPlace {
  threadId: number | null;
  anchor: () => Anchor;
}

/** Remarks on lines of answers, with the points in them. Each call is one transaction, and tells the views once. */
export class Remarks {
  constructor(
    private readonly store: Store,
    private readonly notify: Notify,
  ) {}

  /** Begins a thread. Throws a sentence, and stores nothing, where the remark cannot be taken as it is. */
  begin(runId: number, anchor: Anchor, body: string): RemarkThread {
    return this.write(() => this.store.remarks.begin(runId, anchor, body));
  }

  /** Throws as `begin` does. */
  reply(threadId: number, body: string): Remark {
    return this.write(() => this.store.remarks.reply(threadId, body));
  }

  /** Throws as `begin` does. */
  edit(remarkId: number, body: string): Remark {
    return this.write(() => this.store.remarks.edit(remarkId, body));
  }

  /** Takes remarks of one answer away; `restore` brings them back. */
  delete(remarkIds: number[]): void {
    this.write(() => this.store.remarks.delete(remarkIds));
  }

  restore(remarkIds: number[]): void {
    this.write(() => this.store.remarks.restore(remarkIds));
  }

  /** A resolved thread is folded; its points still count. */
  resolve(threadId: number, resolved: boolean): void {
    this.write(() => this.store.remarks.resolve(threadId, resolved));
  }

  /** Gives points at a place: to the same item in the same thread they add up in one remark. Throws as `begin` does. */
  give(runId: number, mark: Mark, { threadId, anchor }: MarkPlace): void {
    this.write(() => {
      const { remarks } = this.store;
      const here = remarks.threads(runId).find((thread) => thread.id === threadId);
      const same = here?.remarks.findLast((remark) => {
        const [first, ...others] = remarks.marksOf(runId, remark.body);
        return others.length === 0 && first?.item === mark.item && formatMark(first) === remark.body.trim();
      });
      const [old] = same ? remarks.marksOf(runId, same.body) : [];
      if (same && old && mark.note === '' && old.note === '') {
        const points = tidy(old.points + mark.points);
        if (points === 0) remarks.delete([same.id]);
        else remarks.edit(same.id, formatMark({ ...old, points }));
      } else if (here) remarks.reply(here.id, formatMark(mark));
      else remarks.begin(runId, anchor(), formatMark(mark));
    });
  }

  private write<T>(work: () => T): T {
    const result = this.store.database.transaction(work);
    this.notify('scores');
    return result;
  }
}
