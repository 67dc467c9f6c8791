import { seeded } from '../lib/random.mjs';
import { answerText, english, names, vietnamese } from './texts.mjs';
import { pick } from './vocabulary.mjs';

const plain = (/** @type {string} */ text) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd');

/**
 * Queries as people type them, the same for the same seed: each kind equally often.
 * @param {number} count
 * @param {number} answers how many there are to quote from
 * @param {number} [seed]
 */
export function someQueries(count, answers, seed = 42) {
  const random = seeded(seed);
  const word = (/** @type {number} */ from, /** @type {number} */ to) =>
    english[from + Math.floor(random() * (to - from))] ?? '';
  const quoted = (/** @type {number} */ length) => {
    const words = answerText(100 * Math.floor((random() * answers) / 100) + 40 + Math.floor(random() * 60)).split(
      /[^a-zA-Z]+/,
    );
    const from = Math.floor(random() * (words.length - length - 1));
    return `"${words.slice(from, from + length).join(' ')}"`;
  };
  const han = () => answerText(100 * Math.floor((random() * answers) / 100) + 7).slice(20, 22);
  /** @type {Record<string, () => string>} */
  const kinds = {
    'a common word': () => `${word(0, 100)} `,
    'a word': () => `${word(100, 3_000)} `,
    'a rare word': () => `${word(3_000, 40_000)} `,
    'two words': () => `${word(80, 2_000)} ${word(80, 2_000)} `,
    'three words': () => `${word(0, 500)} ${word(80, 1_000)} ${word(80, 5_000)} `,
    'a phrase': () => quoted(2),
    'a longer phrase': () => quoted(4),
    'an unfinished word': () => word(300, 20_000).slice(0, 5),
    'OR, NOT': () => `${word(500, 4_000)} OR ${word(500, 4_000)} NOT ${word(100, 2_000)} `,
    'Vietnamese without marks': () => `${plain(pick(vietnamese, random))} ${plain(pick(vietnamese, random))} `,
    'two Han characters': han,
    'an identifier': () => pick(names, random),
  };
  const labels = Object.keys(kinds);
  return Array.from({ length: count }, (_, index) => {
    const kind = labels[index % labels.length] ?? '';
    return { kind, query: kinds[kind]?.() ?? '' };
  });
}

/** What people type letter by letter. @param {number} count @param {number} answers */
export function someTyping(count, answers) {
  return someQueries(count * 2, answers, 7)
    .filter(({ kind }) => !kind.startsWith('OR'))
    .slice(0, count)
    .map(({ query }) => query.trim());
}
