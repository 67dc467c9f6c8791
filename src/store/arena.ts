import { said, SaidError } from '../l10n/said';
import type { ArenaAnswer, ArenaVote, BotVote, NewArenaVote, Outcome, StoredVote } from '../model/arena';
import type { Database } from './database';
import { RunStore } from './runs';
import type { Reader } from './search/reader';

interface VoteRow {
  id: number;
  left_run: number;
  right_run: number;
  category_id: string;
  prompt_id: string;
  prompt_hash: string;
  outcome: string | null;
  reason: string | null;
  voter: string;
  milliseconds: number;
  created_at: string;
  voided_at: string | null;
}

/** The ledger of blind votes: entries are added and voided, never changed. */
export class ArenaStore {
  constructor(private readonly db: Database) {}

  /**
   * Stores a vote, or a skip, at once. What the same voter has said of these two answers before, in whichever order, is
   * taken back with it: one person has one voice for a pair. Throws a sentence, and stores nothing, where it cannot be a vote.
   */
  add({ leftRun, rightRun, outcome, reason, voter, milliseconds }: NewArenaVote): StoredVote {
    return this.db.transaction(() => {
      const runs = new RunStore(this.db);
      const [left, right] = [runs.require(leftRun), runs.require(rightRun)];
      if (left.botId === right.botId)
        throw new SaidError(said`Both answers are by the same bot, so there is nothing to compare.`);
      if (
        left.categoryId !== right.categoryId ||
        left.promptId !== right.promptId ||
        left.promptHash !== right.promptHash
      )
        throw new SaidError(
          said`Runs ${leftRun} and ${rightRun} answer different prompts, so they cannot be compared.`,
        );
      for (const { id, status } of [left, right])
        if (status !== 'complete')
          throw new SaidError(said`Run ${id} is ${status}, not complete, so it cannot be compared.`);
      const replaced = this.standing(leftRun, rightRun, voter);
      for (const earlier of replaced) this.void(earlier);
      const { id } = this.db.run(
        `INSERT INTO arena_vote (left_run, right_run, category_id, prompt_id, prompt_hash, outcome, reason, voter,
           milliseconds, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        leftRun,
        rightRun,
        left.categoryId,
        left.promptId,
        left.promptHash,
        outcome,
        outcome === null ? (reason ?? 'other') : null,
        voter,
        Math.max(0, Math.round(milliseconds)),
        new Date().toISOString(),
      );
      return { ...this.require(id), replaced };
    });
  }

  /** What a voter has said of two answers and not taken back, in whichever order they were shown. */
  private standing(one: number, other: number, voter: string): number[] {
    return this.db
      .all<{ id: number }>(
        `SELECT id FROM arena_vote WHERE voided_at IS NULL AND voter = ?3
           AND left_run IN (?1, ?2) AND right_run IN (?1, ?2) ORDER BY id`,
        one,
        other,
        voter,
      )
      .map(({ id }) => id);
  }

  /** Takes an entry back; it stays in the ledger. */
  void(id: number): void {
    if (this.require(id).voidedAt === null)
      this.db.run('UPDATE arena_vote SET voided_at = ? WHERE id = ?', new Date().toISOString(), id);
  }

  require(id: number): ArenaVote {
    const row = this.db.get<VoteRow>('SELECT * FROM arena_vote WHERE id = ?', id);
    if (!row) throw new SaidError(said`There is no vote ${id}.`);
    return toVote(row);
  }

  /** The last entry of a voter that was not taken back, or null. */
  latest(voter: string): ArenaVote | null {
    const row = this.db.get<VoteRow>(
      'SELECT * FROM arena_vote WHERE voided_at IS NULL AND voter = ? ORDER BY id DESC LIMIT 1',
      voter,
    );
    return row ? toVote(row) : null;
  }

  /** The whole ledger, oldest first, what was taken back too. */
  list(): ArenaVote[] {
    return this.db.all<VoteRow>('SELECT * FROM arena_vote ORDER BY id').map(toVote);
  }

  /** Votes and skips that were not taken back, oldest first, of bots that are there, real or practice ones. */
  live(practice: boolean): BotVote[] {
    return liveVotes(this.db, practice);
  }

  /** Changes with every entry and every one taken back. */
  revision(): number {
    const row = this.db.get<{ revision: number }>(
      'SELECT COALESCE(MAX(id), 0) + COUNT(voided_at) AS revision FROM arena_vote',
    );
    return row?.revision ?? 0;
  }

  /** What can be compared: the latest complete answers to the current versions of the prompts. */
  answers(practice: boolean): ArenaAnswer[] {
    return this.db.all<{ runId: number; botId: number; categoryId: string; promptId: string }>(
      `SELECT standing.answered_run AS runId, standing.bot_id AS botId, standing.category_id AS categoryId,
         standing.prompt_id AS promptId
       FROM standing JOIN bot ON bot.id = standing.bot_id
       JOIN prompt ON prompt.category_id = standing.category_id AND prompt.id = standing.prompt_id
         AND prompt.current = 1 AND prompt.hash = standing.answered_hash
       JOIN category ON category.id = standing.category_id AND category.current = 1
       WHERE bot.practice = ? AND bot.deleted_at IS NULL
       ORDER BY category.position, prompt.position, bot.id`,
      Number(practice),
    );
  }
}

/** See `ArenaStore.live`. */
export function liveVotes(reader: Reader, practice: boolean): BotVote[] {
  return reader.all<BotVote>(
    `SELECT vote.id, left_run AS leftRun, right_run AS rightRun, a.bot_id AS leftBot, b.bot_id AS rightBot,
       vote.category_id AS categoryId, vote.prompt_id AS promptId, outcome
     FROM arena_vote AS vote JOIN run AS a ON a.id = left_run JOIN run AS b ON b.id = right_run
     JOIN bot AS one ON one.id = a.bot_id JOIN bot AS two ON two.id = b.bot_id
     WHERE voided_at IS NULL AND one.practice = ? AND two.practice = ?
       AND one.deleted_at IS NULL AND two.deleted_at IS NULL
     ORDER BY vote.id`,
    Number(practice),
    Number(practice),
  );
}

function toVote(row: VoteRow): ArenaVote {
  return {
    id: row.id,
    leftRun: row.left_run,
    rightRun: row.right_run,
    categoryId: row.category_id,
    promptId: row.prompt_id,
    promptHash: row.prompt_hash,
    outcome: row.outcome as Outcome | null,
    reason: row.reason,
    voter: row.voter,
    milliseconds: row.milliseconds,
    createdAt: row.created_at,
    voidedAt: row.voided_at,
  };
}
