import type { RowBeside } from './beside';
import type { RowCertainty } from './certainty';
import type { Proof, Tier } from './tier';

/** What a bot has reached in one category. Only scores for the current version of a prompt count. */
export interface BoardCell {
  points: number;
  /** Sum of the category's points. */
  max: number;
  /** Prompts with a score for their current version that leaves nothing open. */
  scored: number;
  /** Of the points: given by a person. */
  given: number;
  /** Of the points: given by a program, with evidence. */
  proven: number;
  /** Of the points: proposed by a judge and accepted by a person. */
  accepted: number;
  /** Points that could be had for what is answered and that nobody has settled yet. */
  open: number;
  /** Rubric items of answered prompts that nobody has settled yet, or only in part; a prompt without a rubric is one item. */
  openItems: number;
  /** Prompts with a complete answer to their current version. */
  answered: number;
  prompts: number;
  /** Prompts whose latest score belongs to an older version of the prompt. */
  outdated: number;
  /** Points that could be had for what is settled, of prompts settled in part too: what the points are an average of. */
  scoredMax: number;
}

export interface BoardRow {
  botId: number;
  bot: string;
  server: string;
  modelId: string;
  quantization: string | null;
  architecture: string | null;
  /** `gguf`, `mlx`, … as the server words it. */
  format: string | null;
  /** The model's size as the server words it, e.g. `26B-A4B`. */
  modelParameters: string | null;
  sizeBytes: number | null;
  /** The bot's own temperature; null where the category's default holds. */
  temperature: number | null;
  practice: boolean;
  total: number;
  max: number;
  /** Sums of the cells' figures of these names. */
  given: number;
  proven: number;
  accepted: number;
  open: number;
  /** Of 5, at 5,000 points. */
  stars: number;
  /** Tokens/s over the latest complete answers, weighted by tokens; null where no token count is known. */
  tokensPerSecond: number | null;
  /** Seconds, median over the latest complete answers. */
  timeToFirstTokenSeconds: number | null;
  /** How well the results are proven. */
  tier: Tier;
  /** Of how many answers each tier is, and what they lack. */
  proof: Proof;
  categories: Record<string, BoardCell>;
  /** How sure the row is, where it was asked for: in exports and on the command line. */
  certainty?: RowCertainty;
  /** Ratings from blind votes and what judges propose, where they were asked for. */
  beside?: RowBeside;
}

/** The leaderboard: rows by total, descending. */
export interface Board {
  practice: boolean;
  categories: { id: string; title: string; points: number; prompts: number }[];
  rows: BoardRow[];
}
