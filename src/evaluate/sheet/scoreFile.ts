import { said, SaidError } from '../../l10n/said';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Evaluation, ItemPoints } from '../model';

/** The version of the file's shape; schemas/evaluation.schema.json describes it. */
const schemaVersion = 1;
const keptFailures = 25;
/** What is longer was not written by us. */
const mostCharacters = 16_000_000;

/**
 * Writes `llm_outputs/<category>/scores/score-<bot>.json`. `fileName` is already a safe name. Returns its path relative
 * to the workspace. Throws where the folder leads out of the workspace.
 */
export async function writeScoreFile(
  workspace: string,
  category: string,
  fileName: string,
  evaluation: Evaluation,
): Promise<string> {
  const folder = join(workspace, 'llm_outputs', category, 'scores');
  await mkdir(folder, { recursive: true });
  const [inside, root] = [await realpath(folder), await realpath(workspace)];
  if (!inside.startsWith(root.endsWith(sep) ? root : root + sep))
    throw new SaidError(said`The folder for scores, ${folder}, leads out of the workspace; nothing was written there.`);
  const file = join(folder, `score-${fileName}.json`);
  const { cases } = evaluation;
  const kept = { ...evaluation, cases: { ...cases, failed: cases.failed.slice(0, keptFailures) } };
  const unfinished = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(unfinished, `${JSON.stringify({ version: schemaVersion, ...kept }, null, 2)}\n`, 'utf8');
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return `llm_outputs/${category}/scores/score-${fileName}.json`;
}

/** Reads a score file back; null where there is none, or where it is none of ours. */
export async function readScoreFile(file: string): Promise<Evaluation | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null || text.length > mostCharacters) return null;
  try {
    const read = JSON.parse(text) as Partial<Evaluation> & { version?: unknown };
    const whole =
      read.version === schemaVersion &&
      [read.files, read.problems, read.commands, read.cases?.failed].every(Array.isArray) &&
      [read.items, read.lines].every((value) => typeof value === 'object' && value !== null) &&
      Object.values(read.items ?? {}).every((item) => typeof (item as Partial<ItemPoints> | null)?.max === 'number');
    return whole ? (read as Evaluation) : null;
  } catch {
    return null;
  }
}
