import { parseStatsLine } from '../../model/statsLine';
import { longestPasted } from './pastedText';
import type { PastedAnswer } from '../../model/run';

export type Figure = 'completionTokens' | 'tokensPerSecond' | 'timeToFirstTokenSeconds';

/** Figures as typed. */
export type Figures = Record<Figure, string>;

/** An answer being pasted, with its figures as typed. */
export type PasteForm = Figures & { text: string };

export const emptyPaste: PasteForm = {
  text: '',
  completionTokens: '',
  tokensPerSecond: '',
  timeToFirstTokenSeconds: '',
};

/** Puts another text into the form. Figures that were read from the one before go with it, typed ones stay. */
export function replaceText(form: PasteForm, before: Partial<Figures>, text: string): PasteForm {
  const typed = { ...form };
  for (const [key, value] of Object.entries(before) as [Figure, string][]) if (typed[key] === value) typed[key] = '';
  return { ...typed, ...readPasted(text) };
}

/** Takes a pasted text: a speed line at its beginning becomes the figures and is cut off. */
export function readPasted(text: string): { text: string } & Partial<Figures> {
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

/** Reads the form; `answer` is null while something is missing, too long or not a number. */
export function readPaste(form: PasteForm): { answer: PastedAnswer | null; problems: Figure[] } {
  const { values, problems } = readFigures(form);
  const complete = problems.length === 0 && form.text.trim() !== '' && form.text.length <= longestPasted;
  return { answer: complete ? { text: form.text, ...values } : null, problems };
}
