import type { Board } from '../../model/board';
import type { ExportStrings } from '../strings';
import type { FactColumn } from './request';

/** What the report shows before its database is open. Categories in which a bot has done nothing are left out. */
export interface ReportData {
  /** BCP 47. */
  language: string;
  /** All that the page says, in that language: its script is the same in each. */
  strings: ExportStrings;
  exportedAt: string;
  version: string;
  scope: 'everything' | 'view';
  columns: FactColumn[];
  boards: Board[];
  runs: number;
}
