import { said, saidOf, type Said } from '../l10n/said';
import { isMap, LineCounter, parseDocument, type Document } from 'yaml';
import { slugPattern } from './heading';
import { yamlMistake } from './yamlMistakes';

export interface FrontMatter {
  id: string;
  category: string;
  version: number;
  order: number | null;
  temperature: number | null;
  systemPrompt: string | null;
  /** Zero-based line of `system-prompt` within the front matter. */
  systemPromptLine: number;
}

/** Reports a problem on a zero-based line. */
export type Report = (line: number, sentence: Said, severity?: 'error' | 'warning') => void;

export const frontMatterKeys = ['id', 'category', 'version', 'order', 'temperature', 'system-prompt'];

/** Reads the YAML between the `---` lines; null when a required key is missing or bad (each reported). */
export function parseFrontMatter(text: string, report: Report): FrontMatter | null {
  const lines = new LineCounter();
  const document = readYaml(text, lines);
  if ('mistake' in document) {
    report(0, said`The front matter is not valid YAML: ${document.mistake}`);
    return null;
  }
  for (const error of document.errors)
    report(lines.linePos(error.pos[0]).line - 1, said`The front matter is not valid YAML: ${yamlMistake(error)}`);
  if (document.errors.length > 0) return null;
  const map = document.contents;
  if (!isMap(map)) {
    report(0, said`The front matter must be a list of \`key: value\` lines with at least id, category and version.`);
    return null;
  }
  const lineOf = (key: string): number => {
    const pair = map.items.find((item) => String(item.key) === key);
    const range = (pair?.key as { range?: [number, number, number] } | undefined)?.range;
    return range ? lines.linePos(range[0]).line - 1 : 0;
  };
  const read = plainValues(document);
  if ('mistake' in read) {
    report(0, said`The front matter is not valid YAML: ${read.mistake}`);
    return null;
  }
  const { plain: values } = read;
  for (const key of Object.keys(values)) {
    if (!frontMatterKeys.includes(key)) report(lineOf(key), said`Unknown key “${key}”; known are ${frontMatterKeys.join(', ')}.`, 'warning');
  }
  let valid = true;
  const bad = (key: string, expected: Said): void => {
    report(lineOf(key), key in values ? said`“${key}” must be ${expected}.` : said`“${key}” is missing: it must be ${expected}.`);
    valid = false;
  };
  const { id, category, version, order, temperature } = values;
  const systemPrompt = values['system-prompt'];
  if (typeof id !== 'string' || !slugPattern.test(id)) bad('id', said`lower-case letters, digits and hyphens, starting with a letter`);
  if (typeof category !== 'string' || category.trim() === '') bad('category', said`the name that people see`);
  if (!isWhole(version) || version < 1) bad('version', said`a whole number from 1`);
  if (order !== undefined && typeof order !== 'number') bad('order', said`a number`);
  if (temperature !== undefined && !(typeof temperature === 'number' && temperature >= 0 && temperature <= 2)) bad('temperature', said`a number from 0 to 2`);
  if (systemPrompt !== undefined && systemPrompt !== null && typeof systemPrompt !== 'string') bad('system-prompt', said`a text, or "@name" in quotes for a shared one`);
  if (!valid) return null;
  return {
    id: id as string,
    category: (category as string).trim(),
    version: version as number,
    order: typeof order === 'number' ? order : null,
    temperature: typeof temperature === 'number' ? temperature : null,
    systemPromptLine: lineOf('system-prompt'),
    systemPrompt: typeof systemPrompt === 'string' && systemPrompt.trim() !== '' ? systemPrompt.trim() : null,
  };
}

/** The document, or what is wrong with it: nesting can be deeper than the reader's stack. */
function readYaml(text: string, lineCounter: LineCounter): Document.Parsed | { mistake: Said } {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'error' });
  } catch (error) {
    return { mistake: error instanceof Error ? yamlMistake(error) : saidOf(error) };
  }
}

/** Plain values, or what is wrong: aliases that lead nowhere or multiply without end are only found here. */
function plainValues(document: Document.Parsed): { plain: Record<string, unknown> } | { mistake: Said } {
  try {
    return { plain: document.toJS({ maxAliasCount: 10 }) as Record<string, unknown> };
  } catch (error) {
    return { mistake: error instanceof Error ? yamlMistake(error) : saidOf(error) };
  }
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value);
}
