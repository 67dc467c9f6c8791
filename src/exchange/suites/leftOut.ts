import { oneLine } from '../../model/serverText';
import { sentence } from '../../l10n/sentence';

/** Reasons for which something was left out, or names of what was not used, in words that follow a number. */
export type LeftOut = Map<string, number>;

/** Different names that are kept; a table of thousands of columns is not told one by one. */
const mostNames = 200;

/** Counts one more entry that was left out for that reason. */
export function leaveOut(leftOut: LeftOut, reason: string, count = 1): void {
  const key = leftOut.has(reason) || leftOut.size < mostNames ? reason : sentence('others');
  leftOut.set(key, (leftOut.get(key) ?? 0) + count);
}

/** Counts something that has a name of its own and is not used. */
export function notUsed(
  leftOut: LeftOut,
  kind: 'column' | 'key' | 'reference' | 'check' | 'template' | 'read',
  name: string,
  count = 1,
): void {
  const short = oneLine(name, 60);
  const reasons = {
    column: sentence(`cells of the column “${short}”`),
    key: sentence(`times the key “${short}”`),
    reference: sentence(`times “${short}”, which is not text beside it`),
    check: sentence(`checks of the type “${short}”`),
    read: sentence(`checks “${short}” that are kept as text, for a reader to judge`),
    template: sentence(`prompts with “${short}”, which is not set or needs a program`),
  };
  leaveOut(leftOut, reasons[kind], count);
}
