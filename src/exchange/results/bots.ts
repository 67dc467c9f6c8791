import { safeFileName } from '../../model/fileName';
import { BotStore } from '../../store/bots';
import type { Origin } from '../../model/provenance';
import type { Database } from '../../store/database';
import type { ExportBot } from '../export/document';

export interface ImportedBots {
  /** Id in the document → id in the database. */
  ids: Map<number, number>;
  /** Ids in the document whose files in the workspace are those of the database's bot. */
  sameFiles: Set<number>;
  added: number;
  /** Bots that had to take another name, as theirs was taken. */
  renamed: { from: string; to: string }[];
}

interface KnownBot {
  id: number;
  created_at: string;
  file_name: string;
}

/**
 * Finds or adds the document's bots. A bot is the same one where server, model and the moment it was made agree: a bot
 * of the same name from another machine has results of other hardware and becomes a row of its own.
 */
export function importBots(db: Database, bots: ExportBot[]): ImportedBots {
  const imported: ImportedBots = { ids: new Map(), sameFiles: new Set(), added: 0, renamed: [] };
  const matched = new Set<number>();
  for (const bot of bots) {
    const known = findBot(db, bot, matched) ?? adoptBot(db, bot, matched);
    const id = known?.id ?? addBot(db, bot, imported);
    matched.add(id);
    imported.ids.set(bot.id, id);
    const fileName = known?.file_name ?? db.get<KnownBot>('SELECT file_name FROM bot WHERE id = ?', id)?.file_name;
    if (fileName === bot.fileName) imported.sameFiles.add(bot.id);
  }
  return imported;
}

function findBot(db: Database, bot: ExportBot, matched: Set<number>): KnownBot | undefined {
  return db
    .all<KnownBot>(
      `SELECT id, created_at, file_name FROM bot WHERE server = ? AND model_id = ? AND created_at = ? AND practice = ?
       ORDER BY (name = ?) DESC, id`,
      withoutLogin(bot.server),
      bot.modelId,
      bot.createdAt,
      Number(bot.practice),
      bot.name,
    )
    .find((known) => !matched.has(known.id));
}

/** A bot that only stands in the list because the server lists its model: nobody has done anything with it yet. */
function adoptBot(db: Database, bot: ExportBot, matched: Set<number>): KnownBot | undefined {
  if (bot.deletedAt !== null) return undefined;
  const pristine = db
    .all<KnownBot>(
      `SELECT id, created_at, file_name FROM bot WHERE server = ? AND model_id = ? AND practice = ?
         AND name = ? COLLATE NOCASE AND deleted_at IS NULL AND notes = '' AND parameters = '{}'
         AND NOT EXISTS (SELECT 1 FROM run WHERE run.bot_id = bot.id)`,
      withoutLogin(bot.server),
      bot.modelId,
      Number(bot.practice),
      bot.name,
    )
    .find((known) => !matched.has(known.id));
  if (pristine) {
    db.run(
      'UPDATE bot SET parameters = ?, notes = ?, created_at = ?, model = COALESCE(model, ?) WHERE id = ?',
      JSON.stringify(bot.parameters),
      bot.notes,
      bot.createdAt,
      modelText(bot),
      pristine.id,
    );
  }
  return pristine;
}

function addBot(db: Database, bot: ExportBot, imported: ImportedBots): number {
  const store = new BotStore(db);
  const name = bot.deletedAt === null ? store.unusedName(bot.name, 'imported') : bot.name;
  if (name !== bot.name) imported.renamed.push({ from: bot.name, to: name });
  imported.added++;
  return db.run(
    `INSERT INTO bot (name, server, model_id, parameters, file_name, origin, deleted_at, created_at, notes, model)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    name,
    withoutLogin(bot.server),
    bot.modelId,
    JSON.stringify(bot.parameters),
    freeFileName(db, bot.fileName, name),
    originHere(bot),
    bot.deletedAt,
    bot.createdAt,
    bot.notes,
    modelText(bot),
  ).id;
}

function originHere({ origin, practice }: ExportBot): Origin {
  if (practice) return 'practice';
  return origin === 'published' ? 'published' : 'imported';
}

/** The document's own file name where it is a legal one that nobody has, else one made from the name. */
function freeFileName(db: Database, wanted: string, name: string): string {
  const isTaken = (candidate: string): boolean =>
    db.get('SELECT 1 AS taken FROM bot WHERE file_name = ?', candidate) !== undefined;
  const withoutNumber = wanted.replace(/-\d+$/, '');
  const isLegal = safeFileName(wanted) === wanted || safeFileName(withoutNumber) === withoutNumber;
  if (isLegal && !isTaken(wanted)) return wanted;
  const base = safeFileName(name);
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? base : `${base}-${number}`;
    if (!isTaken(candidate)) return candidate;
  }
}

/** A password in an address is nobody's to keep. */
function withoutLogin(server: string): string {
  return server.replace(/^([a-z][a-z0-9+.-]*:\/\/|)[^/?#]*@/i, '$1');
}

function modelText(bot: ExportBot): string | null {
  return bot.model === null ? null : JSON.stringify(bot.model);
}
