/*
 * What answers are filtered by stands in the index itself, as words that nobody can type: a filter is then one more
 * list to intersect, however many answers match the text. The column has no weight in the ranking.
 */
const mark = '\ue002';

export interface Keys {
  botId?: number;
  categoryId?: string;
  practice?: boolean;
}

/** One word for each key that is given. */
export function keysOf(keys: Keys): string[] {
  const words: string[] = [];
  if (keys.botId !== undefined) words.push(`${mark}b${keys.botId}`);
  if (keys.categoryId !== undefined) words.push(`${mark}c${keys.categoryId.replace(/[^a-z0-9]/g, spell)}`);
  if (keys.practice !== undefined) words.push(`${mark}p${Number(keys.practice)}`);
  return words;
}

/** FTS5 splits at most signs and ignores case, so anything but small letters and digits is spelled out. */
function spell(unit: string): string {
  return mark + unit.charCodeAt(0).toString(16) + mark;
}
