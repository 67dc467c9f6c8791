import { randomBytes } from 'node:crypto';
import { mkdir, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { Evaluation } from '../model';

/** The version of the file's shape; schemas/evaluation.schema.json describes it. */
const schemaVersion = 1;

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
    throw new Error(`The folder for scores, ${folder}, leads out of the workspace; nothing was written there.`);
  const file = join(folder, `score-${fileName}.json`);
  const unfinished = `${file}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(unfinished, `${JSON.stringify({ version: schemaVersion, ...evaluation }, null, 2)}\n`, 'utf8');
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
  return `llm_outputs/${category}/scores/score-${fileName}.json`;
}
