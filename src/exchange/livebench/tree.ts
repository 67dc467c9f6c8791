import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import type { BenchmarkQuestion, Judgment } from '../../model/benchmark';
import { LeftOut } from './leftOut';
import { readJsonLines } from './jsonLines';

/** What stands in a LiveBench data tree. */
export interface LiveBenchTree {
  questions: BenchmarkQuestion[];
  judgments: Judgment[];
  /** Answers by model; `errors` are those that LiveBench recorded as `$ERROR$`. */
  answers: { model: string; answers: number; errors: number }[];
  left: LeftOut;
  /** What LiveBench's own script would do with this tree where it does not simply read it. */
  script: string[];
}

export interface TreeFiles {
  questions: string[];
  judgments: string[];
  answers: string[];
}

const deepest = 12;

/** Finds the files of a tree below `root`; links are not followed. */
export async function findTree(root: string): Promise<TreeFiles> {
  const found: TreeFiles = { questions: [], judgments: [], answers: [] };
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && depth < deepest && entry.name !== 'node_modules' && entry.name !== '.git')
        await walk(path, depth + 1);
      if (!entry.isFile()) continue;
      if (entry.name === 'question.jsonl') found.questions.push(path);
      else if (entry.name === 'ground_truth_judgment.jsonl' && basename(folder) === 'model_judgment')
        found.judgments.push(path);
      else if (entry.name.endsWith('.jsonl') && basename(folder) === 'model_answer') found.answers.push(path);
    }
  };
  await walk(root, 0);
  return found;
}

/** Reads a tree; what cannot be read is left out and named. */
export async function readTree(root: string, files: TreeFiles, signal?: AbortSignal): Promise<LiveBenchTree> {
  const tree: LiveBenchTree = { questions: [], judgments: [], answers: [], left: new LeftOut(), script: [] };
  const note = new ScriptNotes();
  for (const file of files.questions) {
    signal?.throwIfAborted();
    readQuestions(await readFile(file, 'utf8'), place(root, file), tree, note);
  }
  for (const file of files.judgments) {
    signal?.throwIfAborted();
    readJudgments(await readFile(file, 'utf8'), place(root, file), tree, note);
  }
  for (const file of files.answers) {
    signal?.throwIfAborted();
    readAnswers(await readFile(file, 'utf8'), place(root, file), tree);
  }
  if (files.questions.length > 0) note.ids(tree);
  tree.script = note.list();
  return tree;
}

function readQuestions(text: string, file: string, tree: LiveBenchTree, note: ScriptNotes): void {
  const { lines, mark, blank } = readJsonLines(text);
  if (mark) note.crash(file, 'has a byte order mark');
  if (blank > 0) note.crash(file, 'has a blank line');
  const folder = dirname(file).split('/');
  const seen = new Set<string>();
  for (const line of lines) {
    if ('fault' in line) {
      tree.left.add('question', `${file}: ${line.fault}`);
      note.crash(file, 'has a line that is not JSON');
      continue;
    }
    const { value } = line;
    const id = textOf(value['question_id']);
    if (id === null) {
      tree.left.add('question', `${file}: it has no question_id`);
      continue;
    }
    if (seen.has(id)) {
      tree.left.add('question', `${file}: its question_id stands there twice`);
      note.crash(file, 'has a question twice');
      continue;
    }
    seen.add(id);
    const [releaseDate, removalDate] = [
      dateOf(value['livebench_release_date']),
      dateOf(value['livebench_removal_date']),
    ];
    if (value['livebench_release_date'] === undefined) note.crash(file, 'has a question without a release date');
    if (removalDate === null) note.crash(file, 'has a question whose removal date is missing or null');
    tree.questions.push({
      id,
      task: textOf(value['task']) ?? folder.at(-1) ?? '',
      category: textOf(value['category']) ?? folder.at(-2) ?? '',
      releaseDate,
      removalDate,
    });
  }
}

function readJudgments(text: string, file: string, tree: LiveBenchTree, note: ScriptNotes): void {
  const { lines, mark } = readJsonLines(text);
  if (mark) note.crash(file, 'has a byte order mark');
  if (text.trim() === '') tree.left.add('judgment file', `${file}: it is empty`);
  for (const line of lines) {
    if ('fault' in line) {
      tree.left.add('judgment', `${file}: ${line.fault}`);
      note.crash(file, 'has a line that is not JSON');
      continue;
    }
    const made = judgmentOf(line.value);
    if (typeof made === 'string') tree.left.add('judgment', `${file}: ${made}`);
    else tree.judgments.push(made);
  }
}

function judgmentOf(value: Record<string, unknown>): Judgment | string {
  const [questionId, model] = [textOf(value['question_id']), textOf(value['model'])];
  const [task, category] = [textOf(value['task']), textOf(value['category'])];
  if (questionId === null) return 'it has no question_id';
  if (model === null || model.trim() === '') return 'it names no model';
  if (task === null || category === null) return 'it names no task or no category';
  const given = value['score'];
  if (given === undefined) return 'it has no score';
  const score = typeof given === 'boolean' ? Number(given) : typeof given === 'string' ? numeric(given) : given;
  if (score !== null && (typeof score !== 'number' || !Number.isFinite(score))) return 'its score is not a number';
  return { model: model.toLowerCase(), questionId, task, category, score };
}

function readAnswers(text: string, file: string, tree: LiveBenchTree): void {
  const counts = new Map<string, { ids: Set<string>; errors: number }>();
  for (const line of readJsonLines(text).lines) {
    if ('fault' in line) {
      tree.left.add('answer', `${file}: ${line.fault}`);
      continue;
    }
    const model = (textOf(line.value['model_id']) ?? basename(file, '.jsonl')).toLowerCase();
    const known = counts.get(model) ?? { ids: new Set<string>(), errors: 0 };
    counts.set(model, known);
    known.ids.add(textOf(line.value['question_id']) ?? '');
    if (JSON.stringify(line.value['choices'] ?? '').includes('"$ERROR$"')) known.errors++;
  }
  for (const [model, { ids, errors }] of counts) {
    const known = tree.answers.find((each) => each.model === model);
    if (!known) tree.answers.push({ model, answers: ids.size, errors });
    else {
      known.answers += ids.size;
      known.errors += errors;
    }
  }
}

/** What the script would have done, each reason once. */
class ScriptNotes {
  private readonly crashes = new Map<string, string>();
  private empty = false;

  crash(file: string, why: string): void {
    if (!this.crashes.has(why)) this.crashes.set(why, file);
  }

  /** pandas takes ids of digits for numbers, which then match none of the questions' texts. */
  ids({ questions, judgments }: LiveBenchTree): void {
    this.empty = questions.length > 0 && questions.every(({ id }) => /^\d+$/.test(id));
    if (judgments.length > 0 && judgments.every(({ model }) => /^\d+$/.test(model)))
      this.crash('each judgment file', 'has only models whose names are numbers');
  }

  list(): string[] {
    const crashes = [...this.crashes].map(
      ([why, file]) => `LiveBench’s own script would stop with an error: ${file} ${why}.`,
    );
    if (crashes.length > 0 || !this.empty) return crashes;
    return ['LiveBench’s own script would show an empty board, as all question ids are numbers.'];
  }
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' ? String(value) : null;
}

function dateOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function numeric(text: string): number | string {
  return /^-?\d+(?:\.\d+)?$/.test(text.trim()) ? Number(text) : text;
}

function place(root: string, file: string): string {
  return relative(root, file).split(sep).join('/');
}
