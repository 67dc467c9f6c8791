const PIECE =
  /\s{0,8}\n\s{0,8}| ?[\p{L}\p{M}\p{N}_]+| ?\p{Extended_Pictographic}(?:\uFE0F|\u200D\p{Extended_Pictographic})*| ?[^\s\p{L}\p{M}\p{N}_]|\s/gu;
const WHOLE_WORD = 7;
const SUBWORD = 4;

/**
 * Splits text into token-like pieces of about four characters, whose concatenation is the text again.
 * Short words stay whole with their leading space; long ones are cut like a byte-pair vocabulary would.
 */
export function tokenize(text: string): string[] {
  const pieces: string[] = [];
  let end = 0;
  for (const match of text.matchAll(PIECE)) {
    // A lone surrogate matches nothing; it travels on with its neighbour instead of getting lost.
    if (match.index > end) pieces.push(text.slice(end, match.index));
    pieces.push(...cut(match[0]));
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

/** Number of tokens of a text. */
export function countTokens(text: string): number {
  return tokenize(text).length;
}

function cut(piece: string): string[] {
  const letters = [...piece];
  if (letters.length <= WHOLE_WORD + 1 || !/[\p{L}\p{N}]/u.test(piece)) return [piece];
  const parts: string[] = [];
  // The first part carries the leading space on top of its letters.
  let at = letters[0] === ' ' ? SUBWORD + 1 : SUBWORD;
  parts.push(letters.slice(0, at).join(''));
  while (at < letters.length) {
    let next = at + SUBWORD;
    while (next < letters.length && /\p{M}/u.test(letters[next] ?? '')) next++;
    parts.push(letters.slice(at, next).join(''));
    at = next;
  }
  return parts;
}
