/** Characters that act instead of being read: controls, what reorders or hides text, half characters, tags. */
const acting = /[\p{Cc}\p{Cf}\u2028\u2029\u180e\ufff9-\ufffb]|\p{Cs}|[\u{e0000}-\u{e007f}]/gu;
/** What would mean something in Markdown, HTML, a comment of code or the line itself, and what is shown for it. */
const signs: Record<string, string> = {
  '<': '‹',
  '>': '›',
  '&': '＆',
  '`': 'ˋ',
  '*': '∗',
  '[': '(',
  ']': ')',
  '|': '¦',
  '\\': '∖',
  '•': '·',
};

/**
 * A server's word (a stop reason, a runtime's name, …) for a line of a text file: one line, nothing in it acts or means
 * anything, and at most so many characters.
 */
export function serverWord(text: string, most = 60): string {
  return oneLine(text, most).replace(/[<>&`*[\]|\\•]/g, (sign) => signs[sign] ?? ' ');
}

/** One line of at most so many characters, in which no character acts. */
export function oneLine(text: string, most: number): string {
  const line = text
    .slice(0, 4 * most)
    .replace(/[\s\0]+/g, ' ')
    .replace(acting, '')
    .trim();
  const characters = [...line];
  if (characters.length <= most && text.length <= 4 * most) return line;
  const cut = characters.slice(0, most - 1).join('');
  return `${cut.trimEnd()}…`;
}
