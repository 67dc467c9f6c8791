/** Shorter ones stand in nearly any text. */
const shortest = 8;

/**
 * Whether the words stand in the answer, one after the other: breaks, runs of spaces, typographic quotation marks and
 * Markdown's marks of emphasis and code count for nothing; every letter and figure does. A quotation of fewer than 8
 * characters counts only where the answer is as short.
 */
export function standsIn(quotation: string, answer: string): boolean {
  const [wanted, text] = [plain(quotation), plain(answer)];
  if (wanted === '') return false;
  if (wanted.length < shortest && text.length >= 2 * shortest) return false;
  return text.includes(wanted);
}

function plain(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u2018\u2019\u201a\u201b]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f]/g, '"')
    .replace(/[*_`]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
