import type { RowCertainty } from '../../model/certainty';

export interface CertaintyJob {
  number: number;
  /** The database. */
  file: string;
  bots: number[];
  categories: { id: string; points: number }[];
}

export type CertaintyResult = { number: number } & ({ rows: RowCertainty[] } | { error: string });
