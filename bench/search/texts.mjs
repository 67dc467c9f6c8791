import { seeded, zipf } from '../lib/random.mjs';
import { englishWords, identifiers, pick, vietnameseWords } from './vocabulary.mjs';

export const wordsPerAnswer = 700;
export const english = englishWords(80_000);
export const vietnamese = vietnameseWords(1_200);
export const names = identifiers(english, 6_000);
const drawEnglish = zipf(english.length);
const drawVietnamese = zipf(vietnamese.length, 0.9);
const drawName = zipf(names.length, 0.9);
const drawHan = zipf(3_000, 0.9);

/**
 * The text of one answer, always the same for the same number: of a hundred, 6 in Vietnamese, 4 in Chinese or Japanese,
 * 20 English with a block of code, the others plain English.
 * @param {number} number
 */
export function answerText(number) {
  const random = seeded(1_000 + number);
  const kind = number % 100;
  if (kind < 6) return prose(random, () => vietnamese[drawVietnamese(random)] ?? '', wordsPerAnswer);
  if (kind < 10) return prose(random, () => hanWord(random), wordsPerAnswer, '', '。');
  const word = () => english[drawEnglish(random)] ?? '';
  if (kind >= 30) return prose(random, word, wordsPerAnswer);
  const code = Array.from({ length: 50 }, () => `  ${names[drawName(random)]} = ${names[drawName(random)]};`).join(
    '\n',
  );
  return `${prose(random, word, wordsPerAnswer - 150)}\n\n\`\`\`ts\n${code}\n\`\`\`\n`;
}

/** @param {() => number} random @param {() => string} word @param {number} count */
function prose(random, word, count, gap = ' ', stop = '. ') {
  let text = '';
  let left = 0;
  for (let index = 0; index < count; index++) {
    if (left === 0) {
      const drawn = word();
      text +=
        (index === 0 ? '' : stop + (random() < 0.2 ? '\n\n' : '')) + drawn.charAt(0).toUpperCase() + drawn.slice(1);
      left = 6 + Math.floor(random() * 18);
    } else text += (random() < 0.08 ? `,${gap}` : gap) + word();
    left--;
  }
  return text + stop.trim();
}

/** One or two Han characters, now and then Kana. @param {() => number} random */
function hanWord(random) {
  if (random() < 0.15) return pick(['です', 'します', 'から', 'データ', 'モデル', 'について'], random);
  const character = () => String.fromCodePoint(0x4e00 + ((drawHan(random) * 7) % 20_000));
  return random() < 0.6 ? character() + character() : character();
}
