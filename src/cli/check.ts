import { readFile } from 'node:fs/promises';
import { textOf } from '../exchange/encoding';
import type { SandboxKind } from '../evaluate/sandbox/job';
import type { CheckSheet } from '../model/check';
import type { EvaluateRequest } from '../playground/evaluator';
import { Programs } from '../playground/programs';
import { createThinkSplitter } from '../servers/thinkSplitter';
import { checkFileReader } from '../suites/checkFiles';
import { loadSuites, suitesFolder } from '../suites/load';
import { keptDraw } from '../suites/variants/kept';
import {
  bundledSuites,
  CommandFailed,
  print,
  printJson,
  withPlayground,
  workspaceOf,
  type CommonOptions,
} from './context';
import { agrees } from './consent';
import { interruptSignal } from './interrupt';

export interface CheckOptions extends CommonOptions {
  prompt?: string;
  file?: string;
  /** Run the programs that checks name, too. */
  run?: boolean;
  yes?: boolean;
  sandbox?: SandboxKind;
}

/** `llp check RUN`, or `llp check --prompt ID --file ANSWER`: what a program can prove of an answer. Stores nothing but what
 * `--run` finds out about a run. */
export async function checkAnswers(answer: string | undefined, options: CheckOptions): Promise<void> {
  const file = options.file ?? (answer !== undefined && !/^\d+$/.test(answer) ? answer : undefined);
  if (options.run && !(options.yes ?? (await agrees(Programs.sentence(1)))))
    throw new CommandFailed('Nothing was run. Add --yes to agree to running the code of the answer in a sandbox.');
  if (file === undefined && answer === undefined)
    throw new CommandFailed('Name a run, or an answer’s file with --prompt and --file.');
  const sheet = file === undefined ? await ofRun(Number(answer), options) : await ofFile(file, options);
  if (options.json) printJson(sheet);
  else print(asText(sheet));
}

async function ofFile(file: string, options: CheckOptions): Promise<CheckSheet> {
  if (options.prompt === undefined) throw new CommandFailed('Say which prompt the file answers: --prompt ID.');
  const { categories, folder } = await loadSuites(
    await suitesFolder(workspaceOf(options), bundledSuites),
    await keptDraw(workspaceOf(options)),
  );
  const id = options.prompt.split('/').at(-1);
  const prompt = categories.flatMap(({ prompts }) => prompts).find((other) => other.id === id);
  if (!prompt) throw new CommandFailed(`There is no prompt “${options.prompt}” in ${folder}; llp suites lists them.`);
  let text: string;
  try {
    text = textOf(await readFile(file));
  } catch (error) {
    throw new CommandFailed(
      `The file ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'}); give the path of an answer.`,
    );
  }
  const answer = withoutReasoning(text);
  if (options.run)
    return withPlayground(options, (playground) => playground.programs.checkText(prompt, answer, leave(options)));
  const { checkAnswer } = await import('../evaluate/checks');
  return checkAnswer(prompt, answer, { readFile: checkFileReader(folder) });
}

async function ofRun(id: number, options: CheckOptions): Promise<CheckSheet> {
  const { checkAnswer } = await import('../evaluate/checks');
  return withPlayground(options, async (playground) => {
    const run = playground.read.runs.get(id);
    if (!run) throw new CommandFailed(`There is no run ${id}; llp search finds runs.`);
    const prompt = playground.suites.prompt(`${run.categoryId}/${run.promptId}`);
    if (options.run) return playground.programs.check(id, leave(options));
    // Checks are always those of today; of an older version of the prompt, those that were known last.
    const version =
      prompt?.hash === run.promptHash
        ? prompt
        : playground.read.prompts.version(run.categoryId, run.promptId, run.promptHash);
    if (!version) throw new CommandFailed(`The prompt of run ${id} is not known any more, so it cannot be checked.`);
    const readFile = checkFileReader(playground.suites.current.folder);
    return checkAnswer(version, run.text, { readFile });
  });
}

/** What the person has said on the command line, where a folder is trusted that one works in. */
function leave({ sandbox }: CheckOptions): EvaluateRequest {
  return { consent: true, trusted: true, sandbox: sandbox ?? null, signal: interruptSignal() };
}

/** A file may hold what the model thought, too. */
function withoutReasoning(text: string): string {
  const splitter = createThinkSplitter();
  const pieces = [...splitter.content(text.replace(/^\uFEFF/, '')), ...splitter.end()];
  let answer = '';
  for (const piece of pieces) {
    if (piece.type === 'text') answer += piece.text;
    else if (piece.type === 'text-was-reasoning') answer = '';
  }
  return answer;
}

const signs = { pass: '+', fail: '-', unknown: '?' };

function asText({ points, max, provable, items }: CheckSheet): string {
  const lines = items.flatMap((item) => [
    `${item.id}: ${item.points} of ${item.provable} (the item has ${item.max})`,
    ...item.verdicts.map((one) => `  ${signs[one.verdict]} ${one.check}\n      ${one.evidence}`),
  ]);
  return [...lines, `${points} of ${provable} points that checks can prove; the prompt has ${max}.`].join('\n');
}
