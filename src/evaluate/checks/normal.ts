/** Format characters that are not seen and would only hide words: soft hyphen, zero-width space, joiner, mark. */
const unseen = /[\u00AD\u200B\u2060\uFEFF]/g;

/** Text as checks read it: NFC, `\n` line ends, nothing unseen. Lines keep their numbers. */
export function normal(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(unseen, '')
    .normalize('NFC');
}

/** Without case and with single blanks, so that wording alone is compared; typographic quotes become plain ones. */
export function plainWords(text: string): string {
  return text
    .normalize('NFC')
    .toLocaleLowerCase('en')
    .replace(/[“”„«»]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
}

/** Without the marks that only change how Markdown shows a text: emphasis, code, heading and quote signs. */
export function withoutMarks(text: string): string {
  return text
    .replace(/^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?)/gm, '')
    .replace(/[*`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|~~/gu, '');
}

/** A short piece of a text to be quoted as evidence. */
export function excerpt(text: string, most = 80): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= most ? line : `${[...line].slice(0, most - 1).join('')}…`;
}
