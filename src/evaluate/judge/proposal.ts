import { said, SaidError } from '../../l10n/said';
import type { RubricItem } from '../../model/prompt';
import { jsonIn } from './jsonIn';
import { standsIn } from './quotation';

/** What a judge proposes for one item. */
export interface ItemProposal {
  points: number;
  reason: string;
  /** Stands in the answer word for word; empty only where nothing is there that would deserve points. */
  quotation: string;
}

export interface ReadProposal {
  /** By rubric item id; of a prompt without a rubric by the empty id. */
  items: Record<string, ItemProposal>;
  /** What could not be taken, and why. */
  left: { item: string; why: string }[];
}

/** The item that a prompt without a rubric is judged by. */
export const wholeItem: Pick<RubricItem, 'id' | 'title'> = { id: '', title: 'The answer as a whole' };

/** The items of a prompt as a judge sees them, by numbers: ids may say more than they should. */
export function itemsOf(rubric: readonly RubricItem[], points: number): RubricItem[] {
  return rubric.length > 0 ? [...rubric] : [{ ...wholeItem, points }];
}

/** The shape of a judge's answer, for servers that hold a model to one. */
export function proposalSchema(items: readonly RubricItem[]): Record<string, unknown> {
  const item = {
    type: 'object',
    properties: {
      item: { type: 'integer', enum: items.map((_, index) => index + 1) },
      quotation: { type: 'string' },
      reason: { type: 'string' },
      points: { type: 'number', minimum: 0, maximum: Math.max(...items.map(({ points }) => points)) },
    },
    required: ['item', 'quotation', 'reason', 'points'],
    additionalProperties: false,
  };
  return {
    type: 'object',
    properties: { items: { type: 'array', items: item, minItems: items.length, maxItems: items.length } },
    required: ['items'],
    additionalProperties: false,
  };
}

/**
 * Reads what a judge said. Nothing is guessed: an item that is named twice, has no points, points out of range, no
 * reason, or a quotation that does not stand in the answer is left out and said. Throws a sentence where the text is not
 * one JSON object of the shape asked for.
 * @param answer the answer as the judge was shown it
 */
export function readProposal(text: string, items: readonly RubricItem[], answer: string): ReadProposal {
  const value = jsonIn(text);
  const given = isRecord(value) ? value['items'] : undefined;
  if (!Array.isArray(given))
    throw new SaidError(said`The judge did not answer in the form asked for, so nothing is taken of it.`);
  const read: ReadProposal = { items: {}, left: [] };
  const counts = new Map<unknown, number>();
  for (const entry of given) {
    const number = isRecord(entry) ? entry['item'] : undefined;
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  items.forEach((item, index) => {
    const entry: unknown = given.find((one) => isRecord(one) && one['item'] === index + 1);
    const made = (counts.get(index + 1) ?? 0) > 1 ? 'it is judged more than once' : itemOf(entry, item, answer);
    if (typeof made === 'string') read.left.push({ item: item.id, why: made });
    else read.items[item.id] = made;
  });
  return read;
}

function itemOf(entry: unknown, { points: max }: RubricItem, answer: string): ItemProposal | string {
  if (!isRecord(entry)) return 'the judge says nothing of it';
  const { points, reason, quotation } = entry;
  if (typeof points !== 'number' || !Number.isFinite(points)) return 'its points are no number';
  if (points < 0 || points > max) return `its points are not from 0 to ${max}`;
  if (typeof reason !== 'string' || reason.trim() === '') return 'it has no reason';
  if (typeof quotation !== 'string') return 'it has no quotation';
  if (quotation.trim() === '') return points === 0 ? { points, reason, quotation: '' } : 'it has no quotation';
  return standsIn(quotation, answer) ? { points, reason, quotation } : 'its quotation does not stand in the answer';
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
