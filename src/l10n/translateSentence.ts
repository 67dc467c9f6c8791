/** Gives a template in the person's language, with the arguments in the places `{0}`, `{1}` …; `vscode.l10n.t`. */
export type Translate = (template: string, ...values: string[]) => string;

interface Pattern {
  template: string;
  /** What stands before, between and after the places; one more than there are places. */
  fixed: string[];
  signs: number;
}

/** Below that many signs that are no blanks, a template would fit sentences that it has nothing to do with. */
export const fewestSigns = 6;

const compiled = new WeakMap<readonly string[], Pattern[]>();

/**
 * A sentence of the core in the person's language: that of the template it was made from, with the arguments in it;
 * arguments that are sentences themselves are translated too, but for those in quotes, which are people's own names for
 * things. What fits no template stays as it is.
 */
export function translateSentence(sentence: string, templates: readonly string[], translate: Translate): string {
  return translated(sentence, templates, translate, (value) =>
    translated(value, templates, translate, (inner) => inner),
  );
}

function translated(
  sentence: string,
  templates: readonly string[],
  translate: Translate,
  argument: (value: string) => string,
): string {
  for (const { template, fixed } of patternsOf(templates)) {
    const values = valuesIn(sentence, fixed);
    if (!values) continue;
    const isName = (index: number): boolean => fixed[index]?.endsWith('“') ?? false;
    return translate(template, ...values.map((value, index) => (isName(index) ? value : argument(value))));
  }
  return sentence;
}

/** Without places first, so that an exact match wins; then those that say most. */
function patternsOf(templates: readonly string[]): Pattern[] {
  const known = compiled.get(templates);
  if (known) return known;
  const patterns = templates
    .map((template) => {
      const fixed = template.split(/\{\d+\}/);
      return { template, fixed, signs: fixed.join('').replace(/\s/g, '').length };
    })
    .filter(({ fixed, signs }) => fixed.length === 1 || signs >= fewestSigns)
    .sort((a, b) => Number(a.fixed.length > 1) - Number(b.fixed.length > 1) || b.signs - a.signs);
  compiled.set(templates, patterns);
  return patterns;
}

/**
 * What stands in the places, or null where the sentence is not of that form. Each place ends where the next fixed part
 * begins first. By hand, as a regular expression would take its time over a long text with many places.
 */
function valuesIn(sentence: string, fixed: string[]): string[] | null {
  const [first = '', ...rest] = fixed;
  const last = rest.pop();
  if (last === undefined) return sentence === first ? [] : null;
  if (!sentence.startsWith(first) || !sentence.endsWith(last)) return null;
  const end = sentence.length - last.length;
  let at = first.length;
  const values: string[] = [];
  for (const part of rest) {
    const next = sentence.indexOf(part, at);
    if (next === -1) return null;
    values.push(sentence.slice(at, next));
    at = next + part.length;
  }
  return at > end ? null : [...values, sentence.slice(at, end)];
}
