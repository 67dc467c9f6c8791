import type { Language } from '../model';

/** An answer, ready to be scored. */
export interface Submission {
  bot: string;
  prompt: string;
  language: Language | null;
  /** By the name they are built under. */
  files: Map<string, string>;
  leftOut: { what: string; why: string }[];
  /** What a person put into the header line: points by item, and `adjustment`. */
  checks: Record<string, number>;
  /** The run that the answer names as its own, or null. */
  runId: number | null;
  /** Why it is no whole answer, or null. */
  limited: string | null;
}
