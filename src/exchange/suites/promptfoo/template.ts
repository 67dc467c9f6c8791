import { asText, isRecord } from '../imported';

/** How often variables within variables are filled in, as promptfoo does. */
const mostRounds = 5;
/** What a text may grow to while variables are filled in. */
const mostLength = 1_000_001;

/** What has been filled in, or the first piece of the template that cannot be. */
export type Filled = { text: string } | { leftover: string };

/** Puts the variables in for `{{name}}`, `{{name.part}}` and `{{name[0]}}`, also for those within variables. */
export function fillTemplate(template: string, vars: Record<string, unknown>): Filled {
  let text = template;
  for (let round = 0; round < mostRounds; round++) {
    const filled = fillOnce(text, vars);
    if ('leftover' in filled || filled.text === text) return filled;
    text = filled.text;
    if (text.length > mostLength) break;
  }
  return { text };
}

function fillOnce(template: string, vars: Record<string, unknown>): Filled {
  let leftover = /\{[%#][^]{0,40}/.exec(template)?.[0] ?? null;
  const text = template.replace(/\{\{([^{}]*)\}\}/g, (all, expression: string) => {
    const value = lookUp(expression.replace(/^-|-$/g, '').trim(), vars);
    if (value === undefined || value === null) leftover ??= all;
    return asText(value);
  });
  return leftover === null ? { text } : { leftover };
}

/** The same within a value of lists and keys, e.g. what an assertion compares with. */
export function fillValue(value: unknown, vars: Record<string, unknown>): { value: unknown } | { leftover: string } {
  if (typeof value === 'string') {
    const filled = fillTemplate(value, vars);
    return 'leftover' in filled ? filled : { value: filled.text };
  }
  if (!Array.isArray(value) && !isRecord(value)) return { value };
  const entries: [string, unknown][] = [];
  for (const [key, one] of Object.entries(value)) {
    const filled = fillValue(one, vars);
    if ('leftover' in filled) return filled;
    entries.push([key, filled.value]);
  }
  return { value: Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries) };
}

function lookUp(expression: string, vars: Record<string, unknown>): unknown {
  if (!/^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*|\[\d{1,6}\]|\[(?:'[^']*'|"[^"]*")\])*$/.test(expression)) return undefined;
  const names = [...`.${expression}`.matchAll(/\.([\w-]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/g)];
  return names
    .map(([, name, index, single, double]) => name ?? index ?? single ?? double ?? '')
    .reduce<unknown>((value, name) => {
      if (Array.isArray(value)) return /^\d+$/.test(name) ? (value[Number(name)] as unknown) : undefined;
      return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
    }, vars);
}
