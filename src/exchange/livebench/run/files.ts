import { readFile, truncate } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readJsonLines } from '../jsonLines';
import { notInRelease } from '../releases';
import { findTree } from '../tree';

/** How far a run is, by its files: the script's exit code says nothing. */
export interface RunFiles {
  /** Questions of the release in the files; null where they come from Hugging Face. */
  questions: number | null;
  answered: number;
  /** Answers that are only `$ERROR$`. */
  errors: number;
  judged: number;
}

/** Counts questions, answers and judgments of one name below the benches. */
export async function runFiles(
  folder: string,
  run: { benches: string[]; release: string; displayName: string; questionSource: string },
): Promise<RunFiles> {
  const name = run.displayName.toLowerCase();
  const [asked, answers, judged] = [new Set<string>(), new Map<string, boolean>(), new Set<string>()];
  for (const files of await treesOf(folder, run.benches)) {
    for (const file of files.questions)
      for (const line of await linesOf(file)) {
        const [id, releaseDate, removalDate] = ['question_id', 'livebench_release_date', 'livebench_removal_date'].map(
          (key) => (typeof line[key] === 'string' ? line[key] : null),
        );
        if (
          id &&
          notInRelease({ releaseDate: releaseDate ?? null, removalDate: removalDate ?? null }, run.release) === null
        )
          asked.add(id);
      }
    for (const file of files.answers)
      if (basename(file) === `${name}.jsonl`)
        for (const line of await linesOf(file))
          if (typeof line['question_id'] === 'string') answers.set(line['question_id'], isError(line));
    for (const file of files.judgments)
      for (const line of await linesOf(file))
        if (line['model'] === name && typeof line['question_id'] === 'string') judged.add(line['question_id']);
  }
  const isKnown = run.questionSource === 'jsonl' && asked.size > 0;
  const counted = [...answers].filter(([id]) => !isKnown || asked.has(id));
  return {
    questions: isKnown ? asked.size : null,
    answered: counted.length,
    errors: counted.filter(([, failed]) => failed).length,
    judged: [...judged].filter((id) => answers.has(id)).length,
  };
}

/** Whether questions of the benches are on this disk, so that they need not be downloaded. */
export async function hasQuestions(folder: string, benches: string[]): Promise<boolean> {
  return (await treesOf(folder, benches)).some(({ questions }) => questions.length > 0);
}

/**
 * Takes off a last line that was cut when the process was killed: LiveBench cannot resume after one. Returns how many
 * files had one.
 */
export async function mendCutLines(folder: string, benches: string[], displayName: string): Promise<number> {
  let mended = 0;
  for (const { answers } of await treesOf(folder, benches)) {
    for (const file of answers) {
      if (basename(file) !== `${displayName.toLowerCase()}.jsonl`) continue;
      const bytes = await readFile(file);
      const end = bytes.lastIndexOf(10) + 1;
      if (end === bytes.length || isJson(bytes.subarray(end).toString())) continue;
      await truncate(file, end);
      mended++;
    }
  }
  return mended;
}

async function treesOf(folder: string, benches: string[]): Promise<Awaited<ReturnType<typeof findTree>>[]> {
  const none = { questions: [], answers: [], judgments: [] };
  return Promise.all(benches.map((bench) => findTree(join(folder, 'data', ...bench.split('/'))).catch(() => none)));
}

async function linesOf(file: string): Promise<Record<string, unknown>[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return readJsonLines(text).lines.flatMap((line) => ('value' in line ? [line.value] : []));
}

function isError(line: Record<string, unknown>): boolean {
  return JSON.stringify(line['choices'] ?? null).includes('"$ERROR$"');
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** All names that answers stand under, in lower case. */
export async function answeredNames(folder: string): Promise<string[]> {
  const trees = await treesOf(folder, ['live_bench']);
  return [...new Set(trees.flatMap(({ answers }) => answers.map((file) => basename(file, '.jsonl').toLowerCase())))];
}
