/** All texts of a screen or page in English, by name. `{0}`, `{1}` … are filled in by `fill`. */
export type Strings = Readonly<Record<string, string>>;

/** The same texts in the person's language. */
export function translate<T extends Strings>(strings: T, t: (text: string) => string): T {
  return Object.fromEntries(Object.entries(strings).map(([key, text]) => [key, t(text)])) as T;
}

/** Puts values into the places `{0}`, `{1}` … of a text. */
export function fill(text: string, ...values: (string | number)[]): string {
  return text.replace(/\{(\d+)\}/g, (place, index: string) => {
    const value = values[Number(index)];
    return value === undefined ? place : String(value);
  });
}
