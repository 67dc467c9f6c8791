import type { Bot } from '../model/bot';
import type { Score } from '../model/score';
import type { Agreement } from '../rank/judge/agreementOf';
import type { Store } from '../store';
import type { NewTournament } from '../store/tournaments';

/** Two answers that a judge compares in both orders. */
export interface PairToJudge {
  aRun: number;
  bRun: number;
}

/** Judges: what they are asked, and how far they agree with persons. Their proposals count for nothing until accepted. */
export class Judging {
  constructor(private readonly store: Store) {}

  /**
   * A queue that lets each judge propose points for each answer, judge by judge so that each is loaded once. Throws a
   * sentence where there is nothing to judge, or practice and real bots would meet.
   */
  plan(judges: readonly Bot[], runIds: readonly number[], pairs: readonly PairToJudge[] = []): NewTournament {
    if (judges.length === 0) throw new Error('Choose a judge: any bot can be one.');
    if (runIds.length + pairs.length === 0) throw new Error('There is no answer to judge; run a prompt first.');
    const kinds = new Set(judges.map(({ practice }) => practice));
    if (kinds.size > 1) throw new Error('A jury is of real bots or of practice ones, never of both.');
    const practice = judges.some((judge) => judge.practice);
    const jobs = judges.flatMap((judge) => {
      const of = (runId: number, subject: object) => {
        const run = this.store.runs.require(runId);
        const owner = this.store.bots.get(run.botId);
        if (owner && owner.practice !== practice)
          throw new Error('Practice bots judge practice answers only, and real bots real ones.');
        const { botId, categoryId, promptId } = run;
        const base = {
          kind: 'judge' as const,
          botId,
          categoryId,
          promptId,
          server: judge.server,
          modelId: judge.modelId,
        };
        return { ...base, subject: { judge: judge.id, ...subject } };
      };
      return [
        ...runIds.map((run) => of(run, { run })),
        ...pairs.map(({ aRun, bRun }) => of(aRun, { run: aRun, against: bRun })),
      ];
    });
    const title = `Judged by ${judges.map(({ name }) => name).join(', ')}`;
    return { title, practice, jobs };
  }

  /** Whole answers to current prompts, of one category or of all, that a person has not scored unless `scored` is set. */
  answers(options: { practice: boolean; category?: string; scored?: boolean }): number[] {
    return this.store.arena
      .answers(options.practice)
      .filter(({ categoryId }) => options.category === undefined || categoryId === options.category)
      .map(({ runId }) => runId)
      .filter((runId) => (this.store.scores.latestOf(runId, 'hand') !== null) === (options.scored ?? false));
  }

  /** Who has judged anything. */
  judges(): string[] {
    return this.store.judges.judges();
  }

  /** How far a judge agrees with persons, on the answers that both have scored. */
  async agreement(judge: string): Promise<Agreement> {
    const { agreementFor } = await import('./judging/agreement');
    return agreementFor(this.store, judge);
  }

  /**
   * What the jury says of an answer: by item the median of those who propose points for it, with the least and the most;
   * empty where nobody has.
   */
  jury(runId: number): Record<string, { points: number; least: number; most: number; judges: number }> {
    const byItem = new Map<string, number[]>();
    const add = (id: string, points: number): unknown => byItem.set(id, [...(byItem.get(id) ?? []), points]);
    for (const { rubric, points, whole } of this.store.scores.proposals(runId)) {
      if (whole) add('', points);
      else for (const [id, given] of Object.entries(rubric)) add(id, given);
    }
    return Object.fromEntries(
      [...byItem].map(([id, given]) => {
        const sorted = [...given].sort((a, b) => a - b);
        const middle = sorted.length >> 1;
        const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle] ?? 0, sorted[middle] ?? 0];
        return [
          id,
          { points: (low + high) / 2, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0, judges: sorted.length },
        ];
      }),
    );
  }

  proposals(runId: number): Score[] {
    return this.store.scores.proposals(runId);
  }
}
