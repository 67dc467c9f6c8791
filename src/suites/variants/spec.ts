import { said, type Said } from '../../l10n/said';
import { FormulaMistake, formulaOf, type Formula } from './formula';
import { isTrue, type Value } from './functions';

/** What a prompt's figures may be, and what follows from them. */
export interface VariantSpec {
  parameters: { name: string; values: Value[]; published: Value }[];
  formulas: { name: string; formula: Formula }[];
  /** What must hold in a draw. */
  required: { formula: Formula; line: number }[];
}

/** Reports a mistake on a zero-based line of the block. */
export type ReportVariant = (line: number, sentence: Said) => void;

const parameterLine = /^([a-z_][a-z0-9_]*)\s*:\s*([^=\s][^=]*)=\s*("(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?)$/i;
const formulaLine = /^([a-z_][a-z0-9_]*)\s*:=\s*(\S.*)$/i;
const requireLine = /^require\s+(\S.*)$/i;
const rangePattern = /^(-?\d+(?:\.\d+)?)\s*\.\.\s*(-?\d+(?:\.\d+)?)(?:\s+step\s+(\d+(?:\.\d+)?))?$/;
const mostValues = 10_000;

/**
 * Reads a block `variants`: `name: 120..240 step 30 = 150` or `name: 5 | 10 = 10` (what is drawn, and the published
 * figure), `name := formula`, `require formula`; `#` begins a remark. Null where something is wrong, all of it reported.
 */
export function variantsOf(source: string, report: ReportVariant): VariantSpec | null {
  const spec: VariantSpec = { parameters: [], formulas: [], required: [] };
  let sound = true;
  const taken = new Set<string>();
  for (const [line, written] of source.split('\n').entries()) {
    const text = written.replace(/(?:^|\s)#.*$/, '').trim();
    if (text === '') continue;
    try {
      const name = take(text, line, spec);
      if (name !== null && taken.has(name)) throw new FormulaMistake(said`“${name}” stands here twice.`);
      if (name !== null) taken.add(name);
    } catch (error) {
      if (!(error instanceof FormulaMistake)) throw error;
      report(line, error.said);
      sound = false;
    }
  }
  if (sound && spec.parameters.length === 0) {
    report(0, said`A block \`variants\` needs at least one parameter, e.g. \`bottle: 120..240 step 30 = 150\`.`);
    return null;
  }
  return sound ? spec : null;
}

/** The name that the line defines, if any. */
function take(text: string, line: number, spec: VariantSpec): string | null {
  const condition = requireLine.exec(text);
  if (condition) {
    spec.required.push({ formula: formulaOf(condition[1] ?? ''), line });
    return null;
  }
  const made = formulaLine.exec(text);
  if (made) {
    spec.formulas.push({ name: made[1] ?? '', formula: formulaOf(made[2] ?? '') });
    return made[1] ?? '';
  }
  const parameter = parameterLine.exec(text);
  if (!parameter)
    throw new FormulaMistake(
      said`A line of \`variants\` reads \`name: 120..240 step 30 = 150\`, \`name := formula\` or \`require formula\`.`,
    );
  const [, name = '', values = '', published = ''] = parameter;
  const list = valuesOf(values.trim());
  const own = valueOf(published);
  if (!list.includes(own)) throw new FormulaMistake(said`The published ${published} is none of the values of “${name}”.`);
  spec.parameters.push({ name, values: list, published: own });
  return name;
}

function valuesOf(source: string): Value[] {
  const [, low, high, step = '1'] = rangePattern.exec(source) ?? [];
  if (low === undefined) return source.split('|').map((one) => valueOf(one.trim()));
  const count = Math.floor((Number(high) - Number(low)) / Number(step) + 1e-9);
  if (!(count >= 0 && count < mostValues))
    throw new FormulaMistake(said`“${source}” must be a range from low to high with at most 10,000 values.`);
  return Array.from({ length: count + 1 }, (_, index) => Number((Number(low) + index * Number(step)).toPrecision(12)));
}

function valueOf(source: string): Value {
  if (/^-?\d+(?:\.\d+)?$/.test(source)) return Number(source);
  const text = /^"((?:[^"\\]|\\.)*)"$/.exec(source)?.[1];
  if (text === undefined) throw new FormulaMistake(said`“${source}” must be a number, or a text in quotation marks.`);
  return text.replace(/\\(.)/g, '$1');
}

/** All names with their figures, and whether everything required holds. Throws a `FormulaMistake`. */
export function figuresOf(
  spec: VariantSpec,
  drawn: ReadonlyMap<string, Value>,
): { names: Map<string, Value>; failing: number | null } {
  const names = new Map(drawn);
  for (const { name, formula } of spec.formulas) {
    const value = formula(names);
    if (typeof value === 'number' && !Number.isFinite(value)) throw new FormulaMistake(said`“${name}” is no number here.`);
    names.set(name, value);
  }
  const failing = spec.required.find(({ formula }) => !isTrue(formula(names)));
  return { names, failing: failing?.line ?? null };
}
