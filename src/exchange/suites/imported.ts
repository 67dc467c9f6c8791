import { said, SaidError, type Said } from '../../l10n/said';
import type { LeftOut } from './leftOut';

/** A prompt as it was found elsewhere; its text and system prompt are taken over to the last character. */
export interface ImportedPrompt {
  title: string;
  text: string;
  system: string | null;
  group: string | null;
  /** Null: the points that the person chose for all. */
  points: number | null;
  /** Sampling temperature, 0 to 2, where it asks for one of its own. */
  temperature?: number;
  /** What its id is made of; without it, the title. */
  idFrom: string | null;
  /** What the answer is judged by. Points are shared out by weight. */
  criteria: Criterion[];
}

export interface Criterion {
  id: string;
  title: string;
  full: string | null;
  none: string | null;
  weight: number;
  /** What a program can prove of all of it: a check without its points. */
  check?: string | null;
}

/** What a reader of a format returns. */
export interface Imported {
  /** Suggested name of the category. */
  title: string;
  prompts: ImportedPrompt[];
  /** Reasons for which entries were left out, and names of what was not used, with how many. */
  leftOut: LeftOut;
}

/** A file to import from, read whole. */
export interface SourceFile {
  /** How people know it: the name, or the path below the chosen folder, with forward slashes. */
  name: string;
  text: string;
}

/** An import that cannot be made; the message names the file and, where there is one, the line. */
export class ImportRefused extends SaidError {
  constructor(file: string, line: number | null, what: Said) {
    super(line === null ? said`${file} cannot be imported: ${what}` : said`${file}, line ${line}: ${what}`);
  }
}

export const maxTextLength = 1_000_000;

/** The one criterion where a right answer is known. */
export function rightAnswer(expected: string | null): Criterion[] {
  if (expected === null || expected.trim() === '') return [];
  return [
    {
      id: 'correct',
      title: 'Agrees with the known answer.',
      full: expected,
      none: 'Another answer, or none.',
      weight: 1,
    },
  ];
}

/** The first line that says something, cut to a title's length. */
export function titleOf(text: string): string {
  const line = text.split(/\r\n|\r|\n/).find((one) => /[\p{L}\p{N}]/u.test(one)) ?? text;
  const plain = line
    .replace(/^[\s#>*+-]+/, '')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...plain];
  return characters.length <= 60 ? plain || 'Prompt' : `${characters.slice(0, 59).join('').trimEnd()}…`;
}

/** A value as text: strings as they are, everything else as JSON. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
