export type SearchKind = 'prompt' | 'output' | 'bot';
export type SearchScope = 'prompts' | 'outputs' | 'bots';
/** The part of a prompt, answer or bot that the snippet was taken from. */
export type SearchField = 'title' | 'text' | 'system' | 'rubric' | 'reasoning' | 'note' | 'facts';

/** One thing found. */
export interface SearchHit {
  kind: SearchKind;
  /** `category/prompt`, the number of the run, or the name of the bot. */
  id: string;
  title: string;
  /** Original text around the hits, on one line; `…` where it was cut. */
  snippet: string;
  /** Relevance; larger is better. Comparable within one result only. */
  score: number;
  /** Where the hits are in `snippet`: UTF-16 offsets, from inclusive, to exclusive, ascending. */
  marks: [number, number][];
  field: SearchField;
  /** UTF-16 offset of the first hit in that field's whole text, for opening it at the hit. */
  offset: number;
  botId?: number;
  categoryId?: string;
  promptId?: string;
  /** Version of the prompt: of the hit itself, or the one that was answered. */
  promptHash?: string;
  runId?: number;
}

/** Restricts what is found. A filter that cannot apply to a kind leaves that kind out. */
export interface SearchOptions {
  in?: SearchScope;
  /** Most hits; 20 by default, at most 500. */
  limit?: number;
  /** The answers of this bot, and the bot itself. */
  botId?: number;
  /** The answers and prompts of this category. */
  categoryId?: string;
  /** Answers whose run began then or later; ISO 8601, UTC. */
  from?: string;
  /** Answers whose run began before; ISO 8601, UTC. */
  to?: string;
  /** Answers scored with at least so many points. */
  minPoints?: number;
  /** Answers scored with at most so many points. */
  maxPoints?: number;
  /** Only answers and bots of the practice server, or only real ones; without it both. */
  practice?: boolean;
  /** Also prompts as they stood in older versions, and prompts no longer in a suite. */
  oldVersions?: boolean;
  /** False where the last word is known to be complete; else it also finds longer words. */
  prefix?: boolean;
}
