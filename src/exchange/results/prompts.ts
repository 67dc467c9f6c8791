import { said } from '../../l10n/said';
import type { Database } from '../../store/database';
import type { ExportCategory, ExportPrompt } from '../export/document';
import { ShapeError } from './shape';

interface KnownPrompt {
  text: string;
  system: string | null;
  points: number;
}

/**
 * Adds categories and versions of prompts that are not known. The suites say what is current: what comes from a file
 * is current only in a database that has never seen a suite. Returns how many versions were added, and the titles of
 * categories that no suite here has. Throws `ShapeError` where one hash stands for two texts.
 */
export function importPrompts(db: Database, categories: ExportCategory[]): { added: number; withoutSuite: string[] } {
  const isBlank = db.get('SELECT 1 AS any FROM category LIMIT 1') === undefined;
  const withoutSuite: string[] = [];
  let added = 0;
  for (const [place, category] of categories.entries()) {
    db.run(
      `INSERT INTO category (id, title, version, position, points, prompts, current) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO NOTHING`,
      category.id,
      category.title,
      category.version,
      category.position,
      category.points,
      category.prompts,
      Number(isBlank && category.current),
    );
    const isCurrent = db.get<{ current: number }>('SELECT current FROM category WHERE id = ?', category.id)?.current;
    if (category.current && isCurrent === 0) withoutSuite.push(category.title);
    for (const [index, prompt] of category.versions.entries()) {
      const known = db.get<KnownPrompt>(
        'SELECT text, system, points FROM prompt WHERE category_id = ? AND id = ? AND hash = ?',
        category.id,
        prompt.id,
        prompt.hash,
      );
      if (known && (known.text !== prompt.text || known.system !== prompt.system || known.points !== prompt.points))
        throw new ShapeError(
          `categories[${place}].versions[${index}].hash`,
          said`stands for another text of the prompt “${prompt.id}” in this database`,
        );
      if (known) continue;
      addPrompt(db, category.id, prompt, isBlank && prompt.current);
      added++;
    }
  }
  return { added, withoutSuite };
}

function addPrompt(db: Database, categoryId: string, prompt: ExportPrompt, current: boolean): void {
  db.run(
    `INSERT INTO prompt (category_id, id, hash, title, position, points, text, system, rubric, current, seen_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    categoryId,
    prompt.id,
    prompt.hash,
    prompt.title,
    prompt.position,
    prompt.points,
    prompt.text,
    prompt.system,
    JSON.stringify(prompt.rubric),
    Number(current),
    prompt.seenAt,
  );
}
