import { said, SaidError, verbatim, inEnglish, type Said } from '../../l10n/said';
import * as v from 'valibot';

/** Where a document is not as it should be, and what is expected there. */
export class ShapeError extends SaidError {
  override readonly name = 'ShapeError';
  constructor(
    readonly path: string,
    readonly expected: Said,
  ) {
    super(path === '' ? said`The document ${expected}.` : said`${path} ${expected}.`);
  }
}

/** What a value of unknown shape has to be, and what it is then; the published JSON schema is made from the same. */
export type Shape<T> = v.GenericSchema<unknown, T>;

/** Takes a value for what it was found to be. Throws `ShapeError` with the path of the first thing that is wrong. */
export function checked<T>(shape: Shape<T>, value: unknown, path: string): T {
  const { success, output, issues } = v.safeParse(shape, value, { abortEarly: true });
  if (success) return output;
  const [{ path: within = [], message }] = issues;
  throw new ShapeError(
    within.reduce((at, { key }) => step(at, key), path),
    told.get(message) ?? verbatim(message),
  );
}

const told = new Map<string, Said>();

/** What is expected, as the schema library takes it: a plain text, by which `checked` finds the sentence again. */
export function expected(sentence: Said): string {
  const english = inEnglish(sentence);
  told.set(english, sentence);
  return english;
}

/** What the published schema says of a field. */
export const about = <T>(shape: Shape<T>, description: string): Shape<T> => v.pipe(shape, v.metadata({ description }));

/** What the published schema says in place of a shape: of one that takes more than LLP writes. */
export const published = <T>(shape: Shape<T>, jsonSchema: object): Shape<T> =>
  v.pipe(shape, v.metadata({ jsonSchema }));

/** A field that older versions did not write, with what they meant by that. */
export const orAbsent = <T>(shape: Shape<T>, absent: T): Shape<T> => v.optional(shape, () => absent as never);

/** A field that may be missing and then stays so. */
export const optional = <T>(shape: Shape<T>): Shape<T | undefined> => v.optional(shape);

export const orNull = <T>(shape: Shape<T>): Shape<T | null> => v.nullable(shape);

export const anything: Shape<unknown> = v.unknown();

export const flag: Shape<boolean> = v.boolean(expected(said`must be true or false`));

export const text = (longest = Infinity): Shape<string> =>
  longest === Infinity
    ? v.string(expected(said`must be a text`))
    : v.pipe(
        v.string(expected(said`must be a text`)),
        v.maxLength(longest, expected(said`must have at most ${longest} characters`)),
      );

/** A text that is not empty and names something. */
export const name: Shape<string> = v.pipe(
  text(500),
  v.check((value) => value.trim() !== '', expected(said`must not be empty`)),
  v.metadata({ jsonSchema: { type: 'string', minLength: 1, maxLength: 500 } }),
);

export const pattern = (expression: RegExp, what: string, longest = Infinity): Shape<string> =>
  v.pipe(text(longest), v.regex(expression, what));

export const number = (minimum = -Infinity): Shape<number> => {
  const what =
    minimum === -Infinity ? expected(said`must be a number`) : expected(said`must be a number from ${minimum}`);
  const finite = v.pipe(v.number(what), v.finite(what));
  return minimum === -Infinity ? finite : v.pipe(finite, v.minValue(minimum, what));
};

/** A count or a place; nothing that LLP counts comes near the maximum, and sums of such numbers stay exact. */
export const whole = (minimum = 0, maximum = 1e9): Shape<number> =>
  v.pipe(
    v.number(expected(said`must be a whole number from ${minimum}`)),
    v.safeInteger(expected(said`must be a whole number from ${minimum}`)),
    v.minValue(minimum, expected(said`must be a whole number from ${minimum}`)),
    v.maxValue(maximum, expected(said`must be a whole number from ${minimum} to ${maximum}`)),
    v.metadata({ jsonSchema: { type: 'integer', minimum } }),
  );

export const oneOf = <const T extends string>(...choices: T[]): Shape<T> =>
  v.picklist(choices, expected(said`must be one of ${choices.join(', ')}`));

export const list = <T>(entry: Shape<T>): Shape<T[]> => v.array(entry, expected(said`must be a list`));

const anyObject = v.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  expected(said`must be an object`),
);

/** Values of one kind under keys of any name: the library's own record would leave `constructor` out. */
export const record = <T>(entry: Shape<T>): Shape<Record<string, T>> =>
  v.pipe(
    anyObject,
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const found: [string, T][] = [];
      for (const [key, value] of Object.entries(dataset.value)) {
        const { success, output, issues } = v.safeParse(entry, value, { abortEarly: true });
        if (!success) {
          const item = { type: 'object', origin: 'value', input: dataset.value, key, value } as const;
          addIssue({ message: issues[0].message, path: [item, ...(issues[0].path ?? [])] });
          return NEVER;
        }
        found.push([key, output]);
      }
      return Object.fromEntries(found);
    }),
    v.metadata({ entries: entry }),
  );

/** An object with exactly these fields: what is not known here would be lost without a word. */
export const exactly = <T extends object>(fields: { [K in keyof T]-?: Shape<T[K]> }): Shape<T> =>
  v.pipe(
    anyObject,
    v.strictObject(fields as v.ObjectEntries, ({ expected: kind, received }) =>
      kind === 'never' ? expected(said`is not known to this version of LLP`) : missing(received),
    ),
  ) as unknown as Shape<T>;

/** An object whose further fields are kept; those named here are checked where they are there, `needed` ones must be. */
export const atLeast = <T extends object>(
  fields: { [K in keyof T]?: Shape<T[K]> },
  needed: readonly (keyof T)[] = [],
): Shape<T> => {
  const entries = Object.entries(fields as v.ObjectEntries).map(([key, shape]) => [
    key,
    needed.includes(key as keyof T) ? shape : v.optional(shape),
  ]);
  const shape = v.looseObject(Object.fromEntries(entries) as v.ObjectEntries, ({ received }) => missing(received));
  return v.pipe(anyObject, shape) as unknown as Shape<T>;
};

function missing(received: string): string {
  return received === 'undefined' ? expected(said`is missing`) : expected(said`must be an object`);
}

function step(path: string, key: unknown): string {
  if (typeof key === 'number') return `${path}[${key}]`;
  const own = String(key);
  if (!/^[A-Za-z_$][\w$]*$/.test(own)) return `${path}[${JSON.stringify(own).slice(0, 60)}]`;
  return path === '' ? own : `${path}.${own}`;
}
