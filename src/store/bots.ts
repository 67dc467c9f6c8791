import { said, SaidError } from '../l10n/said';
import type { Bot, BotParameters } from '../model/bot';
import { safeFileName } from '../model/fileName';
import { nameOfModel } from '../model/modelId';
import type { Origin } from '../model/provenance';
import type { ModelInfo } from '../model/server';
import type { Database } from './database';

interface StoredBot {
  id: number;
  name: string;
  server: string;
  model_id: string;
  parameters: string;
  file_name: string;
  origin: string;
  deleted_at: string | null;
  created_at: string;
  notes: string;
}

const columns = 'id, name, server, model_id, parameters, file_name, origin, deleted_at, created_at, notes';

export interface NewBot {
  name: string;
  server: string;
  modelId: string;
  parameters?: BotParameters;
  /** A model of the practice server. */
  practice?: boolean;
  /** What the server says of the model. */
  model?: ModelInfo;
  /** `practice` or `measured` where it is not said. */
  origin?: Origin;
}

export class BotStore {
  constructor(private readonly db: Database) {}

  /** Bots that were not deleted, by server and name. */
  list(): Bot[] {
    return this.db
      .all<StoredBot>(`SELECT ${columns} FROM bot WHERE deleted_at IS NULL ORDER BY server, name COLLATE NOCASE`)
      .map(toBot);
  }

  get(id: number): Bot | null {
    const row = this.db.get<StoredBot>(`SELECT ${columns} FROM bot WHERE id = ?`, id);
    return row ? toBot(row) : null;
  }

  findByName(name: string): Bot | null {
    const row = this.db.get<StoredBot>(
      `SELECT ${columns} FROM bot WHERE name = ? COLLATE NOCASE AND deleted_at IS NULL`,
      name,
    );
    return row ? toBot(row) : null;
  }

  findByModel(server: string, modelId: string): Bot[] {
    return this.db
      .all<StoredBot>(
        `SELECT ${columns} FROM bot WHERE server = ? AND model_id = ? AND deleted_at IS NULL ORDER BY id`,
        server,
        modelId,
      )
      .map(toBot);
  }

  /** Throws a sentence when the name is empty or taken. */
  add(bot: NewBot): Bot {
    const name = this.freeName(bot.name);
    const id = this.db.run(
      `INSERT INTO bot (name, server, model_id, parameters, file_name, origin, created_at, model)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      name,
      bot.server,
      bot.modelId,
      JSON.stringify(bot.parameters ?? {}),
      this.freeFileName(name),
      bot.origin ?? (bot.practice ? 'practice' : 'measured'),
      new Date().toISOString(),
      bot.model ? JSON.stringify(bot.model) : this.knownModel(bot.server, bot.modelId),
    ).id;
    return this.require(id);
  }

  /** What is known of a model by another bot of it: a new variant need not wait for the next look at the server. */
  private knownModel(server: string, modelId: string): string | null {
    const known = this.db.get<{ model: string }>(
      'SELECT model FROM bot WHERE server = ? AND model_id = ? AND model IS NOT NULL ORDER BY id DESC LIMIT 1',
      server,
      modelId,
    );
    return known?.model ?? null;
  }

  rename(id: number, name: string): Bot {
    const free = this.freeName(name, id);
    this.db.run('UPDATE bot SET name = ? WHERE id = ?', free, id);
    return this.require(id);
  }

  setParameters(id: number, parameters: BotParameters): Bot {
    this.db.run('UPDATE bot SET parameters = ? WHERE id = ?', JSON.stringify(parameters), id);
    return this.require(id);
  }

  setNotes(id: number, notes: string): void {
    this.db.run('UPDATE bot SET notes = ? WHERE id = ?', notes, id);
  }

  /** Hides the bot; its answers, scores and files stay, and a refresh does not bring it back. */
  delete(id: number): void {
    this.db.run('UPDATE bot SET deleted_at = ? WHERE id = ?', new Date().toISOString(), id);
  }

  restore(id: number): Bot {
    const bot = this.require(id);
    this.db.run('UPDATE bot SET deleted_at = NULL, name = ? WHERE id = ?', this.unusedName(bot.name), id);
    return this.require(id);
  }

  /**
   * Makes a bot for each listed model that never had one, and remembers what the server said of the others.
   * Returns the bots that are new.
   */
  preload(models: ModelInfo[], practice: boolean): Bot[] {
    return this.db.transaction(() => {
      const added: Bot[] = [];
      for (const model of models) {
        const known = this.db.get(
          'SELECT 1 AS known FROM bot WHERE server = ? AND model_id = ?',
          model.server,
          model.id,
        );
        if (!known) {
          const name = this.nameFor(model.id, hostOf(model.server));
          added.push(this.add({ name, server: model.server, modelId: model.id, practice, model }));
          continue;
        }
        this.db.run(
          'UPDATE bot SET model = ?1 WHERE server = ?2 AND model_id = ?3 AND model IS NOT ?1',
          JSON.stringify(model),
          model.server,
          model.id,
        );
      }
      return added;
    });
  }

  /** What the server last said of the bot's model, or null. */
  lastModel(id: number): ModelInfo | null {
    const row = this.db.get<{ model: string | null }>('SELECT model FROM bot WHERE id = ?', id);
    return row?.model ? (JSON.parse(row.model) as ModelInfo) : null;
  }

  /** `base`, or one of `base (suffix)`, `base (suffix)#2`, `base (suffix)#3`, … that no live bot has. */
  unusedName(base: string, suffix?: string): string {
    if (!this.isTaken(base)) return base;
    const qualified = suffix === undefined ? base : `${base} (${suffix})`;
    return numbered(
      (number) => (number === 1 ? qualified : `${qualified}#${number}`),
      (name) => this.isTaken(name),
    );
  }

  /** A free name for a bot of a model. */
  nameFor(modelId: string, suffix?: string): string {
    return this.unusedName(nameOfModel(modelId), suffix);
  }

  private isTaken(name: string): boolean {
    return this.findByName(name) !== null;
  }

  private require(id: number): Bot {
    const bot = this.get(id);
    if (!bot) throw new SaidError(said`There is no bot with the number ${id}.`);
    return bot;
  }

  private freeName(wanted: string, ownId?: number): string {
    const name = wanted.trim();
    if (name === '') throw new SaidError(said`A bot needs a name.`);
    if (name.length > 200) throw new SaidError(said`A bot’s name may have at most 200 characters.`);
    const other = this.findByName(name);
    if (other && other.id !== ownId)
      throw new SaidError(said`There is already a bot named “${other.name}”; choose another name.`);
    return name;
  }

  private freeFileName(name: string): string {
    const base = safeFileName(name);
    return numbered(
      (number) => (number === 1 ? base : `${base}-${number}`),
      (candidate) => this.db.get('SELECT 1 AS taken FROM bot WHERE file_name = ?', candidate) !== undefined,
    );
  }
}

/**
 * The first name that is not taken, of those with the numbers 1, 2, … where these have no gaps, else one after a gap.
 * Not counted up one by one: a server may list thousands of models whose names begin alike.
 */
function numbered(nameOf: (number: number) => string, isTaken: (name: string) => boolean): string {
  let free = 1;
  while (isTaken(nameOf(free))) free *= 2;
  let taken = Math.floor(free / 2);
  while (free - taken > 1) {
    const middle = Math.floor((free + taken) / 2);
    if (isTaken(nameOf(middle))) taken = middle;
    else free = middle;
  }
  return nameOf(free);
}

function toBot(row: StoredBot): Bot {
  return {
    id: row.id,
    name: row.name,
    server: row.server,
    modelId: row.model_id,
    parameters: JSON.parse(row.parameters) as BotParameters,
    fileName: row.file_name,
    origin: row.origin as Origin,
    practice: row.origin === 'practice',
    deletedAt: row.deleted_at,
    createdAt: row.created_at,
    notes: row.notes,
  };
}

function hostOf(server: string): string {
  try {
    return new URL(server).host;
  } catch {
    return server;
  }
}
