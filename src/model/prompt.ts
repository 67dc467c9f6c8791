import type { Said } from '../l10n/said';
import type { Check } from './check';

/** One criterion that a judge goes by; the points of a prompt's items add up to the prompt's points. */
export interface RubricItem {
  /** Slug, unique within the prompt. */
  id: string;
  points: number;
  title: string;
  full?: string;
  half?: string;
  none?: string;
  mistakes?: string;
  /** What a program can prove of it; not part of the prompt's hash. */
  checks?: Check[];
}

/** A prompt as it stands in its suite file, with everything inherited already resolved. */
export interface Prompt {
  /** Stable slug; scores hang on it. */
  id: string;
  categoryId: string;
  title: string;
  /** Group heading the prompt stands under, or null. */
  group: string | null;
  /** Zero-based place within the category. */
  position: number;
  points: number;
  text: string;
  /** Default sampling temperature: the prompt's own, else the category's; null where neither says. Not part of the hash. */
  temperature: number | null;
  /** The resolved system prompt, or null where none is sent. */
  system: string | null;
  rubric: RubricItem[];
  /** Hash of text, system prompt, points and rubric, without its checks: another hash is another version (16 hex digits). */
  hash: string;
  /** Of a prompt with variants: the draw that its figures are from (0: the published ones) and what was drawn. */
  drawn?: { number: number; values: Record<string, number | string> };
  /** Zero-based line of the prompt's heading in the suite file. */
  line: number;
}

/** A category of prompts: one suite file. */
export interface Category {
  id: string;
  title: string;
  version: number;
  order: number | null;
  temperature: number | null;
  description: string;
  /** Sum of the prompts' points. */
  points: number;
  prompts: Prompt[];
  /** Absolute path of the suite file. */
  file: string;
}

/** A mistake in a suite file. Lines and columns are zero-based. */
export interface SuiteProblem {
  file: string;
  line: number;
  column: number;
  endColumn: number;
  severity: 'error' | 'warning';
  /** What is wrong and what is expected there, in one sentence; in English. */
  message: string;
  /** The same sentence, to be said in other languages. */
  said: Said;
  /** The prompt that it is about; null where that one is left out; absent where it is about the file. */
  promptId?: string | null;
}

/** `category/prompt`, the name of a prompt across suites. */
export function promptKey(categoryId: string, promptId: string): string {
  return `${categoryId}/${promptId}`;
}
