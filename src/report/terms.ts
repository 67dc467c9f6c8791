import type { ExportStrings } from '../exchange/strings';
import type { RunFlag, RunStatus } from '../model/run';
import type { Score } from '../model/score';

type Term = keyof ExportStrings;

const flags: Record<RunFlag, Term> = {
  'cold-load': 'flagColdLoad',
  'cache-hit-suspected': 'flagCache',
  'concurrent-request': 'flagConcurrent',
  truncated: 'statusTruncated',
  'length-stopped': 'flagLength',
  'context-overflow': 'flagContext',
  'context-below-wish': 'flagWish',
  'prompt-cut-suspected': 'flagPromptCut',
  'other-model': 'flagOther',
  'unknown-stop': 'flagStop',
  'arrived-at-once': 'flagAtOnce',
  'impossible-figure': 'flagFigure',
  'usage-refused': 'flagUsage',
  pasted: 'flagPasted',
};
/** A run that is going on is not exported, and one that is complete shows it by its points. */
const statuses: Record<Exclude<RunStatus, 'running' | 'complete'>, Term> = {
  truncated: 'statusTruncated',
  cancelled: 'statusCancelled',
  failed: 'statusFailed',
};
const scores: Record<Score['source'], Term> = {
  hand: 'scoreHand',
  automatic: 'scoreAutomatic',
  accepted: 'scoreAccepted',
  proposed: 'scoreProposed',
};

/** A flag in words; one that this version does not know stays what it is called. */
export function flagText(flag: string, strings: ExportStrings): string {
  return textOf(flags, flag, strings) ?? flag.replaceAll('-', ' ');
}

/** How a run ended that is not complete. */
export function statusText(status: string, strings: ExportStrings): string {
  return textOf(statuses, status, strings) ?? status;
}

/** How a score was given: points, maximum and day are to be filled in. */
export function scoreText(source: string, strings: ExportStrings): string {
  return textOf(scores, source, strings) ?? strings.pointsOf;
}

function textOf(terms: Record<string, Term>, name: string, strings: ExportStrings): string | undefined {
  const term = Object.hasOwn(terms, name) ? terms[name] : undefined;
  return term && strings[term];
}
