import { said, SaidError } from '../l10n/said';
import type { Agreement, JudgeAgreement } from '../model/agreement';
import type { Bot } from '../model/bot';
import { juryOf, type JuryItem } from '../model/jury';
import type { Score } from '../model/score';
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
    if (judges.length === 0) throw new SaidError(said`Choose a judge: any bot can be one.`);
    if (runIds.length + pairs.length === 0) throw new SaidError(said`There is no answer to judge; run a prompt first.`);
    const kinds = new Set(judges.map(({ practice }) => practice));
    if (kinds.size > 1) throw new SaidError(said`A jury is of real bots or of practice ones, never of both.`);
    const practice = judges.some((judge) => judge.practice);
    const jobs = judges.flatMap((judge) => {
      const of = (runId: number, subject: object) => {
        const run = this.store.runs.require(runId);
        const owner = this.store.bots.get(run.botId);
        if (owner && owner.practice !== practice)
          throw new SaidError(said`Practice bots judge practice answers only, and real bots real ones.`);
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

  /** Pairs of answers on which a person has voted, each once. */
  votedPairs(practice: boolean): PairToJudge[] {
    const pairs = this.store.arena
      .live(practice)
      .flatMap(({ leftRun, rightRun, outcome }): [string, PairToJudge][] =>
        outcome === null
          ? []
          : [[[leftRun, rightRun].sort((a, b) => a - b).join('/'), { aRun: leftRun, bRun: rightRun }]],
      );
    return [...new Map(pairs).values()];
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

  /** See `agreement`, of several. */
  agreements(judges: readonly string[] = this.judges()): Promise<JudgeAgreement[]> {
    return Promise.all(judges.map(async (judge) => ({ judge, ...(await this.agreement(judge)) })));
  }

  /** What the jury says of an answer, item by item; empty where nobody has. */
  jury(runId: number): Record<string, JuryItem> {
    return juryOf(this.store.scores.proposals(runId));
  }

  proposals(runId: number): Score[] {
    return this.store.scores.proposals(runId);
  }
}
