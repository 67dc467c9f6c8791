/** The sentences of the core, with `{0}`, `{1}`, … for what is filled in. */
export function coreSentences(): string[];
/** Those of one source text. */
export function sentencesIn(source: string, isCore?: boolean): string[];
