import type { Store } from '../store';

/**
 * What is stored, to be read by those who show it: the same objects, without what writes. Writing goes through the
 * playground's parts (`bots`, `answers`, `scoring`, `remarks`), which tell the views of it.
 */
export interface Readers {
  bots: Pick<Store['bots'], 'list' | 'get' | 'findByName' | 'findByModel' | 'lastModel' | 'nameFor' | 'unusedName'>;
  prompts: Pick<Store['prompts'], 'version' | 'versions'>;
  runs: Pick<Store['runs'], 'get' | 'require' | 'history' | 'latestByPrompt' | 'facts' | 'count' | 'cutOf'>;
  scores: Pick<Store['scores'], 'counting' | 'current' | 'latest' | 'latestOf' | 'proposals' | 'history'>;
  remarks: Pick<Store['remarks'], 'threads' | 'sheet' | 'marksOf'>;
  board: Pick<Store['board'], 'read' | 'has' | 'history' | 'runs' | 'revision' | 'paceEntries'>;
  standings: Pick<Store['standings'], 'ofPrompt' | 'ofBot' | 'outdated' | 'countOf'>;
  tournaments: Pick<Store['tournaments'], 'list' | 'get' | 'require'>;
  jobs: Pick<Store['jobs'], 'get' | 'require' | 'list' | 'counts' | 'kinds' | 'arriving'>;
}
