import { checkLine, escaped, quoted } from './line';

type Arguments = Record<string, unknown>;

/**
 * IFEval's verifiable instructions, which LiveBench's questions use, as checks that decide as IFEval's published code
 * does (google-research, `instruction_following_eval/instructions.py`). Null where none of ours does.
 */
export function checkOfInstruction(id: string, given: unknown): string | null {
  const make = instructions[id.slice(id.indexOf(':') + 1)];
  const known = typeof given === 'object' && given !== null ? (given as Arguments) : {};
  return make === undefined || !id.includes(':') ? null : make(known);
}

const instructions: Record<string, (given: Arguments) => string | null> = {
  existence: ({ keywords }) => listed(keywords, (texts) => checkLine('icontains', texts.map(quoted).join(' '))),
  frequency: ({ keyword, frequency, relation }) =>
    word(keyword, (text) => ranged(frequency, relation, (range) => checkLine('icontains', `${quoted(text)} times ${range}`))),
  forbidden_words: ({ forbidden_words: words }) =>
    listed(words, (texts) => checkLine('absent', texts.map(quoted).join('|'))),
  letter_frequency: ({ letter, let_frequency: count, let_relation: relation }) =>
    word(letter, (text) => ranged(count, relation, (range) => checkLine('regex', `/${escaped(text)}/i times ${range}`))),
  response_language: ({ language }) => word(language, (code) => checkLine('language', code.split('-')[0])),
  number_sentences: ({ num_sentences: count, relation }) => ranged(count, relation, (range) => checkLine('sentences', range)),
  number_paragraphs: ({ num_paragraphs: count }) => counted(count, (many) => checkLine('paragraphs', `${many} by "***"`)),
  number_words: ({ num_words: count, relation }) => ranged(count, relation, (range) => checkLine('words', range)),
  nth_paragraph_first_word: firstWord,
  number_placeholders: ({ num_placeholders: count }) => least(count, '\\[.*?\\]'),
  postscript: ({ postscript_marker: marker }) =>
    word(marker, (text) => checkLine('regex', `/${postscripts[text] ?? escaped(text)}/i`)),
  number_bullet_lists: ({ num_bullets: count }) => counted(count, (many) => checkLine('bullets', String(many))),
  constrained_response: () => checkLine('contains', '"My answer is yes."|"My answer is no."|"My answer is maybe."'),
  number_highlighted_sections: ({ num_highlights: count }) =>
    least(count, '\\*\\*[^\\n*]*[^\\n*\\s][^\\n*]*\\*\\*|\\*[^\\n*]*[^\\n*\\s][^\\n*]*\\*'),
  multiple_sections: ({ section_spliter: divider, num_sections: count }) =>
    word(divider, (text) => least(count, `${escaped(text)}\\s?\\d`)),
  json_format: () => checkLine('json'),
  title: () => checkLine('regex', '/<<[^\\n]*[^\\n<>\\s][^\\n]*>>/'),
  repeat_prompt: ({ prompt_to_repeat: text }) =>
    word(text, (prompt) => checkLine('regex', `/\\A\\s*${escaped(prompt.trim())}/i`)),
  end_checker: ({ end_phrase: phrase }) =>
    word(phrase, (text) => checkLine('regex', `/${escaped(text.trim())}"*\\s*\\z/i`)),
  quotation: () => checkLine('regex', '/\\A\\s*"(?s:.*)"\\s*\\z/'),
  no_comma: () => checkLine('not-contains', '","'),
  english_capital: () => checkLine('regex', '/\\A[^\\p{Ll}]*\\p{Lu}[^\\p{Ll}]*\\z/'),
  english_lowercase: () => checkLine('regex', '/\\A[^\\p{Lu}\\p{Lt}]*\\p{Ll}[^\\p{Lu}\\p{Lt}]*\\z/'),
};

/** As IFEval reads the two markers that it has. */
const postscripts: Record<string, string> = { 'P.S.': 'p\\.\\s?s\\.', 'P.P.S': 'p\\.\\s?p\\.\\s?s' };

function word(value: unknown, make: (text: string) => string | null): string | null {
  return typeof value === 'string' && value.trim() !== '' ? make(value) : null;
}

function listed(value: unknown, make: (texts: string[]) => string | null): string | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const texts = value.filter((one): one is string => typeof one === 'string' && one.trim() !== '');
  return texts.length === value.length ? make(texts) : null;
}

function counted(value: unknown, make: (count: number) => string | null): string | null {
  const count = typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 1e6 ? value : null;
  return count === null ? null : make(count);
}

function least(value: unknown, pattern: string): string | null {
  return counted(value, (count) => checkLine('regex', `/${pattern}/ times ${count}..`));
}

/** IFEval's two relations; nothing is less than none. */
function ranged(value: unknown, relation: unknown, make: (range: string) => string | null): string | null {
  return counted(value, (count) => {
    if (relation === 'at least') return make(`${count}..`);
    return relation === 'less than' && count > 0 ? make(`..${count - 1}`) : null;
  });
}

/** So many paragraphs between empty lines, and the word that one of them begins with: one pattern for both. */
function firstWord({ num_paragraphs: count, nth_paragraph: nth, first_word: first }: Arguments): string | null {
  return counted(count, (many) =>
    counted(nth, (place) => {
      if (typeof first !== 'string' || !/^\p{L}+$/u.test(first) || place < 1 || place > many || many > 50) return null;
      const line = '[^\\n]*[^\\n\\s][^\\n]*';
      const before = `(?:${line}(?:\\n${line})*\\n\\s*\\n\\s*){${place - 1}}`;
      const after = `(?:\\n\\s*\\n\\s*${line}(?:\\n${line})*){${many - place}}`;
      return checkLine('regex', `/\\A\\s*${before}["']*${first}(?:[\\s.,?!'"][^\\n]*)?(?:\\n${line})*${after}\\s*\\z/i`);
    }),
  );
}
