import type { Board } from '../../model/board';
import type { FactColumn } from './request';

/** What the report shows before its database is open. Categories in which a bot has done nothing are left out. */
export interface ReportData {
  title: string;
  exportedAt: string;
  version: string;
  scope: 'everything' | 'view';
  columns: FactColumn[];
  boards: Board[];
  runs: number;
}
