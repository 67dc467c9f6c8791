// Text of models and imported files can carry characters that reorder, hide or control what is around them.
const hidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\uffff]|[\u{e0000}-\u{e007f}]/gu;

const names: Record<string, string> = {
  '\u001b': 'ESC',
  '\u0000': 'NUL',
  '\u200b': 'ZWSP',
  '\u00ad': 'SHY',
  '\u200e': 'LRM',
  '\u200f': 'RLM',
  '\u061c': 'ALM',
  '\u202a': 'LRE',
  '\u202b': 'RLE',
  '\u202c': 'PDF',
  '\u202d': 'LRO',
  '\u202e': 'RLO',
  '\u2066': 'LRI',
  '\u2067': 'RLI',
  '\u2068': 'FSI',
  '\u2069': 'PDI',
  '\ufeff': 'BOM',
};

export type TextPiece = { kind: 'text' | 'hidden'; text: string };

/** Splits a text into what may be shown as it stands and the names of characters that must not act. */
export function inertPieces(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let end = 0;
  for (const match of text.matchAll(hidden)) {
    if (match.index > end) pieces.push({ kind: 'text', text: text.slice(end, match.index) });
    pieces.push({ kind: 'hidden', text: nameOf(match[0]) });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}

/** The same as one line of plain text, for titles and labels. */
export function inertText(text: string): string {
  return text.replace(hidden, (character) => `⟨${nameOf(character)}⟩`);
}

function nameOf(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return names[character] ?? `U+${code}`;
}
