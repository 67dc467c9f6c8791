import type { Translate } from './translateSentence';

/** A sentence of the core with what was filled in kept apart, so that it is translated without being recognised. */
export interface Said {
  /** With the places `{0}`, `{1}`, … */
  readonly template: string;
  /** In the order of the places; one that is a sentence itself is translated too. */
  readonly values: readonly (string | Said)[];
}

/** `said` in front of a template literal; `npm run l10n` collects it. */
export function said(parts: TemplateStringsArray, ...values: (string | number | Said)[]): Said {
  const template = parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
  return { template, values: values.map((value) => (typeof value === 'object' ? value : String(value))) };
}

/** What others said (a server, a library, the system): the same in every language. */
export function verbatim(text: string): Said {
  return { template: '{0}', values: [text] };
}

/** A name or a sentence that stands in a table, with a translation of its own. */
export function known(text: string): Said {
  return { template: text, values: [] };
}

/** What an error says, to be filled into another sentence. */
export function saidOf(error: unknown): Said {
  if (error instanceof SaidError) return error.said;
  return verbatim(error instanceof Error ? error.message : String(error));
}

/** In English, as it stands in logs, in the database and on the command line. */
export function inEnglish({ template, values }: Said): string {
  return template.replace(/\{(\d+)\}/g, (place, index: string) => {
    const value = values[Number(index)] ?? place;
    return typeof value === 'string' ? value : inEnglish(value);
  });
}

/** The same sentence with other values, e.g. with keys masked in them. */
export function withValues({ template, values }: Said, change: (value: string) => string): Said {
  return {
    template,
    values: values.map((value) => (typeof value === 'string' ? change(value) : withValues(value, change))),
  };
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

export function translateSaid({ template, values }: Said, translate: Translate): string {
  const own = values.map((value) => (typeof value === 'string' ? value : translateSaid(value, translate)));
  return translate(template, ...own);
}

/** What an error says, in the person's language; null where it does not keep its template. */
export function translateError(error: unknown, translate: Translate): string | null {
  return error instanceof SaidError ? translateSaid(error.said, translate) : null;
}
