import type { Translate } from './translateSentence';

/** A sentence of the core with what was filled in kept apart, so that it is translated without being recognised. */
export interface Said {
  /** With the places `{0}`, `{1}`, … */
  readonly template: string;
  readonly values: readonly string[];
}

/** `said` in front of a template literal; `npm run l10n` collects what it is put in front of. */
export function said(parts: TemplateStringsArray, ...values: (string | number)[]): Said {
  const template = parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
  return { template, values: values.map(String) };
}

/** In English, as it stands in logs, in the database and on the command line. */
export function inEnglish({ template, values }: Said): string {
  return template.replace(/\{(\d+)\}/g, (place, index: string) => values[Number(index)] ?? place);
}

/** An error whose sentence can be said in any language. */
export class SaidError extends Error {
  constructor(
    readonly said: Said,
    options?: ErrorOptions,
  ) {
    super(inEnglish(said), options);
  }
}

/** What an error says, in the person's language; null where it does not keep its template. */
export function translateError(error: unknown, translate: Translate): string | null {
  return error instanceof SaidError ? translate(error.said.template, ...error.said.values) : null;
}
