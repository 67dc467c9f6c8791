import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { outputPath, outputsFolder } from '../model/runFiles';
import { answerSections, withAnswer, type AnswerContent } from './answerFile';

export { outputsFolder };

export interface SavePlan {
  /** Relative to the workspace, with forward slashes. */
  output: string;
  /** Absolute path. */
  file: string;
  /** Null while there is no file yet. */
  before: string | null;
  after: string;
  /** True when a person has edited the section that would be replaced: show the difference first. */
  editedByHand: boolean;
  /** True when the file already has a section for this prompt. */
  replaces: boolean;
}

/** Plans that are not carried out yet, by file: further answers of the same file go on top of them. */
export type PendingSaves = ReadonlyMap<string, SavePlan>;

/** Works out what saving an answer would write, without writing. `categoryId` and `fileName` are already safe names. */
export async function planSave(
  workspace: string,
  categoryId: string,
  fileName: string,
  content: AnswerContent,
  order: string[],
  pending?: PendingSaves,
): Promise<SavePlan> {
  const output = outputPath(categoryId, fileName);
  const file = join(workspace, ...output.split('/'));
  const base = pending?.get(file);
  const before = base ? base.before : await readIfThere(file);
  const source = base?.after ?? before ?? '';
  const sections = answerSections(source);
  const replaced = sections.find((section) => section.promptId === content.run.promptId);
  return {
    output,
    file,
    before,
    after: withAnswer(source, content, order, sections),
    editedByHand: replaced?.untouched === false,
    replaces: replaced !== undefined,
  };
}

/** Writes the plan; the file is whole at every moment. Throws when the file has changed since the plan was made. */
export async function writePlan(plan: SavePlan): Promise<void> {
  if ((await readIfThere(plan.file)) !== plan.before) {
    throw new Error(`${plan.output} was changed in the meantime; save the answer again.`);
  }
  await mkdir(dirname(plan.file), { recursive: true });
  const unfinished = `${plan.file}.${randomBytes(4).toString('hex')}.part`;
  try {
    await writeFile(unfinished, plan.after, 'utf8');
    await rename(unfinished, plan.file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
