import type { Board, BoardCell, BoardRow } from '../model/board';
import type { BotParameters } from '../model/bot';
import { starsFor } from '../model/score';
import type { ModelInfo } from '../model/server';
import { tierOfAll, type Proof } from '../model/tier';

/** A bot on the board as the database has it. */
export interface RankedBot {
  id: number;
  name: string;
  server: string;
  model_id: string;
  model: string | null;
  parameters: string;
  practice: number;
  tokens: number | null;
  seconds: number | null;
  ttft: number | null;
  /** JSON: a `Proof`. */
  proof: string;
  /** JSON: a `PackedCell` for each category that the bot has answered in. */
  cells: string;
}

type PackedCell = [
  categoryId: string,
  points: number,
  scored: number,
  scoredMax: number,
  given: number,
  proven: number,
  accepted: number,
  open: number,
  answered: number,
  outdated: number,
  openItems: number,
];

/** Makes the rows of one board, and makes those anew only that differ from the last time. */
export class BoardRows {
  private known = new Map<number, { bot: RankedBot; row: BoardRow }>();
  private categories = '';

  of(bots: RankedBot[], categories: Board['categories']): BoardRow[] {
    const same = JSON.stringify(categories) === this.categories;
    const before = same ? this.known : new Map<number, never>();
    this.categories = same ? this.categories : JSON.stringify(categories);
    this.known = new Map();
    const empty = categories.map(emptyCell);
    const max = categories.reduce((sum, category) => sum + category.points, 0);
    return bots.map((bot) => {
      const last = before.get(bot.id);
      const made = last && isSame(last.bot, bot) ? last : { bot, row: toRow(bot, categories, empty, max) };
      this.known.set(bot.id, made);
      return made.row;
    });
  }
}

function isSame(a: RankedBot, b: RankedBot): boolean {
  for (const key in a) if (a[key as keyof RankedBot] !== b[key as keyof RankedBot]) return false;
  return true;
}

function toRow(bot: RankedBot, categories: Board['categories'], empty: BoardCell[], max: number): BoardRow {
  const packed = new Map((JSON.parse(bot.cells) as PackedCell[]).map((cell) => [cell[0], cell]));
  const cells: Record<string, BoardCell> = {};
  const sums = { total: 0, given: 0, proven: 0, accepted: 0, open: 0 };
  categories.forEach(({ id }, place) => {
    const none = empty[place] as BoardCell;
    const cell = packed.get(id);
    const made = cell ? unpacked(cell, none) : none;
    cells[id] = made;
    sums.total += made.points;
    for (const name of ['given', 'proven', 'accepted', 'open'] as const) sums[name] += made[name];
  });
  const proof = JSON.parse(bot.proof) as Proof;
  const model = bot.model === null ? null : (JSON.parse(bot.model) as ModelInfo);
  return {
    botId: bot.id,
    bot: bot.name,
    server: bot.server,
    modelId: bot.model_id,
    quantization: model?.quantization ?? null,
    architecture: model?.architecture ?? null,
    format: model?.format ?? null,
    modelParameters: model?.parameters ?? null,
    sizeBytes: model?.sizeBytes ?? null,
    temperature: (JSON.parse(bot.parameters) as BotParameters).temperature ?? null,
    practice: bot.practice === 1,
    ...sums,
    max,
    stars: starsFor(sums.total),
    tokensPerSecond: bot.tokens && bot.seconds ? bot.tokens / bot.seconds : null,
    timeToFirstTokenSeconds: bot.ttft,
    tier: tierOfAll(proof),
    proof,
    categories: cells,
  };
}

function unpacked(packed: PackedCell, none: BoardCell): BoardCell {
  const [, points, scored, scoredMax, given, proven, accepted, open, answered, outdated, openItems] = packed;
  return { ...none, points, scored, scoredMax, given, proven, accepted, open, answered, outdated, openItems };
}

function emptyCell(category: { points: number; prompts: number }): BoardCell {
  const { points: max, prompts } = category;
  const nothing = { points: 0, scored: 0, given: 0, proven: 0, accepted: 0, open: 0, openItems: 0 };
  return { ...nothing, max, answered: 0, prompts, outdated: 0, scoredMax: 0 };
}
