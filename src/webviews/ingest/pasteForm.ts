import { parseStatsLine } from '../../model/statsLine';
import type { PastedAnswer, PasteForm } from './protocol';

export type Figure = 'completionTokens' | 'tokensPerSecond' | 'timeToFirstTokenSeconds';

/** Figures as typed. */
export type Figures = Record<Figure, string>;

export const emptyPaste: PasteForm = {
  text: '',
  completionTokens: '',
  tokensPerSecond: '',
  timeToFirstTokenSeconds: '',
};

/** Whether anything was pasted or typed that would be a pity to lose. */
export function isEmptyPaste(form: PasteForm): boolean {
  return Object.values(form).every((text) => text.trim() === '');
}

/** Takes a pasted text: a speed line at its beginning becomes the figures and is cut off. */
export function readPasted(text: string): Partial<PasteForm> {
  const [first = '', ...rest] = text.replace(/\r\n?/g, '\n').split('\n');
  const stats = parseStatsLine(first);
  if (!stats) return { text };
  const figures = Object.fromEntries(
    (['completionTokens', 'tokensPerSecond', 'timeToFirstTokenSeconds'] as const)
      .filter((key) => stats[key] !== null)
      .map((key) => [key, String(stats[key])]),
  );
  return { text: rest.join('\n').trimStart(), ...figures };
}

/** Reads figures as typed; an empty one is unknown, one that is no number is a problem. */
export function readFigures(figures: Figures): { values: Record<Figure, number | null>; problems: Figure[] } {
  const problems: Figure[] = [];
  const read = (key: Figure, whole: boolean): number | null => {
    const text = figures[key].trim().replace(',', '.');
    if (text === '') return null;
    const value = Number(text);
    if (!Number.isFinite(value) || value < 0 || (whole && !Number.isInteger(value))) {
      problems.push(key);
      return null;
    }
    return value;
  };
  const values = {
    completionTokens: read('completionTokens', true),
    tokensPerSecond: read('tokensPerSecond', false),
    timeToFirstTokenSeconds: read('timeToFirstTokenSeconds', false),
  };
  return { values, problems };
}

/** Reads the form; `answer` is null while something is missing or not a number. */
export function readPaste(form: PasteForm): { answer: PastedAnswer | null; problems: Figure[] } {
  const { values, problems } = readFigures(form);
  const complete = problems.length === 0 && form.text.trim() !== '';
  return { answer: complete ? { text: form.text, ...values } : null, problems };
}
