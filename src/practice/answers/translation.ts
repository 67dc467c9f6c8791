import type { Brief } from './brief';
import type { Persona } from './persona';

/** Phrases win over their own words because longer runs of words are looked up first. */
const GLOSSES: readonly (readonly [string, string])[] = Object.entries({
  'in the morning': 'vào buổi sáng',
  'in the evening': 'vào buổi chiều',
  'went to the': 'đã đi ra',
  'once upon a time': 'ngày xửa ngày xưa',
  'thank you': 'cảm ơn bạn',
  'good morning': 'chào buổi sáng',
  'the buddha': 'Đức Phật',
  'approved what': 'đã tán thành những lời',
  'there was': 'có',
  'there is': 'có',
  'there are': 'có',
  'in the': 'trong',
  'of the': 'của',
  'to the': 'đến',
  'on the': 'trên',
  'old man': 'ông lão',
  'old woman': 'bà lão',
  'my mother': 'mẹ tôi',
  'my father': 'cha tôi',
  said: 'đã nói',
  says: 'nói',
  say: 'nói',
  which: 'điều mà',
  what: 'điều',
  who: 'người mà',
  when: 'khi',
  where: 'nơi',
  because: 'bởi vì',
  and: 'và',
  or: 'hoặc',
  but: 'nhưng',
  not: 'không',
  with: 'với',
  without: 'không có',
  from: 'từ',
  for: 'cho',
  by: 'bởi',
  is: 'là',
  are: 'là',
  was: 'là',
  were: 'là',
  be: 'là',
  has: 'có',
  have: 'có',
  had: 'đã có',
  will: 'sẽ',
  can: 'có thể',
  must: 'phải',
  i: 'tôi',
  you: 'bạn',
  he: 'ông ấy',
  she: 'cô ấy',
  it: 'nó',
  we: 'chúng ta',
  they: 'họ',
  this: 'điều này',
  that: 'điều đó',
  these: 'những điều này',
  all: 'tất cả',
  every: 'mỗi',
  one: 'một',
  two: 'hai',
  three: 'ba',
  many: 'nhiều',
  house: 'ngôi nhà',
  home: 'nhà',
  river: 'dòng sông',
  water: 'nước',
  mountain: 'ngọn núi',
  road: 'con đường',
  village: 'ngôi làng',
  city: 'thành phố',
  country: 'đất nước',
  world: 'thế giới',
  sky: 'bầu trời',
  moon: 'mặt trăng',
  sun: 'mặt trời',
  rain: 'mưa',
  wind: 'gió',
  tree: 'cái cây',
  flower: 'bông hoa',
  day: 'ngày',
  night: 'đêm',
  morning: 'buổi sáng',
  evening: 'buổi chiều',
  year: 'năm',
  time: 'thời gian',
  life: 'cuộc đời',
  death: 'cái chết',
  heart: 'trái tim',
  mind: 'tâm',
  word: 'lời',
  words: 'những lời',
  book: 'quyển sách',
  letter: 'lá thư',
  story: 'câu chuyện',
  man: 'người đàn ông',
  woman: 'người phụ nữ',
  child: 'đứa trẻ',
  children: 'trẻ em',
  people: 'mọi người',
  friend: 'người bạn',
  teacher: 'người thầy',
  king: 'nhà vua',
  love: 'tình yêu',
  know: 'biết',
  see: 'thấy',
  go: 'đi',
  went: 'đã đi',
  come: 'đến',
  came: 'đã đến',
  give: 'cho',
  take: 'lấy',
  speak: 'nói',
  read: 'đọc',
  write: 'viết',
  eat: 'ăn',
  sleep: 'ngủ',
  good: 'tốt',
  bad: 'xấu',
  great: 'lớn',
  small: 'nhỏ',
  old: 'cũ',
  new: 'mới',
  long: 'dài',
  beautiful: 'đẹp',
  quiet: 'yên lặng',
  very: 'rất',
  now: 'bây giờ',
  never: 'không bao giờ',
  always: 'luôn luôn',
  today: 'hôm nay',
  the: '',
  a: '',
  an: '',
});

/** Letters that Vietnamese has and English has not. */
const FOREIGN_LETTERS = /[àáâãèéêìíòóôõùúýăđĩũơư\u1ea0-\u1ef9]/iu;

const SOURCE_LIMIT = 12_000;

/**
 * A word-for-word rendering into Vietnamese (or, the other way, into English) with what the model does not know left
 * standing. It is meant to earn few points: the practice models are no translators, and should be scored accordingly.
 */
export function answerTranslation(brief: Brief, persona: Persona): string {
  const source = sourceText(brief.text).slice(0, SOURCE_LIMIT);
  const toVietnamese = brief.language === 'vi' || !FOREIGN_LETTERS.test(source);
  const table = glossary(toVietnamese, persona.careful);
  const lines = source.split(/\n+/).map((line) => render(line, table, persona));
  const text = lines.filter((line) => line !== '').join('\n\n');
  if (persona.depth === 1) return text;
  if (persona.depth === 2) return persona.voice === 'warm' ? `Here is the translation:\n\n${text}` : text;
  return [
    text,
    '---',
    toVietnamese
      ? 'Notes: names are kept as they stand; words in *italics* I would look up rather than guess. Read it aloud once: Vietnamese prefers to drop what the context already says.'
      : 'Notes: words in *italics* are left in Vietnamese, because each has several readings without more context.',
  ].join('\n\n');
}

/** What follows the instruction: after the first colon, in a quote or in the paragraphs below it. */
function sourceText(text: string): string {
  const below = /\n\s*\n(\S[\s\S]*)$/.exec(text)?.[1];
  const after = /:\s*(\S[\s\S]*)$/.exec(text)?.[1];
  const chosen = below !== undefined && below.length > 20 ? below : (after ?? text);
  return chosen.trim().replace(/^["“>]+|["”]+$/g, '');
}

/** Careless models know single words only. */
function glossary(toVietnamese: boolean, phrases: boolean): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const [english, vietnamese] of GLOSSES) {
    const [from, to] = toVietnamese ? [english, vietnamese] : [vietnamese.toLowerCase(), english];
    if (toVietnamese && !phrases && from.includes(' ')) continue;
    if (from !== '' && !table.has(from)) table.set(from, to);
  }
  return table;
}

function render(line: string, table: ReadonlyMap<string, string>, persona: Persona): string {
  const words = line.split(/(?<![\p{L}\p{M}'’-])(?=[\p{L}])|(?<=[\p{L}\p{M}'’-])(?=[^\p{L}\p{M}'’-])/u);
  const out: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const phrase = longestPhrase(words, i, table);
    if (phrase) {
      out.push(phrase.to);
      i += phrase.length - 1;
      continue;
    }
    const word = words[i] ?? '';
    const unknown = /^\p{Ll}/u.test(word) && persona.depth === 3;
    out.push(unknown ? `*${word}*` : word);
  }
  const joined = out
    .join('')
    .replace(/ {2,}/g, ' ')
    .replace(/ ([,.;:!?])/g, '$1')
    .trim();
  return joined.replace(/(^|[.!?] )(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function longestPhrase(words: readonly string[], at: number, table: ReadonlyMap<string, string>) {
  for (let length = Math.min(7, words.length - at); length >= 1; length--) {
    const to = table.get(
      words
        .slice(at, at + length)
        .join('')
        .toLowerCase(),
    );
    if (to !== undefined) return { to, length };
  }
  return undefined;
}
