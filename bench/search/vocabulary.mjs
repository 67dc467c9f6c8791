import { seeded, zipf } from '../lib/random.mjs';

const common =
  'the of and to a in is that for it as with on be this are by an or from at which was can not if we you will one all has have more when their what there so out up into use than them only other then some these would about each how first two may new time used any such most many over also between where after through should because being both same must while before however example number function value data code model system result list line'.split(
    ' ',
  );
const onsets =
  'b bl br c ch cl cr d dr f fl fr g gl gr h j k l m n p ph pl pr qu r s sc sh sk sl sp st str t th tr v w wh y z con com pre pro re de in un ex dis a e o u i al en im'.split(
    ' ',
  );
const vowels = 'a e i o u ai ea ee io ou oa ie'.split(' ');
const codas = ['', '', '', 'n', 'r', 's', 't', 'l', 'm', 'd', 'ck', 'nt', 'st', 'rt', 'nd', 'p', 'ss', 'll', 'ct', 'x'];
const endings = ['', '', '', 'ing', 'ed', 's', 'ly', 'tion', 'er', 'ment', 'able', 'ness', 'al', 'ity'];

/** `count` different words, the common English ones first, then made-up ones that grow longer. @param {number} count */
export function englishWords(count) {
  const random = seeded(1);
  const words = new Set(common);
  while (words.size < count) {
    const syllables = 1 + Math.floor(random() * (words.size < 3000 ? 2 : 3));
    let word = '';
    for (let syllable = 0; syllable < syllables; syllable++)
      word += pick(onsets, random) + pick(vowels, random) + pick(codas, random);
    words.add(word + pick(endings, random));
  }
  return [...words];
}

const vietnameseOnsets = 'b c ch d đ g gh gi h kh l m n ng nh ph qu r s t th tr v x'.split(' ');
const vietnameseRimes =
  'a ai an ang anh ao âm ân ất ăn ắc đ e em ên ế ể iên iết in ìm o oi ong ọc ô ông ốt ơ ơi ờng u ung uống ương ước ười y yêu ạ ả ã à á ậ ẫ ệ ễ ợ ở ự ữ'.split(
    ' ',
  );

/** Vietnamese-looking syllables with all their marks. @param {number} count */
export function vietnameseWords(count) {
  const random = seeded(2);
  const words = new Set(['và', 'của', 'là', 'có', 'được', 'không', 'một', 'những', 'đường', 'Việt', 'người']);
  while (words.size < count) words.add(pick(vietnameseOnsets, random) + pick(vietnameseRimes, random));
  return [...words];
}

/** camelCase, snake_case and dotted names made of those words. @param {string[]} words @param {number} count */
export function identifiers(words, count) {
  const random = seeded(3);
  const draw = zipf(2000, 0.8);
  const word = () => words[60 + draw(random)] ?? 'word';
  const names = new Set();
  const capital = (/** @type {string} */ text) => text.charAt(0).toUpperCase() + text.slice(1);
  while (names.size < count) {
    const kind = random();
    const [a, b, c] = [word(), word(), word()];
    if (kind < 0.4) names.add(a + capital(b) + (random() < 0.5 ? capital(c) : ''));
    else if (kind < 0.75) names.add(`${a}_${b}`);
    else if (kind < 0.9) names.add(`${a}.${b}()`);
    else names.add(`${a}::${b}`);
  }
  return /** @type {string[]} */ ([...names]);
}

/** @template T @param {T[]} list @param {() => number} random @returns {T} */
export function pick(list, random) {
  return /** @type {T} */ (list[Math.floor(random() * list.length)]);
}
