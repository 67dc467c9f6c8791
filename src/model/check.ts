/** A line `- check: POINTS KIND [ARGUMENTS] [in SCOPE]` below a rubric item. docs/checks.md has the kinds. */
export interface Check {
  /** What the item earns when the check passes; more than 0, at most the item's points. */
  points: number;
  kind: string;
  /** As written, without the scope; empty where the kind takes none. */
  arguments: string;
  /** As written behind `in`, e.g. `section "Verdict"`; null for the whole answer without its reasoning. */
  scope: string | null;
  /** The line behind `check:`. */
  text: string;
}

/** `unknown`: what the check needs cannot be found, so that a person has to decide. It is never zero points. */
export type Verdict = 'pass' | 'fail' | 'unknown';

/** What one check says of one answer. */
export interface CheckVerdict {
  /** The check's line. */
  check: string;
  verdict: Verdict;
  /** `max` where it passes, else 0. */
  points: number;
  max: number;
  /** What was counted or found, in a sentence. */
  evidence: string;
  /** Zero-based line of the answer that decided, where there is one. */
  line: number | null;
  /** The same without the first or the last line, or without Markdown marks, whichever is kindest; never counts. */
  loose: Verdict;
}

/** The checks of one rubric item. */
export interface ItemVerdicts {
  id: string;
  /** Sum of the checks that pass. */
  points: number;
  /** The item's points in the rubric. */
  max: number;
  /** Sum of the item's checks. */
  provable: number;
  /** True where the checks cover all of the item's points and none is unknown: a program can give the whole item. */
  settled: boolean;
  verdicts: CheckVerdict[];
}

/** What all checks of a prompt say of one answer. */
export interface CheckSheet {
  points: number;
  /** The prompt's points. */
  max: number;
  /** Sum of all checks' points. */
  provable: number;
  /** The items that have checks, in the rubric's order. */
  items: ItemVerdicts[];
}
