import { asText, isRecord, leaveOut } from './imported';

const mostSets = 5_000;

/** Every combination of variables that are lists. Those that stand in files are left out with their test. */
export function varSets(vars: Record<string, unknown>, leftOut: Map<string, number>): Record<string, unknown>[] {
  let sets: Record<string, unknown>[] = [{}];
  for (const [name, value] of Object.entries(vars)) {
    const values: unknown[] = Array.isArray(value) ? value : [value];
    if (values.some((one) => typeof one === 'string' && one.startsWith('file://'))) {
      leaveOut(leftOut, 'tests with variables in other files');
      return [];
    }
    if (sets.length * values.length > mostSets) {
      leaveOut(leftOut, `tests with more than ${mostSets} combinations of variables`);
      return [];
    }
    sets = sets.flatMap((set) => values.map((one) => ({ ...set, [name]: one })));
  }
  return sets;
}

/** Puts the variables in for `{{name}}` and `{{name.part}}`. Null where the template wants more than that. */
export function fillTemplate(template: string, vars: Record<string, unknown>): string | null {
  let isPlain = !template.includes('{%') && !template.includes('{#');
  const text = template.replace(/\{\{-?([^{}]*?)-?\}\}/g, (_all, expression: string) => {
    const value = lookUp(expression.trim(), vars);
    if (value === undefined || value === null) isPlain = false;
    return asText(value);
  });
  return isPlain ? text : null;
}

function lookUp(expression: string, vars: Record<string, unknown>): unknown {
  if (!/^[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*$/.test(expression)) return undefined;
  return expression
    .split('.')
    .reduce<unknown>((value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined), vars);
}
