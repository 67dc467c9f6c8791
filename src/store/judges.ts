import type { OpenProposal } from '../model/beside';
import type { Database } from './database';

export interface JudgeComparison {
  id: number;
  judge: string;
  aRun: number;
  bRun: number;
  /** `first`, `second` or `tie` with a shown first. */
  inOrder: string;
  /** The same with b shown first. */
  swapped: string;
  reason: string;
  promptKey: string;
}

/** An answer for which a person has given points, and a judge has proposed some. */
export interface JudgedAnswer {
  runId: number;
  judge: string;
  promptKey: string;
  /** JSON: points by rubric item id, and of the whole where there are none. */
  person: string;
  personPoints: number;
  proposed: string;
  proposedPoints: number;
  rubric: string;
  max: number;
  text: string;
  modelId: string;
  architecture: string | null;
}

/** What judges have said, to be compared with what persons have. */
export class JudgeStore {
  constructor(private readonly db: Database) {}

  addComparison(comparison: Omit<JudgeComparison, 'id' | 'promptKey'>): void {
    const { judge, aRun, bRun, inOrder, swapped, reason } = comparison;
    const now = new Date().toISOString();
    this.db.transaction(() => {
      this.db.run(
        'UPDATE judge_comparison SET voided_at = ? WHERE judge = ? AND a_run = ? AND b_run = ? AND voided_at IS NULL',
        ...[now, judge, aRun, bRun],
      );
      this.db.run(
        `INSERT INTO judge_comparison (judge, a_run, b_run, in_order, swapped, reason, created_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        ...[judge, aRun, bRun, inOrder, swapped, reason, now],
      );
    });
  }

  comparisons(judge: string): JudgeComparison[] {
    return this.db.all<JudgeComparison>(
      `SELECT c.id, judge, a_run AS aRun, b_run AS bRun, in_order AS inOrder, swapped, reason,
         run.category_id || '/' || run.prompt_id AS promptKey
       FROM judge_comparison AS c JOIN run ON run.id = a_run WHERE judge = ? AND voided_at IS NULL ORDER BY c.id`,
      judge,
    );
  }

  /** Latest answers to current prompts for which judges propose points and something is open. */
  open(practice: boolean): OpenProposal[] {
    return this.db.all<OpenProposal>(
      `SELECT s.bot_id AS botId, s.category_id AS categoryId, s.answered_run AS runId FROM standing AS s
       JOIN bot ON bot.id = s.bot_id AND bot.practice = ? AND bot.deleted_at IS NULL
       JOIN prompt AS p ON p.category_id = s.category_id AND p.id = s.prompt_id AND p.current = 1
         AND p.hash = s.answered_hash
       WHERE EXISTS (SELECT 1 FROM live_score AS one WHERE one.run_id = s.answered_run AND one.source = 'proposed')`,
      Number(practice),
    );
  }

  /** Who has proposed anything. */
  judges(): string[] {
    return this.db
      .all<{ judge: string }>(
        `SELECT DISTINCT given_by AS judge FROM live_score WHERE source = 'proposed'
         UNION SELECT DISTINCT judge FROM judge_comparison WHERE voided_at IS NULL ORDER BY judge`,
      )
      .map(({ judge }) => judge);
  }

  /** Answers that a judge and a person have both scored, each by the person's latest score. */
  judged(judge: string): JudgedAnswer[] {
    return this.db.all<JudgedAnswer>(
      `SELECT run.id AS runId, p.given_by AS judge, run.category_id || '/' || run.prompt_id AS promptKey,
         h.rubric AS person, h.points AS personPoints, p.rubric AS proposed, p.points AS proposedPoints, prompt.rubric,
         p.max, answer.text, run.request ->> 'modelId' AS modelId, run.model ->> 'architecture' AS architecture
       FROM live_score AS p JOIN run ON run.id = p.run_id JOIN answer ON answer.run_id = run.id
       JOIN prompt ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
       JOIN live_score AS h ON h.run_id = run.id AND h.source = 'hand'
       WHERE p.source = 'proposed' AND p.given_by = ? AND NOT EXISTS (
         SELECT 1 FROM live_score AS later WHERE later.run_id = run.id AND later.source = 'hand' AND later.id > h.id
       ) ORDER BY run.id`,
      judge,
    );
  }
}
