import type { RowCertainty } from '../../model/certainty';
import type { FoldFacts, FoldPlan } from '../../model/foldFacts';

export interface CertaintyQuestion {
  /** The database. */
  file: string;
  bots: number[];
  categories: { id: string; points: number }[];
  /** Rows that fold into one. */
  folds: FoldPlan[];
}

export interface Reckoned {
  rows: RowCertainty[];
  folds: FoldFacts[];
}
