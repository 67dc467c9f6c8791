export type JsonRecord = Record<string, unknown>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The record, or an empty one: lets optional parts of hostile JSON be read without checks at each step. */
export function record(value: unknown): JsonRecord {
  return isRecord(value) ? value : {};
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A non-empty string, else null. */
export function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A finite number, else null. */
export function number(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A finite number, also where the server wrote it as a string (TabbyAPI's rates), else null. */
export function numeric(value: unknown): number | null {
  if (typeof value === 'string' && value.trim() !== '') return number(Number(value));
  return number(value);
}

/** Parsed JSON, or undefined where the text is none. */
export function parseJson(source: string): unknown {
  try {
    return JSON.parse(source) as unknown;
  } catch {
    return undefined;
  }
}

/** What of it is a short text, a figure or a yes; null where nothing is. */
export function scalars(value: JsonRecord): Record<string, string | number | boolean> | null {
  const kept = Object.entries(value).filter(
    (entry): entry is [string, string | number | boolean] =>
      /^[\w.-]{1,100}$/.test(entry[0]) &&
      ((typeof entry[1] === 'string' && entry[1] !== '' && entry[1].length <= 200) ||
        typeof entry[1] === 'boolean' ||
        number(entry[1]) !== null),
  );
  return kept.length === 0 ? null : Object.fromEntries(kept.slice(0, 200));
}
