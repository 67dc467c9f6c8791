import { baseModel } from './baseModel';

/** What of a row says into which parent it folds. */
export interface Foldable {
  botId: number;
  bot: string;
  server: string;
  modelId: string;
}

/** A base model on one server with all of its rows: variants of temperature, quantization, context, prompt, and repeats. */
export interface Fold<Row extends Foldable = Foldable> {
  key: string;
  /** The base model, e.g. `gemma-2-27b-it` for `gemma-2-27b-it@iq4_xs@temp03#2`. */
  title: string;
  rows: Row[];
}

const repeat = /#\d+$/;
const variant = /@(?:temp\d+|max-?\d+)$/;

/** A row's name without what tells its repeats and sampling apart, e.g. `m@iq4_xs` of `m@iq4_xs@temp03#2`. */
export function withoutVariant(name: string): string {
  let plain = name.replace(repeat, '');
  for (let before = ''; before !== plain;) {
    before = plain;
    plain = plain.replace(variant, '');
  }
  return plain === '' ? name : plain;
}

/** Rows by their base model and server, in the order of their first row. */
export function foldRows<Row extends Foldable>(rows: readonly Row[]): Fold<Row>[] {
  const folds = new Map<string, Fold<Row>>();
  for (const row of rows) {
    const title = baseModel(withoutVariant(row.modelId));
    const key = `${row.server}\n${title}`;
    const fold = folds.get(key) ?? { key, title, rows: [] };
    folds.set(key, fold);
    fold.rows.push(row);
  }
  return [...folds.values()];
}
