import type { Said } from '../../l10n/said';
import type { RowCertainty } from '../../model/certainty';
import type { FoldFacts, FoldPlan } from '../../model/foldFacts';

export interface CertaintyJob {
  number: number;
  /** The database. */
  file: string;
  bots: number[];
  categories: { id: string; points: number }[];
  /** Rows that fold into one. */
  folds: FoldPlan[];
}

export type CertaintyResult = { number: number } & ({ rows: RowCertainty[]; folds: FoldFacts[] } | { error: Said });
