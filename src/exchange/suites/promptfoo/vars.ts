import { asText, isRecord } from '../imported';
import { sentence } from '../../../l10n/sentence';
import { asList, fileOf, followed, leaveOut, notUsed, readData, type Reading } from './config';

const mostSets = 5_000;

/** The variables of a test: keys, or the file or files that hold them. Null where they cannot be read. */
export async function readVars(reading: Reading, vars: unknown): Promise<Record<string, unknown> | null> {
  if (typeof vars !== 'string' && !Array.isArray(vars)) {
    const found = await followed(reading, vars);
    return found === undefined && vars !== undefined ? null : isRecord(found) ? found : {};
  }
  const all: Record<string, unknown> = {};
  for (const path of asList(vars)) {
    const data = typeof path === 'string' ? await readData(reading, fileOf(path) ?? path) : undefined;
    if (!isRecord(data)) {
      notUsed(reading.leftOut, 'reference', asText(path));
      return null;
    }
    Object.assign(all, data);
  }
  return all;
}

/** Every combination of variables that are lists. Empty where one stands in a file that is no text; that is counted. */
export async function varSets(
  reading: Reading,
  vars: Record<string, unknown>,
  expand: boolean,
): Promise<Record<string, unknown>[]> {
  let sets: Record<string, unknown>[] = [{}];
  for (const [name, value] of Object.entries(vars)) {
    const values: unknown[] = [];
    for (const one of expand ? asValues(value) : [value]) {
      const read = await valuesOf(reading, one);
      if (read === null) {
        leaveOut(reading.leftOut, sentence('tests with variables in other files'));
        notUsed(reading.leftOut, 'reference', asText(one));
        return [];
      }
      values.push(...read);
    }
    if (sets.length * values.length > mostSets) {
      leaveOut(reading.leftOut, sentence(`tests with more than ${mostSets} combinations of variables`));
      return [];
    }
    sets = sets.flatMap((set) => values.map((one) => ({ ...set, [name]: one })));
  }
  return sets;
}

/** An empty list is a value, not no combination at all. */
function asValues(value: unknown): unknown[] {
  return Array.isArray(value) && value.length > 0 ? value : [value];
}

async function valuesOf(reading: Reading, value: unknown): Promise<unknown[] | null> {
  const path = fileOf(value);
  if (path === null)
    return typeof value === 'string' && value.startsWith('package:')
      ? null
      : [typeof value === 'string' ? value.replace(/\n$/, '') : value];
  const values: unknown[] = [];
  for (const one of path.includes('*') ? await reading.list(path) : [path]) {
    if (/\.ya?ml$/i.test(one)) {
      const data = await readData(reading, one);
      if (data === undefined) return null;
      values.push(JSON.stringify(data));
      continue;
    }
    const text = await reading.read(one);
    if (text === null) return null;
    values.push(text.trim());
  }
  return values.length === 0 ? null : values;
}
