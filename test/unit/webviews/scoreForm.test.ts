import { describe, expect, it } from 'vitest';
import type { Score } from '../../../src/model/score';
import { longestPasted, textOfClip, textOfFile } from '../../../src/features/scoring/pastedText';
import { emptyPaste, readPaste, readPasted, replaceText } from '../../../src/features/scoring/pasteForm';
import { parsePoints, pointsForKey, pointsSoFar, readForm, startDraft } from '../../../src/features/scoring/scoreForm';

const rubric = [
  { id: 'clear', points: 6, title: 'Clear' },
  { id: 'short', points: 4, title: 'Short' },
];
const draft = (items: Record<string, string>, free = '') => ({ mode: 'rubric' as const, items, free, note: '' });
const score = (changes: Partial<Score>): Score => ({
  id: 1,
  runId: 1,
  points: 8,
  max: 10,
  rubric: {},
  parts: {},
  whole: true,
  extra: 0,
  note: 'good',
  source: 'hand',
  by: '',
  evidence: {},
  createdAt: '2026-01-01T00:00:00Z',
  voidedAt: null,
  ...changes,
});

describe('the score form', () => {
  it('adds rubric items up', () => {
    expect(readForm(draft({ clear: '4,5', short: '3' }), rubric, 10)).toEqual({
      points: 7.5,
      rubric: { clear: 4.5, short: 3 },
      problems: {},
    });
    expect(readForm(draft({ clear: '0.1', short: '0.2' }), rubric, 10).points).toBe(0.3);
  });

  it('says which item is missing, out of range or no number, and gives no total', () => {
    const read = readForm(draft({ clear: '7', short: 'x' }), rubric, 10);
    expect(read).toMatchObject({ points: null, problems: { clear: 'out-of-range', short: 'not-a-number' } });
    expect(readForm(draft({ clear: '5' }), rubric, 10)).toMatchObject({ points: null, problems: { short: 'missing' } });
    expect(pointsSoFar(draft({ clear: '5' }), rubric, 10)).toBe(5);
  });

  it('takes one figure from 0 to the maximum', () => {
    const free = (text: string) => readForm({ ...draft({}, text), mode: 'free' }, rubric, 10);
    expect(free('10').points).toBe(10);
    expect(free('0')).toMatchObject({ points: 0, rubric: {} });
    expect(free('10.5').problems).toEqual({ free: 'out-of-range' });
    expect(free('-1').problems).toEqual({ free: 'out-of-range' });
    expect(free('').problems).toEqual({ free: 'missing' });
  });

  it('begins as it was scored before', () => {
    expect(startDraft(rubric, null)).toEqual({ mode: 'rubric', items: {}, free: '', note: '' });
    expect(startDraft(rubric, score({ rubric: { clear: 5, short: 3 } }))).toMatchObject({
      mode: 'rubric',
      items: { clear: '5', short: '3' },
      note: 'good',
    });
    expect(startDraft(rubric, score({}))).toMatchObject({ mode: 'free', free: '8' });
    expect(startDraft([], null).mode).toBe('free');
  });

  it('leaves an item empty of which a program has proven a part, and counts that part so far', () => {
    const items = {
      clear: { points: 2, source: 'automatic', settled: 3 },
      short: { points: 4, source: 'automatic' },
    } as const;
    const begun = startDraft(rubric, score({ points: 6, rubric: { clear: 2, short: 4 }, whole: false }), items);
    expect(begun).toMatchObject({ mode: 'rubric', items: { short: '4' }, free: '' });
    expect(pointsSoFar(begun, rubric, 10, items)).toBe(6);
    expect(readForm(begun, rubric, 10)).toMatchObject({ points: null, problems: { clear: 'missing' } });
    // Where the score is hidden, what programs have given need not be typed again.
    expect(startDraft(rubric, null, items).items).toEqual({ short: '4' });
  });

  it('is filled with single keys', () => {
    expect(pointsForKey('f', '', 7)).toBe('7');
    expect(pointsForKey('H', '', 7)).toBe('3.5');
    expect(pointsForKey('n', '5', 7)).toBe('0');
    expect(pointsForKey('ArrowUp', '', 7)).toBe('1');
    expect(pointsForKey('ArrowUp', '7', 7)).toBe('7');
    expect(pointsForKey('ArrowDown', '0', 7)).toBe('0');
    expect(pointsForKey('5', '', 7)).toBeNull();
  });

  it('reads figures only where they are figures', () => {
    expect(['3', ' 3,5 ', '.5', '3.'].map(parsePoints)).toEqual([3, 3.5, 0.5, 3]);
    expect(['', '1e3', '0x1', 'five', '1.2.3', 'Infinity', '٣'].map(parsePoints)).toEqual(Array(7).fill(null));
  });
});

describe('a pasted answer', () => {
  it('gives its speed line to the figures', () => {
    const text = '2.28 tok/sec • 476 tokens • 69.21s to first token • Stop: eosFound\r\n\r\n# Hello\r\nworld';
    expect(readPasted(text)).toEqual({
      text: '# Hello\nworld',
      tokensPerSecond: '2.28',
      completionTokens: '476',
      timeToFirstTokenSeconds: '69.21',
    });
    expect(readPasted('No line here')).toEqual({ text: 'No line here' });
  });

  it('takes the figures of the text before with it, and leaves those typed', () => {
    const line = '12.5 tok/sec • 300 tokens • 0.4s to first token • Stop: eosFound';
    const { text: _, ...found } = readPasted(`${line}\nOne`);
    const first = { ...replaceText(emptyPaste, {}, `${line}\nOne`), completionTokens: '301' };
    expect(first).toMatchObject({ text: 'One', tokensPerSecond: '12.5', timeToFirstTokenSeconds: '0.4' });
    const second = replaceText(first, found, 'Two');
    expect(second).toEqual({ ...emptyPaste, text: 'Two', completionTokens: '301' });
  });

  it('of a file is UTF-8 or says that it is UTF-16, and is no longer than an answer can be', () => {
    const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
    expect(textOfFile(bytes('Grüße, 你好'))).toEqual({ text: 'Grüße, 你好' });
    expect(textOfFile(bytes('\ufeffwith a mark'))).toEqual({ text: 'with a mark' });
    expect(textOfFile(Uint8Array.of(0xff, 0xfe, 0x68, 0, 0x69, 0))).toEqual({ text: 'hi' });
    expect(textOfFile(Uint8Array.of(0xfe, 0xff, 0, 0x68, 0, 0x69))).toEqual({ text: 'hi' });
    expect(textOfFile(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a))).toEqual({ problem: 'not-text' });
    expect(textOfFile(Uint8Array.of(0x4d, 0x5a, 0, 0, 1))).toEqual({ problem: 'not-text' });
    expect(textOfFile(new Uint8Array(longestPasted + 1))).toEqual({ problem: 'too-large' });
    expect(textOfClip('x'.repeat(longestPasted + 1))).toEqual({ problem: 'too-large' });
    expect(readPaste({ ...emptyPaste, text: 'x'.repeat(longestPasted + 1) }).answer).toBeNull();
  });

  it('needs a text, and figures that are numbers where there are any', () => {
    expect(readPaste(emptyPaste).answer).toBeNull();
    expect(readPaste({ ...emptyPaste, text: 'x', tokensPerSecond: '4,5' }).answer).toMatchObject({
      tokensPerSecond: 4.5,
      completionTokens: null,
    });
    expect(readPaste({ ...emptyPaste, text: 'x', completionTokens: '4.5' })).toMatchObject({
      answer: null,
      problems: ['completionTokens'],
    });
  });
});
