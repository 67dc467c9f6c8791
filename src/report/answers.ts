import type { Words } from '../exchange/words';
import { madeOfText } from '../l10n/madeOf';
import { fill } from '../l10n/strings';
import type { Snapshot } from './snapshot';
import type { SqlValue } from './protocol';

/** One run as the list of answers shows it. */
export interface RunLine {
  id: number;
  categoryId: string;
  promptId: string;
  promptHash: string;
  prompt: string;
  /** False for an answer to an older version of the prompt. */
  current: boolean;
  status: string;
  error: string | null;
  points: number | null;
  max: number | null;
  /** Who gave the points, and what is open; empty where a person gave all of them. */
  madeOf: string;
  flags: string[];
  facts: string;
  startedAt: string;
}

export interface AnswerText {
  text: string;
  reasoning: string;
  prompt: string | null;
  system: string | null;
  /** Lines from 1. */
  remarks: { line: number; quote: string; body: string }[];
  ledger: { points: number; max: number; note: string; source: string; createdAt: string; voided: boolean }[];
}

/** A bot's runs in a category, by prompt in the suite's order, the latest first. */
export async function readRuns(
  snapshot: Snapshot,
  botId: number,
  categoryId: string,
  words: Words,
): Promise<RunLine[]> {
  const { rows } = await snapshot.query({
    sql: `SELECT run.id, run.category_id, run.prompt_id, run.prompt_hash, COALESCE(prompt.title, run.prompt_id),
        COALESCE(prompt.current, 0), status, error, run.points, max, flags, tokens_per_second, completion_tokens,
        time_to_first_token_seconds, stop_reason, sources, started_at,
        given, proven, accepted, settled
      FROM run LEFT JOIN prompt
        ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
      WHERE bot_id = ? AND run.category_id = ?
      ORDER BY COALESCE(position, 1e9), run.prompt_id, run.id DESC`,
    values: [botId, categoryId],
    most: 10_000,
  });
  return rows.map((row) => ({
    id: Number(row[0]),
    categoryId: String(row[1]),
    promptId: String(row[2]),
    promptHash: String(row[3]),
    prompt: String(row[4]),
    current: row[5] === 1,
    status: String(row[6]),
    error: textOrNull(row[7]),
    points: numberOrNull(row[8]),
    max: numberOrNull(row[9]),
    flags: JSON.parse(String(row[10])) as string[],
    facts: factsOf(row.slice(11, 16), words),
    startedAt: String(row[16]),
    madeOf: madeOf(row[9], row.slice(17), words),
  }));
}

function madeOf(max: SqlValue | undefined, parts: SqlValue[], { strings, formats }: Words): string {
  const [given = 0, proven = 0, accepted = 0, settled = 0] = parts.map(Number);
  const open = max === null || max === undefined ? 0 : Number(max) - settled;
  if (proven === 0 && accepted === 0 && open <= 0) return '';
  return madeOfText({ given, proven, accepted, open }, strings, (value) => formats.number(value, 0, 2));
}

/** The category and bot of a run, to show it in its place. */
export async function placeOf(
  snapshot: Snapshot,
  runId: number,
): Promise<{ botId: number; categoryId: string } | null> {
  const { rows } = await snapshot.query({
    sql: 'SELECT bot_id, category_id FROM run WHERE id = ?',
    values: [runId],
    most: 1,
  });
  const [row] = rows;
  return row ? { botId: Number(row[0]), categoryId: String(row[1]) } : null;
}

export async function readAnswer(snapshot: Snapshot, run: RunLine): Promise<AnswerText> {
  const [answer, prompt, remarks, ledger] = await Promise.all([
    snapshot.query({ sql: 'SELECT text, reasoning FROM answer WHERE run_id = ?', values: [run.id], most: 1 }),
    snapshot.query({
      sql: 'SELECT text, system FROM prompt WHERE category_id = ? AND id = ? AND hash = ?',
      values: [run.categoryId, run.promptId, run.promptHash],
      most: 1,
    }),
    snapshot.query({
      sql: 'SELECT line, quote, body FROM remark WHERE run_id = ? ORDER BY line',
      values: [run.id],
      most: 1000,
    }),
    snapshot.query({
      sql: `SELECT points, max, note, source, created_at, voided_at FROM score WHERE run_id = ? ORDER BY id DESC`,
      values: [run.id],
      most: 100,
    }),
  ]);
  return {
    text: String(answer.rows[0]?.[0] ?? ''),
    reasoning: String(answer.rows[0]?.[1] ?? ''),
    prompt: textOrNull(prompt.rows[0]?.[0]),
    system: textOrNull(prompt.rows[0]?.[1]),
    remarks: remarks.rows.map(([line, quote, body]) => ({
      line: Number(line),
      quote: String(quote),
      body: String(body),
    })),
    ledger: ledger.rows.map(([points, max, note, source, createdAt, voidedAt]) => ({
      points: Number(points),
      max: Number(max),
      note: String(note),
      source: String(source),
      createdAt: String(createdAt),
      voided: voidedAt !== null,
    })),
  };
}

/** The figures of a run, each with where it comes from where that is not the server. */
function factsOf([speed, tokens, ttft, stop, sources]: SqlValue[], { strings, formats }: Words): string {
  const known = JSON.parse(String(sources)) as Record<string, string>;
  const parts: string[] = [];
  const add = (value: SqlValue | undefined, name: string, text: string, decimals?: number): void => {
    if (typeof value !== 'number') return;
    const fact = fill(text, formats.plain(value, decimals));
    const source = known[name] === 'measured' ? strings.factMeasured : known[name] === 'hand' ? strings.factHand : null;
    parts.push(source === null ? fact : fill(source, fact));
  };
  add(speed, 'tokensPerSecond', strings.factSpeed, 2);
  add(tokens, 'completionTokens', strings.factTokens);
  add(ttft, 'timeToFirstTokenSeconds', strings.factFirst, 2);
  if (typeof stop === 'string') parts.push(fill(strings.factStop, stop));
  return parts.join(' • ');
}

function textOrNull(value: SqlValue | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOrNull(value: SqlValue | undefined): number | null {
  return typeof value === 'number' ? value : null;
}
