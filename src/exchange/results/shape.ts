/** Where a document is not as it should be, and what is expected there. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
  constructor(
    readonly path: string,
    readonly expected: string,
  ) {
    super(`${path === '' ? 'The document' : path} ${expected}.`);
  }
}

/** Takes a value of unknown shape and returns it as what it was found to be. Throws `ShapeError`. */
export type Check<T> = ((value: unknown, path: string) => T) & {
  /** What a field has where it is missing, as it is in files of versions that did not know it. */
  absent?: T;
};

/** A field that older versions did not write, with what they meant by that. */
export const orAbsent = <T>(check: Check<T>, absent: T): Check<T> =>
  Object.assign((value: unknown, path: string) => check(value, path), { absent });

export const text =
  (longest = Infinity): Check<string> =>
  (value, path) => {
    if (typeof value !== 'string') throw new ShapeError(path, 'must be a text');
    if (value.length > longest) throw new ShapeError(path, `must have at most ${longest} characters`);
    return value;
  };

/** A text that is not empty and names something. */
export const name: Check<string> = (value, path) => {
  const checked = text(500)(value, path);
  if (checked.trim() === '') throw new ShapeError(path, 'must not be empty');
  return checked;
};

export const pattern =
  (expression: RegExp, expected: string): Check<string> =>
  (value, path) => {
    const checked = text()(value, path);
    if (!expression.test(checked)) throw new ShapeError(path, expected);
    return checked;
  };

export const number =
  (minimum = -Infinity): Check<number> =>
  (value, path) => {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < minimum)
      throw new ShapeError(path, minimum === -Infinity ? 'must be a number' : `must be a number from ${minimum}`);
    return value;
  };

/** A count or a place; nothing that LLP counts comes near the maximum, and sums of such numbers stay exact. */
export const whole =
  (minimum = 0, maximum = 1e9): Check<number> =>
  (value, path) => {
    const checked = number(minimum)(value, path);
    if (!Number.isSafeInteger(checked)) throw new ShapeError(path, `must be a whole number from ${minimum}`);
    if (checked > maximum) throw new ShapeError(path, `must be a whole number from ${minimum} to ${maximum}`);
    return checked;
  };

export const flag: Check<boolean> = (value, path) => {
  if (typeof value !== 'boolean') throw new ShapeError(path, 'must be true or false');
  return value;
};

/** A field that may be missing and then stays so. */
export const optional = <T>(check: Check<T>): Check<T | undefined> => orAbsent<T | undefined>(check, undefined);

export const orNull =
  <T>(check: Check<T>): Check<T | null> =>
  (value, path) =>
    value === null ? null : check(value, path);

export const oneOf =
  <const T extends string>(...choices: T[]): Check<T> =>
  (value, path) => {
    if (!choices.includes(value as T)) throw new ShapeError(path, `must be one of ${choices.join(', ')}`);
    return value as T;
  };

export const list =
  <T>(check: Check<T>): Check<T[]> =>
  (value, path) => {
    if (!Array.isArray(value)) throw new ShapeError(path, 'must be a list');
    return value.map((entry, index) => check(entry, `${path}[${index}]`));
  };

/** Values of one kind under keys of any name. */
export const record =
  <T>(check: Check<T>): Check<Record<string, T>> =>
  (value, path) =>
    Object.fromEntries(
      Object.entries(anyObject(value, path)).map(([key, entry]) => [key, check(entry, at(path, key))]),
    );

/** An object with exactly these fields: what is not known here would be lost without a word. */
export const exactly =
  <T extends object>(fields: { [K in keyof T]-?: Check<T[K]> }): Check<T> =>
  (value, path) => {
    const found = anyObject(value, path);
    for (const key of Object.keys(found))
      if (!Object.hasOwn(fields, key)) throw new ShapeError(at(path, key), 'is not known to this version of LLP');
    return Object.fromEntries(
      Object.entries<Check<unknown>>(fields).flatMap(([key, check]): [string, unknown][] => {
        if (!Object.hasOwn(found, key)) {
          if ('absent' in check) return check.absent === undefined ? [] : [[key, check.absent]];
          throw new ShapeError(at(path, key), 'is missing');
        }
        return [[key, check(found[key], at(path, key))]];
      }),
    ) as T;
  };

/** An object that is kept as it is, further fields included; the fields named here are checked where they are there. */
export const atLeast =
  <T extends object>(fields: { [K in keyof T]?: Check<T[K]> }): Check<T> =>
  (value, path) => {
    const found = anyObject(value, path);
    for (const [key, check] of Object.entries<Check<unknown> | undefined>(fields))
      if (check && Object.hasOwn(found, key)) check(found[key], at(path, key));
    return found as T;
  };

function anyObject(value: unknown, path: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ShapeError(path, 'must be an object');
  return value as Record<string, unknown>;
}

function at(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key).slice(0, 60)}]`;
  return path === '' ? key : `${path}.${key}`;
}
