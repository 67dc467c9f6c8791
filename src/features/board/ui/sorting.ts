import type { Column } from '../columns';
import type { SortKey } from '../view';

/** Figures start with the highest, places and names with the first. */
export function startsDescending(column: Column): boolean {
  return !['rank', 'bot', 'text', 'ttft'].includes(column.kind);
}

/** The order after a click on a column's heading: alone, or with Shift added behind the others. */
export function nextSort(sort: SortKey[], column: Column, add: boolean): SortKey[] {
  const own = sort.find((key) => key.column === column.id);
  const turned = { column: column.id, descending: own ? !own.descending : startsDescending(column) };
  if (!add) return [sort.length > 1 && own ? { ...turned, descending: own.descending } : turned];
  if (!own) return [...sort, turned];
  // The third click with Shift takes the column out again.
  if (own.descending !== startsDescending(column))
    return sort.length > 1 ? sort.filter((key) => key !== own) : [turned];
  return sort.map((key) => (key === own ? turned : key));
}
