import { said } from '../../l10n/said';
import { createHash } from 'node:crypto';
import { FormulaMistake, formulaOf, type Names } from './formula';
import { shown, type Value } from './functions';
import { figuresOf, type VariantSpec } from './spec';

/** Which draw of figures a workspace goes by. */
export interface Draw {
  /** Private: who has it can compute the figures. Hex. */
  seed: string;
  /** From 1; drawing again counts up. */
  number: number;
}

/** The figures of one prompt in one draw; without a draw the published ones. */
export interface Drawn {
  /** 0 for the published figures. */
  number: number;
  /** What was drawn, by name, without what formulas make of it. */
  values: Record<string, Value>;
}

const mostTries = 2_000;

/**
 * The figures of a prompt: always the same ones for a seed, a number and a prompt. Those that break a requirement are
 * drawn again. Throws a `FormulaMistake` where none is found, or where the published figures break one.
 */
export function drawOf(spec: VariantSpec, draw: Draw | null, promptId: string): { names: Names; drawn: Drawn } {
  const published = new Map(spec.parameters.map(({ name, published: own }) => [name, own]));
  const { names, failing } = figuresOf(spec, published);
  if (failing !== null)
    throw new FormulaMistake(said`The published figures break what line ${failing + 1} of the block requires.`);
  if (!draw) return { names, drawn: { number: 0, values: Object.fromEntries(published) } };
  const random = randomOf(`${draw.seed}/${draw.number}/${promptId}`);
  for (let attempt = 0; attempt < mostTries; attempt++) {
    const values = new Map(
      spec.parameters.map(({ name, values: all }) => [name, all[Math.floor(random() * all.length)] ?? 0]),
    );
    const found = figuresOf(spec, values);
    if (found.failing === null)
      return { names: found.names, drawn: { number: draw.number, values: Object.fromEntries(values) } };
  }
  throw new FormulaMistake(said`No figures that fit were found in ${mostTries} draws; widen the ranges or require less.`);
}

/** Numbers from 0 to below 1, from SHA-256 in counter mode: the same on every machine. */
function randomOf(key: string): () => number {
  let counter = 0;
  return () =>
    createHash('sha256')
      .update(`${key}/${counter++}`)
      .digest()
      .readUIntBE(0, 6) /
    2 ** 48;
}

const place = /\{\{([^{}\n]{1,400})\}\}/g;

/** Fills `{{formula}}` in; each stands for one figure. Throws a `FormulaMistake`. */
export function filled(text: string, names: Names): string {
  return text.replace(place, (_, formula: string) => {
    const value = formulaOf(formula)(names);
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new FormulaMistake(said`“${formula.trim()}” is no number here.`);
    return shown(value);
  });
}
