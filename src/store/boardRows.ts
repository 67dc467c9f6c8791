import type { Board, BoardCell, BoardRow } from '../model/board';
import type { BotParameters } from '../model/bot';
import { starsFor } from '../model/score';
import type { ModelInfo } from '../model/server';
import { tierOf } from '../model/trust';

/** A bot on the board as the database has it. */
export interface BotRow {
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
  answers: number;
  logged: number;
  /** JSON: a `PackedCell` for each category that the bot has answered in. */
  cells: string;
}

type PackedCell = [
  categoryId: string,
  points: number,
  scored: number,
  answered: number,
  outdated: number,
  scoredMax: number,
];

/** Makes the rows of one board, and makes those anew only that differ from the last time. */
export class BoardRows {
  private known = new Map<number, { bot: BotRow; row: BoardRow }>();
  private categories = '';

  of(bots: BotRow[], categories: Board['categories']): BoardRow[] {
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

function isSame(a: BotRow, b: BotRow): boolean {
  for (const key in a) if (a[key as keyof BotRow] !== b[key as keyof BotRow]) return false;
  return true;
}

function toRow(bot: BotRow, categories: Board['categories'], empty: BoardCell[], max: number): BoardRow {
  const packed = new Map((JSON.parse(bot.cells) as PackedCell[]).map((cell) => [cell[0], cell]));
  const cells: Record<string, BoardCell> = {};
  let total = 0;
  categories.forEach(({ id }, place) => {
    const none = empty[place] as BoardCell;
    const cell = packed.get(id);
    cells[id] = cell ? unpacked(cell, none) : none;
    total += cells[id].points;
  });
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
    total,
    max,
    stars: starsFor(total),
    tokensPerSecond: bot.tokens && bot.seconds ? bot.tokens / bot.seconds : null,
    timeToFirstTokenSeconds: bot.ttft,
    tier: tierOf(bot.answers, bot.logged),
    categories: cells,
  };
}

function unpacked([, points, scored, answered, outdated, scoredMax]: PackedCell, none: BoardCell): BoardCell {
  return { points, max: none.max, scored, answered, prompts: none.prompts, outdated, scoredMax };
}

function emptyCell(category: { points: number; prompts: number }): BoardCell {
  return {
    points: 0,
    max: category.points,
    scored: 0,
    answered: 0,
    prompts: category.prompts,
    outdated: 0,
    scoredMax: 0,
  };
}
