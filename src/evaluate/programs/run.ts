import { createHash, randomBytes } from 'node:crypto';
import { basename } from 'node:path';
import { languageNamed } from '../checks/codeLanguages';
import { unknown, verdictOf, type Finding } from '../checks/scoped';
import type { CommandRecord } from '../model';
import { Workplace } from '../runners/workplace';
import type { Sandbox, SandboxOutcome } from '../sandbox/job';
import { findToolchain } from '../toolchains/find';
import { toolchainInImage } from '../toolchains/inImage';
import { toolchainFor } from '../toolchains/prepare';
import { NoToolchain, type Toolchain } from '../toolchains/toolchain';
import { answerFileName, programKindOf, type ProgramKind } from './kinds';

/** A check file, and the piece of an answer that it is about. */
export interface ProgramCheck {
  /** Below the suite's folder, e.g. `checks/join_test.c`. */
  file: string;
  code: string;
  /** What the check's scope calls the code's language; null for text that is only read. */
  language: string | null;
}

export interface ProgramOptions {
  sandbox: () => Promise<Sandbox>;
  /** Text of a file beside the suite; null where there is none. */
  readFile: (path: string) => string | null;
  /** The folder `evaluate/` that comes with LLP. */
  content: string;
  /** Where compiled standard libraries are kept between runs. */
  cacheFolder: string;
  signal?: AbortSignal;
  onCommand?: (command: CommandRecord, output: string) => void;
}

/** What stands in it is what a right answer's lines are; it never enters the sandbox. */
export const expectedFile = (file: string): string => `${file}.expected`;

/** Stands for a check, its files and the code: while none of them changes, neither does what is found. */
export function programKey({ file, code, language }: ProgramCheck, readFile: ProgramOptions['readFile']): string {
  const parts = [file, language ?? '', code, readFile(file) ?? '', readFile(expectedFile(file)) ?? ''];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/**
 * Runs a check file with a piece of an answer. Code shares a process with its check, so neither exit codes nor what it
 * says of itself can be believed: the check file only turns inputs into lines under a nonce, and these are compared
 * here with those that a right answer causes. Where the answer is text that the check file reads, none of it runs, and
 * the status at the end is the verdict.
 *
 * Unknown where this machine cannot tell. Throws where nothing isolates here, and where it was cancelled.
 */
export async function runProgramCheck(check: ProgramCheck, options: ProgramOptions): Promise<Finding> {
  const kind = programKindOf(check.file);
  const source = options.readFile(check.file);
  if (source === null) return unknown(`There is no file ${check.file} beside the suite.`);
  if (!kind) return unknown(`${check.file} is of no kind that can be run.`);
  const answer = answerFileName(check.language === null ? null : languageNamed(check.language));
  const isText = answer === 'answer.txt';
  const expected = isText ? null : options.readFile(expectedFile(check.file));
  if (!isText && expected === null)
    return unknown(`${expectedFile(check.file)} is missing, with the lines that a right answer causes.`);
  const sandbox = await options.sandbox();
  let toolchain: Toolchain;
  try {
    toolchain = await toolsFor(kind, sandbox, options);
  } catch (error) {
    if (error instanceof NoToolchain) return unknown(error.message);
    throw error;
  }
  const place = await Workplace.open(sandbox, toolchain, options);
  try {
    const file = basename(check.file);
    const folder = await place.folder('check', { ...kind.files, [file]: source, [answer]: check.code });
    const nonce = randomBytes(12).toString('hex');
    let last: SandboxOutcome | null = null;
    for (const { argv, compiler } of kind.steps) {
      last = await place.run(folder, {
        step: compiler ? 'compile the check' : 'check',
        argv: argv.map((word) => (word === 'FILE' ? file : word)),
        compiler,
        ...(compiler ? {} : { environment: { LLP_NONCE: nonce } }),
      });
      if (compiler && last.exitCode !== 0) return verdictOf(false, `It does not compile: ${told(last)}`);
    }
    if (!last) return unknown(`${check.file} has no step that runs.`);
    return expected === null ? ofText(last) : ofLines(last, nonce, expected);
  } finally {
    await place.close();
  }
}

async function toolsFor(kind: ProgramKind, sandbox: Sandbox, options: ProgramOptions): Promise<Toolchain> {
  const { needs } = kind;
  if (needs === 'bash')
    return { language: 'bash', version: 'bash', mounts: [], caches: [], environment: { LLP_TOOLCHAIN: 'bash' } };
  if (needs === 'c' || needs === 'c++')
    return sandbox.bringsToolchains ? toolchainInImage(needs, sandbox) : findToolchain(needs);
  return toolchainFor(needs, sandbox, options.content, options.cacheFolder);
}

function ofText(outcome: SandboxOutcome): Finding {
  if (outcome.stopped !== null) return verdictOf(false, ended(outcome));
  return verdictOf(outcome.exitCode === 0, told(outcome) || (outcome.exitCode === 0 ? 'It holds.' : ended(outcome)));
}

function ofLines(outcome: SandboxOutcome, nonce: string, expected: string): Finding {
  const came = outcome.stdout
    .split('\n')
    .filter((line) => line.startsWith(`${nonce} `))
    .map((line) => line.slice(nonce.length + 1).trimEnd());
  const open = came.find((line) => line.startsWith('? '));
  if (open !== undefined) return unknown(shortened(`${open.slice(2)}.`));
  const wanted = expected.split(/\r?\n/).map((line) => line.trimEnd());
  while (wanted.at(-1) === '') wanted.pop();
  const at = wanted.findIndex((line, index) => line !== came[index]);
  if (at === -1 && came.length === wanted.length) {
    if (outcome.exitCode === 0 && outcome.stopped === null)
      return verdictOf(true, `All ${wanted.length} results are right.`);
    return verdictOf(false, `All results are right, but ${ended(outcome)}`);
  }
  if (at === -1) return verdictOf(false, shortened(`It says more than it should: ${came[wanted.length] ?? ''}`));
  if (came[at] === undefined) {
    const why = outcome.exitCode === 0 && outcome.stopped === null ? 'it ended before' : ended(outcome);
    return verdictOf(false, shortened(`No result where “${wanted[at] ?? ''}” belongs: ${why}`));
  }
  const [is, should] = apart(came[at], wanted[at] ?? '');
  return verdictOf(false, shortened(`${is} – it should be ${should}`));
}

/** Two lines from a little before the place where they part. */
function apart(came: string, wanted: string): [string, string] {
  let same = 0;
  while (same < came.length && came[same] === wanted[same]) same++;
  const from = same > 120 ? came.lastIndexOf(' ', same - 60) + 1 : 0;
  const lead = from > 0 ? '… ' : '';
  return [lead + came.slice(from, from + 140), lead + wanted.slice(from, from + 140)];
}

function ended({ stopped, exitCode, signal, stderr }: SandboxOutcome): string {
  if (stopped === 'time' || stopped === 'silence' || exitCode === 152) return 'it does not come to an end.';
  if (stopped === 'memory') return 'it takes too much memory.';
  if (stopped === 'output') return 'it writes without end.';
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return shortened(`it ended with ${signal ?? `status ${exitCode}`}${last === '' ? '.' : `: ${last}`}`);
}

/** The line that says most of what a compiler or a check has written. */
function told({ stdout, stderr }: SandboxOutcome): string {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  const telling = lines.find((line) => /\berror\b|:\d+:\d+:/i.test(line)) ?? lines.find((line) => line !== '');
  return shortened(telling ?? '');
}

/** It may hold what the code under test has printed. */
function shortened(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, ' ').slice(0, 400);
}
