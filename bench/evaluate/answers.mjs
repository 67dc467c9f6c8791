import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const languages = { go: 'go', python: 'py', typescript: 'ts', rust: 'rs' };

/**
 * So many answers, none like the other: those of the calibration that come with tests (a right one and a partly right
 * one), and in each a constant of its own, so that no compiler finds it in its cache.
 * @param {keyof typeof languages} language
 * @param {number} count
 * @returns {import('../../src/evaluate/extract/submission').Submission[]}
 */
export function answersIn(language, count) {
  const extension = languages[language];
  const read = (/** @type {string} */ name) => readFileSync(join(root, 'test/fixtures/evaluate', name), 'utf8');
  return Array.from({ length: count }, (_, index) => {
    const kind = index % 2 === 0 ? 'perfect' : 'partly';
    const own = {
      go: `\nconst answerNumber = ${index}\n\nvar _ = answerNumber\n`,
      python: `\nANSWER_NUMBER = ${index}\n`,
      typescript: `\nexport const answerNumber = ${index};\n`,
      rust: `\npub const ANSWER_NUMBER: usize = ${index};\n`,
    }[language];
    return {
      bot: `answer-${index}`,
      prompt: 'swe-shelf',
      language,
      files: new Map([
        [`shelf.${extension}`, read(`${kind}.${extension}`) + own],
        [`shelf_test.${extension}`, read(`${kind}_test.${extension}`)],
      ]),
      leftOut: [],
      checks: {},
      runId: null,
      limited: null,
    };
  });
}
