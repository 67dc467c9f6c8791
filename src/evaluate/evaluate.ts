import { createHash } from 'node:crypto';
import { adjustFiles } from './adjust/adjust';
import type { Submission } from './extract/submission';
import { languageFiles } from './extract/languages';
import type { CommandRecord, Evaluation, ItemPoints } from './model';
import { seedFaults } from './runners/faults';
import { inTurns, together } from './runners/atOnce';
import { runnerOf } from './runners/index';
import type { AnswerFiles, Runner } from './runners/runner';
import { Workplace } from './runners/workplace';
import type { Sandbox } from './sandbox/job';
import { correctnessPoints, runnablePoints, testPoints, type Sheet } from './sheet/points';
import { problemsIn } from './sheet/problems';
import { stubPasses } from './shelf/oracle';
import type { ShelfCase } from './shelf/cases';
import { generateCases } from './shelf/generate';
import { judgeCases, type Judged } from './shelf/judge';
import { loadShelfTask, type ShelfTask } from './shelf/task';
import { toolchainFor } from './toolchains/prepare';

export interface EvaluateOptions {
  /** Asked only where something is to be run. */
  sandbox: () => Promise<Sandbox>;
  /** The folder `evaluate/` that comes with LLP. */
  content: string;
  /** Where compiled standard libraries are kept between runs. */
  cacheFolder: string;
  /** The workspace's private seed; cases are drawn from it. */
  seed: string;
  /** How many cases are drawn besides the fixed ones. */
  drawn?: number;
  sheet: Sheet;
  /** Runs of its tests at the same time, each in a sandbox of its own; by default as many as the machine has room for. */
  atOnce?: number;
  signal?: AbortSignal;
  onProgress?: (sentence: string) => void;
  /** Told of each program that was run in the sandbox, with what it wrote (at most `shownOutput` characters). */
  onCommand?: (command: CommandRecord, output: string) => void;
}

/** How many cases are drawn besides the fixed ones. */
export const drawnCases = 150;

/** Scores one answer. What the answer does wrong is in the result; errors are about this machine. */
export async function evaluate(submission: Submission, options: EvaluateOptions): Promise<Evaluation> {
  const result = emptyEvaluation(submission);
  const { sheet } = options;
  if (submission.limited !== null) {
    result.reason = 'context-limited';
    result.items = items(sheet, {}, submission.limited);
    return result;
  }
  if (submission.checks['adjustment'] === -1)
    return disqualified(result, sheet, 'A person has disqualified it (adjustment: -1).');
  const { language } = submission;
  if (language === null || !submission.files.has(languageFiles[language].code))
    return disqualified(result, sheet, 'There is no code in the answer.');
  const sandbox = await options.sandbox();
  const toolchain = await toolchainFor(language, sandbox, options.content, options.cacheFolder);
  result.sandbox = { kind: sandbox.kind, description: sandbox.description };
  result.toolchain = toolchain.version;
  const place = await Workplace.open(sandbox, toolchain, options);
  result.commands = place.commands;
  try {
    const task = await loadShelfTask(options.content, language);
    await score(place, runnerOf(language), task, submission, result, options);
  } finally {
    await place.close();
  }
  return result;
}

async function score(
  place: Workplace,
  runner: Runner,
  task: ShelfTask,
  submission: Submission,
  result: Evaluation,
  options: EvaluateOptions,
): Promise<void> {
  const { sheet } = options;
  const cases: ShelfCase[] = [...task.cases, ...generateCases(options.seed, options.drawn ?? drawnCases)];
  options.onProgress?.('Compiling');
  const first = await tryOut(place, runner, submission.files, task, cases);
  let files = submission.files;
  let judged = first.judged;
  let problem = first.problem;
  let adjustment: 0 | 1 = problem === '' ? 0 : 1;
  if (problem !== '') {
    const adjusted = adjustFiles(runner.language, files, problem);
    const second = adjusted ? await tryOut(place, runner, adjusted.files, task, cases) : null;
    // Nothing is gained by a change after which no more works than before.
    if (adjusted && second && (second.problem === '' || (second.judged?.starts && !judged?.starts))) {
      files = adjusted.files;
      result.adjustments = adjusted.changes;
      judged = second.judged;
      problem = second.problem;
    }
  }
  result.problems = problemsIn(first.problem, submission.files);
  if (!judged?.starts) {
    result.cases.total = cases.length;
    disqualified(result, sheet, `It does not compile or start: ${firstLine(problem)}`);
    return;
  }
  if (submission.checks['adjustment'] === 1) adjustment = 1;
  const stub = stubPasses(cases);
  const passed = judged.passed.size;
  result.cases = {
    passed,
    total: cases.length,
    fixed: task.cases.filter(({ id }) => judged.passed.has(id)).length,
    stub,
    fixedTotal: task.cases.length,
    failed: judged.failed,
    wrong: judged.failed.map(({ id }) => id),
  };
  options.onProgress?.('Running its own tests');
  const tests = await scoreTests(place, runner, files, task, result, options);
  result.status = 'scored';
  result.adjustment = adjustment;
  result.items = items(sheet, submission.checks, null);
  const correctness = correctnessPoints(sheet, passed, cases.length, stub);
  Object.assign(result.items, {
    runnable: {
      // What does no more than an empty stub has nothing in it that could run.
      points: correctness === 0 ? 0 : runnablePoints(sheet, adjustment),
      max: sheet.runnable,
      evidence:
        correctness === 0 ? 'It compiles, but does no more than an empty stub.' : howItRan(result, adjustment, problem),
    },
    correctness: {
      points: correctness,
      max: sheet.correctness,
      evidence: `${passed} of ${cases.length} hidden cases, of which an empty stub passes ${stub}; ${task.cases.length} are the same for everybody, the others were drawn for this workspace alone.`,
    },
    coverage: { max: sheet.coverage, ...tests },
  } satisfies Record<string, ItemPoints>);
  total(result);
}

function howItRan(result: Evaluation, adjustment: 0 | 1, problem: string): string {
  if (adjustment === 0) return 'It compiles and starts as it came.';
  const changes = result.adjustments.flatMap(({ what }) => what);
  if (changes.length > 0) return `It runs after a minor adjustment: ${changes.join('; ')}.`;
  return `Not on the first try: ${problem === '' ? 'a person says so' : firstLine(problem)}.`;
}

/** Builds it and runs the cases, if it can. The problem is '' when nothing was wrong with any of the files. */
async function tryOut(
  place: Workplace,
  runner: Runner,
  files: AnswerFiles,
  task: ShelfTask,
  cases: readonly ShelfCase[],
): Promise<{ judged: Judged | null; problem: string }> {
  const built = await runner.build(place, files, task.driver);
  if (!built.driver) return { judged: null, problem: built.messages || 'the compiler gave no reason' };
  const judged = await judgeCases(place, built.driver, cases);
  return { judged, problem: judged.starts ? built.complaints : judged.messages };
}

async function scoreTests(
  place: Workplace,
  runner: Runner,
  files: AnswerFiles,
  task: ShelfTask,
  result: Evaluation,
  options: EvaluateOptions,
): Promise<{ points: number; evidence: string }> {
  const { test } = languageFiles[runner.language];
  const reference = seedFaults(task.reference, task.faults, runner);
  result.mutants.total = reference.faults.length;
  if (!files.has(test)) return { points: 0, evidence: 'The answer has no tests.' };
  const refusal = runner.refusal(files);
  if (refusal !== null)
    return { points: 0, evidence: `Its tests are not measured: ${refusal}, which the task forbids.` };
  const [covered, tests] = await together(
    place,
    () => runner.coverage(place, files),
    () => runner.referenceTests(place, files, reference),
  );
  if (covered.statements > 0) result.coverage = covered.covered / covered.statements;
  result.lines[languageFiles[runner.language].code] = covered.lines;
  if (!tests.run) {
    result.problems.push(...problemsIn(tests.messages, files));
    return { points: 0, evidence: `Its tests do not compile against the API: ${firstLine(tests.messages)}` };
  }
  options.onProgress?.('Looking for faults with its tests');
  const [before = '', ...between] = reference.soundKeys;
  const wrong = { points: 0, evidence: 'Its tests do not pass against a right solution, so they earn nothing.' };
  if (!(await tests.run(before))) return wrong;
  // Sound runs stand among the others, so that tests which fail by chance are found out.
  const queue = [
    ...reference.faults.map(({ name, key }) => ({ name, key })),
    ...between.map((key) => ({ name: '', key })),
  ];
  queue.sort((a, b) => (a.key < b.key ? -1 : 1));
  const { run } = tests;
  const passing = await inTurns(queue, place.atOnce, async ({ name, key }) => {
    const passes = await run(key);
    // The first sound run that fails settles it.
    return name === '' && !passes ? null : passes;
  });
  if (passing === null) return wrong;
  result.mutants.survived = queue.flatMap(({ name }, index) => (name !== '' && passing[index] ? [name] : [])).sort();
  result.mutants.caught = reference.faults.length - result.mutants.survived.length;
  const share = result.coverage ?? 0;
  return {
    points: testPoints(options.sheet, share, result.mutants.caught, result.mutants.total),
    evidence: `Its tests reach ${Math.round(share * 1000) / 10} % of the statements and notice ${result.mutants.caught} of ${result.mutants.total} seeded faults.`,
  };
}

function emptyEvaluation(submission: Submission): Evaluation {
  return {
    bot: submission.bot,
    prompt: submission.prompt,
    language: submission.language,
    status: 'unscored',
    reason: null,
    points: null,
    max: 0,
    items: {},
    adjustment: null,
    adjustments: [],
    cases: { passed: 0, total: 0, fixed: 0, fixedTotal: 0, stub: 0, failed: [], wrong: [] },
    coverage: null,
    lines: {},
    mutants: { caught: 0, total: 0, survived: [] },
    sandbox: null,
    toolchain: null,
    files: [...submission.files].map(([name, text]) => ({
      name,
      sha256: createHash('sha256').update(text).digest('hex'),
    })),
    leftOut: submission.leftOut,
    commands: [],
    problems: [],
  };
}

/** All items without points but those that a person gave in the header. */
function items(sheet: Sheet, checks: Record<string, number>, why: string | null): Record<string, ItemPoints> {
  return Object.fromEntries(
    Object.entries(sheet).map(([id, max]: [string, number]) => {
      const given = checks[id];
      const taken = given !== undefined && given >= 0 && given <= max && (id === 'explanation' || id === 'suggestions');
      return [
        id,
        {
          points: taken ? given : null,
          max,
          evidence: taken ? 'A person gave it in the header.' : (why ?? 'A person has not read it yet.'),
        },
      ];
    }),
  );
}

function disqualified(result: Evaluation, sheet: Sheet, why: string): Evaluation {
  result.status = 'scored';
  result.adjustment = -1;
  result.items = Object.fromEntries(
    Object.entries(sheet).map(([id, max]: [string, number]) => [id, { points: 0, max, evidence: why }]),
  );
  total(result);
  return result;
}

function total(result: Evaluation): void {
  const settled = Object.values(result.items).filter(({ points }) => points !== null);
  result.points = settled.reduce((sum, { points }) => sum + (points ?? 0), 0);
  result.max = settled.reduce((sum, { max }) => sum + max, 0);
}

function firstLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  const telling =
    lines.find((line) => /error|:\d+:\d+:|Error:/.test(line)) ??
    lines.find((line) => line !== '' && !line.startsWith('#'));
  // It may hold what the code under test has printed.
  return (telling ?? '').replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ').slice(0, 300);
}
