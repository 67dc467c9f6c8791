import type { Said } from '../../l10n/said';
import type { Findings } from '../../evaluate/programs/answer';
import type { CheckSheet } from '../../model/check';
import type { RubricItem } from '../../model/prompt';

export interface CheckJob {
  number: number;
  prompt: { points: number; rubric: RubricItem[] };
  text: string;
  /** Folder of the suites, for files that checks name. */
  folder: string;
  /** What programs that checks run came to before. */
  findings: Findings;
}

export type CheckResult = { number: number } & ({ sheet: CheckSheet } | { error: Said });
