import { said, SaidError } from '../l10n/said';
import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { outputPath, outputsFolder } from '../model/runFiles';
import { answerSections, withAnswer, type AnswerContent } from './answerFile';
import { patiently, withFileLock } from './saved/fileLock';

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
  /** What the plan puts into the file, in this order. */
  parts: PlannedAnswer[];
}

interface PlannedAnswer {
  content: AnswerContent;
  /** The category's prompt ids. */
  order: string[];
  /** The section that it takes the place of, as it was; null where there was none. */
  replaced: string | null;
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
  const part = { content, order, replaced: replaced ? source.slice(replaced.start, replaced.end) : null };
  return {
    output,
    file,
    before,
    after: withAnswer(source, content, order, sections),
    editedByHand: replaced?.untouched === false,
    replaces: replaced !== undefined,
    parts: [...(base?.parts ?? []), part],
  };
}

/**
 * Writes the plan; the file is whole at every moment, and no other process of LLP writes it meanwhile. What others have
 * saved there since the plan was made stays. Throws when the very section was edited, or written by a run that is newer.
 */
export async function writePlan(plan: SavePlan): Promise<void> {
  await withFileLock(plan.file, async () => {
    const now = await readIfThere(plan.file);
    const text = now === plan.before ? plan.after : replanned(plan, now ?? '');
    const unfinished = `${plan.file}.${randomBytes(4).toString('hex')}.part`;
    try {
      await writeFile(unfinished, text, 'utf8');
      await patiently(() => rename(unfinished, plan.file));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  });
}

/** The file as it is by now with the plan's answers in it. */
function replanned(plan: SavePlan, now: string): string {
  let text = now;
  for (const { content, order, replaced } of plan.parts) {
    const sections = answerSections(text);
    const section = sections.find(({ promptId }) => promptId === content.run.promptId);
    const isAsPlanned = section === undefined || text.slice(section.start, section.end) === replaced;
    if (!isAsPlanned && (!section.untouched || section.runId > content.run.id))
      throw new SaidError(said`${plan.output} was changed in the meantime; save the answer again.`);
    text = withAnswer(text, content, order, sections);
  }
  return text;
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
