import type { CheckSheet } from '../../model/check';
import { checkAnswer, type Checked } from '../checks';
import type { Finding } from '../checks/scoped';
import { programKey, runProgramCheck, type ProgramCheck, type ProgramOptions } from './run';

/** What was found before, by `programKey`. */
export type Findings = Readonly<Record<string, Finding>>;

/** The port for `run` checks that answers from what is known, so that nothing is run. */
export function knownRuns(
  findings: Findings,
  readFile: ProgramOptions['readFile'],
): (file: string, code: string, language: string | null) => Finding | null {
  return (file, code, language) => findings[programKey({ file, code, language }, readFile)] ?? null;
}

/** Which programs a prompt’s checks want to run with an answer, each once. */
export function programsOf(prompt: Checked, answer: string, readFile: ProgramOptions['readFile']): ProgramCheck[] {
  const wanted = new Map<string, ProgramCheck>();
  checkAnswer(prompt, answer, {
    readFile,
    run: (file, code, language) => {
      const check = { file, code, language };
      wanted.set(programKey(check, readFile), check);
      return null;
    },
  });
  return [...wanted.values()];
}

/** All checks of a prompt on an answer, those that run programs too; what is known already is not run again. */
export async function checkByRunning(
  prompt: Checked,
  answer: string,
  options: ProgramOptions,
  known: Findings = {},
): Promise<{ sheet: CheckSheet; findings: Findings }> {
  const findings: Record<string, Finding> = { ...known };
  for (const check of programsOf(prompt, answer, options.readFile)) {
    const key = programKey(check, options.readFile);
    findings[key] ??= await runProgramCheck(check, options);
  }
  const { readFile } = options;
  return { sheet: checkAnswer(prompt, answer, { readFile, run: knownRuns(findings, readFile) }), findings };
}
