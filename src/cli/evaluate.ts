import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { changedLines } from '../evaluate/adjust/difference';
import { answersIn } from '../evaluate/files';
import type { Language } from '../evaluate/model';
import type { SandboxKind } from '../evaluate/sandbox/job';
import { junitXml } from '../evaluate/sheet/junit';
import type { Playground } from '../playground';
import { Evaluator, type Evaluated } from '../playground/evaluator';
import { agrees } from './consent';
import { writeOutput } from './output';
import { visible } from './textTable';
import { CommandFailed, complain, print, withPlayground, type CommonOptions } from './context';
import { interruptSignal } from './interrupt';

export interface EvaluateCommandOptions extends CommonOptions {
  all?: boolean;
  yes?: boolean;
  junit?: string;
  sandbox?: SandboxKind;
  language?: Language;
}

/** Runs the code of answers in a sandbox and scores it; one line an answer. */
export async function evaluateFiles(files: string[], options: EvaluateCommandOptions): Promise<void> {
  const signal = interruptSignal();
  await withPlayground(options, async (playground) => {
    const wanted = await filesOf(files, options, playground.evaluator);
    if (!(options.yes ?? (await agreed(wanted))))
      throw new CommandFailed('Nothing was run. Add --yes to agree to running the code of the answers in a sandbox.');
    const done = await evaluateEach(playground, wanted, options, signal);
    if (options.junit !== undefined) await writeOutput(playground, options.junit, junitXml(done));
    if (done.length < wanted.length) throw new CommandFailed('');
  });
}

async function filesOf(files: string[], options: EvaluateCommandOptions, evaluator: Evaluator): Promise<string[]> {
  const folder = evaluator.folder;
  const wanted = options.all && folder !== null ? await answersIn(folder) : files.map((file) => resolve(file));
  if (wanted.length === 0)
    throw new CommandFailed(
      options.all
        ? 'There are no answers in llm_outputs/swe of this workspace.'
        : 'Name the file of an answer, or add --all for all of llm_outputs/swe.',
    );
  const missing = wanted.find((file) => !existsSync(file));
  if (missing !== undefined) throw new CommandFailed(`There is no file “${missing}”.`);
  return wanted;
}

async function evaluateEach(
  playground: Playground,
  files: string[],
  options: EvaluateCommandOptions,
  signal: AbortSignal,
): Promise<Evaluated[]> {
  const done: Evaluated[] = [];
  for (const file of files) {
    try {
      const evaluated = await playground.evaluator.evaluateFile(file, {
        consent: true,
        trusted: true,
        sandbox: options.sandbox ?? null,
        language: options.language ?? null,
        signal,
      });
      done.push(evaluated);
      print(options.json ? JSON.stringify(evaluated) : inWords(evaluated));
    } catch (error) {
      if (signal.aborted) throw new CommandFailed('Cancelled; what was evaluated before is stored.');
      complain(files.length === 1 ? messageOf(error) : `${file}: ${messageOf(error)}`);
    }
  }
  return done;
}

function inWords(evaluated: Evaluated): string {
  const { bot, points, max, status, reason, items, adjustments, scoreFile } = evaluated;
  if (status === 'unscored') return `${visible(bot)}: unscored, ${reason ?? 'unknown why'}`;
  const rows = Object.entries(items).map(
    ([id, item]) => `  ${id.padEnd(12)} ${String(item.points ?? '–').padStart(4)} of ${item.max}  ${item.evidence}`,
  );
  return [
    `${visible(bot)}: ${points} of ${max} points`,
    ...rows,
    ...adjustments.flatMap(({ file, before, after }) => [
      `  ${visible(file)}, adjusted:`,
      ...changedLines(before, after).map((line) => `    ${visible(line)}`),
    ]),
    ...(scoreFile === null ? [] : [`  ${scoreFile}`]),
  ].join('\n');
}

function agreed(files: string[]): Promise<boolean> {
  return agrees(`${Evaluator.sentence(files)}\n${files.join('\n')}`, 'Run them?');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
