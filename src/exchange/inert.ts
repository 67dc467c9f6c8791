/**
 * Characters that act instead of being read: controls and terminal escapes, what reorders or hides text, and the
 * invisible tag characters. Line breaks and tabs are among them.
 */
const acting =
  /[\p{Cc}\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Cs}|[\u{e0000}-\u{e007f}]/gu;

/** One line in which nothing acts; each run of such characters becomes one sign that shows it was there. */
export function plainLine(text: string, replacement = '\ufffd'): string {
  return text.replace(/[\t\r\n]+/g, ' ').replace(acting, replacement);
}

/** JSON on one line that reads back the same and prints nothing that acts on a terminal or reorders an editor's text. */
export function inertJson(value: unknown): string {
  return JSON.stringify(value).replace(acting, escapeUnits);
}

/** The same for a script element: it cannot end the element it stands in, nor begin a comment. */
export function htmlJson(value: unknown): string {
  return inertJson(value).replace(/[<>&]/g, escapeUnits);
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
