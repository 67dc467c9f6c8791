import { safeFileName } from './fileName';

/*
 * The names of the files that belong to a run. What is written and what an import may bring in both go by them: a path
 * of a file from someone else is opened, linked and compared later, so it must be one that LLP itself would have made.
 */

/** Folder of the answers in the workspace. */
export const outputsFolder = 'llm_outputs';

/** A run's raw log, relative to the folder of the database, with forward slashes. */
export function rawLogPath(runId: number): string {
  return `logs/run-${String(runId).padStart(6, '0')}.log`;
}

/** When each piece of a log came: gzipped JSON beside it, [ms, bytes, sent] a piece. */
export function logTimesPath(log: string): string {
  return log.replace(/\.log$/, '.times.gz');
}

/** The file of a bot's answers in a category, relative to the workspace, with forward slashes. */
export function outputPath(categoryId: string, fileName: string): string {
  return `${outputsFolder}/${categoryId}/${fileName}.md`;
}

/** Whether a path is one that answers in that category are saved to, whichever bot gave them. */
export function isOutputPath(path: string, categoryId: string): boolean {
  const [folder, category, file = '', ...more] = path.split('/');
  if (folder !== outputsFolder || category !== categoryId || more.length > 0) return false;
  const [, base] = /^(.+)\.[a-z0-9]{1,10}$/.exec(file) ?? [];
  return base !== undefined && safeFileName(base) === base;
}
