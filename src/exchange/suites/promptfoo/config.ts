import { said, saidOf } from '../../../l10n/said';
import { parseDocument } from 'yaml';
import { ImportRefused, isRecord, type SourceFile } from '../imported';
import { leaveOut, notUsed, type LeftOut } from '../leftOut';

/** Text of a file beside the configuration, or null where it must not or cannot be read. */
export type ReadBeside = (path: string) => Promise<string | null>;
/** Paths beside the configuration that match a pattern with `*` in it, sorted. */
export type ListBeside = (pattern: string) => Promise<string[]>;

/** What all parts of the reader of a configuration share. */
export interface Reading {
  file: SourceFile;
  root: Record<string, unknown>;
  read: ReadBeside;
  list: ListBeside;
  leftOut: LeftOut;
}

/** YAML as promptfoo reads it, with merge keys (`<<`). Throws `ImportRefused`; aliases cannot multiply without end. */
export function readYaml(file: SourceFile): unknown {
  try {
    const document = parseDocument(file.text, { logLevel: 'error', prettyErrors: true, merge: true });
    const [error] = document.errors;
    if (error) {
      const what = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:$/, '');
      throw new ImportRefused(file.name, error.linePos?.[0].line ?? null, said`${what}.`);
    }
    return document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    throw new ImportRefused(file.name, null, said`it is not valid YAML (${saidOf(error)}).`);
  }
}

export function readConfig(file: SourceFile): Record<string, unknown> {
  const value = readYaml(file);
  if (!isRecord(value))
    throw new ImportRefused(file.name, 1, said`a promptfoo configuration is a list of keys, among them “prompts”.`);
  return value;
}

/** YAML or JSON beside the configuration; undefined where it is not there or cannot be read. */
export async function readData(reading: Reading, path: string): Promise<unknown> {
  const text = await reading.read(path);
  if (text === null) return undefined;
  return readYaml({ name: path, text });
}

/** The path of a `file://` reference, or null where it is something else. */
export function fileOf(value: unknown): string | null {
  return typeof value === 'string' && value.startsWith('file://') ? value.slice('file://'.length) : null;
}

const deepest = 10;

/**
 * Follows `$ref` and `file://` of a value that stands for keys or a list, at the value itself. Undefined where it leads
 * nowhere, which is counted. What stands beside a `$ref` is put on top of what it names.
 */
export async function followed(reading: Reading, value: unknown, depth = 0): Promise<unknown> {
  const path = fileOf(value);
  if (path !== null) {
    const data = /\.(?:ya?ml|json)$/i.test(path) && depth < deepest ? await readData(reading, path) : undefined;
    if (data !== undefined) return followed(reading, data, depth + 1);
    notUsed(reading.leftOut, 'reference', `file://${path}`);
    return undefined;
  }
  if (!isRecord(value) || typeof value['$ref'] !== 'string') return value;
  const { $ref, ...own } = value;
  const [outside = '', pointer = ''] = String($ref).split('#', 2);
  const root = outside === '' ? reading.root : await readData(reading, outside);
  const target = depth < deepest ? at(root, pointer) : undefined;
  if (target === undefined) {
    notUsed(reading.leftOut, 'reference', String($ref));
    return undefined;
  }
  const found = await followed(reading, target, depth + 1);
  return isRecord(found) ? { ...found, ...own } : found;
}

/** The value that a JSON pointer names (RFC 6901). */
function at(root: unknown, pointer: string): unknown {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce<unknown>((value, name) => {
    if (Array.isArray(value)) return value[Number(name)] as unknown;
    return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  }, root);
}

/** Counts the keys of a record that nothing reads. */
export function countOthers(leftOut: LeftOut, record: Record<string, unknown>, used: readonly string[], of = ''): void {
  for (const [key, value] of Object.entries(record))
    if (!used.includes(key) && value !== undefined && value !== null) notUsed(leftOut, 'key', of + key);
}

export function asList(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

export function asRecord(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

export { leaveOut, notUsed };
