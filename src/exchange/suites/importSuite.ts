import { said } from '../../l10n/said';
import { sentence } from '../../l10n/sentence';
import { readCsv } from './csvSuite';
import { ImportRefused, type Imported } from './imported';
import { readLiveBench } from './liveBench';
import { readOpenAiEvals } from './openAiEvals';
import { readPromptfoo } from './promptfoo';
import { listBeside, readBeside, readSources } from './readSources';

export const importFormats = ['promptfoo', 'livebench', 'openai-evals', 'csv'] as const;
export type ImportFormat = (typeof importFormats)[number];

export interface ImportFormatInfo {
  name: string;
  /** What a person chooses. */
  what: string;
  extensions: string[];
  /** True where a folder can be chosen: everything of the right name below it is read. */
  folder: boolean;
}

export const importFormatInfo: Record<ImportFormat, ImportFormatInfo> = {
  promptfoo: { name: 'promptfoo', what: 'promptfooconfig.yaml', extensions: ['yaml', 'yml', 'json'], folder: false },
  livebench: { name: 'LiveBench', what: 'question.jsonl, or a folder of them', extensions: ['jsonl'], folder: true },
  'openai-evals': { name: 'OpenAI evals', what: 'samples.jsonl', extensions: ['jsonl'], folder: false },
  csv: { name: 'CSV', what: 'a table with a column “prompt”', extensions: ['csv', 'tsv', 'txt'], folder: false },
};

const mostPrompts = 5_000;
/** Reasons in one message; all of them are in what the command line prints as JSON. */
const mostShown = 30;

/** Reads prompts of another tool. Throws `ImportRefused` with file and line; nothing is ever written here. */
export async function readImport(format: ImportFormat, path: string): Promise<Imported> {
  const files = await readSources(path, importFormatInfo[format].folder ? 'question.jsonl' : null);
  const imported = await read(format, path, files);
  const name = files[0]?.name ?? path;
  if (imported.prompts.length > mostPrompts)
    throw new ImportRefused(
      name,
      null,
      said`${imported.prompts.length} prompts are more than one suite can hold (${mostPrompts}).`,
    );
  if (imported.prompts.length === 0)
    throw new ImportRefused(name, null, said`there is no prompt in it that can be used${leftOutText(imported, ': ')}.`);
  return imported;
}

async function read(
  format: ImportFormat,
  path: string,
  files: Awaited<ReturnType<typeof readSources>>,
): Promise<Imported> {
  switch (format) {
    case 'livebench':
      return readLiveBench(files);
    case 'openai-evals':
      return readOpenAiEvals(files);
    case 'csv':
      return readCsv(files);
    case 'promptfoo': {
      const [file] = files;
      if (!file) throw new ImportRefused(path, null, said`there is nothing to read.`);
      return readPromptfoo(
        file,
        (beside) => readBeside(path, beside),
        (pattern) => listBeside(path, pattern),
      );
    }
  }
}

/**
 * `12 conversations of several turns, 3 rows without a prompt`; empty where nothing was left out. `say` gives a reason in
 * another language.
 */
export function leftOutText({ leftOut }: Imported, before = '', say = (reason: string): string => reason): string {
  const shown = [...leftOut].slice(0, mostShown).map(([reason, count]) => `${count} ${say(reason)}`);
  const more = leftOut.size - shown.length;
  const parts = more > 0 ? [...shown, `${more} ${say(sentence('more kinds of things'))}`] : shown;
  return parts.length === 0 ? '' : before + parts.join(', ');
}
