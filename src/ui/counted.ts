import { number } from './format';
import { fill } from './strings';

/** `1 heading`, `2 headings`: a count with the text for one, or for any other number. */
export function counted(count: number, one: string, many: string): string {
  return count === 1 ? one : fill(many, number(count));
}
