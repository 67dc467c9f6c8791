import type { Category, Prompt, RubricItem } from '../model/prompt';
import { benchmarkEdition, checksHash } from '../suites/hash';
import type { Database } from './database';
import { recomputePrompts } from './standing';

interface PromptRow {
  category_id: string;
  id: string;
  hash: string;
  title: string;
  position: number;
  points: number;
  text: string;
  system: string | null;
  rubric: string;
  current: number;
  seen_at: string;
  drawn: string | null;
}

/** A version of a prompt as the database remembers it. */
export type StoredPrompt = Omit<Prompt, 'group' | 'line' | 'temperature'> & {
  /** True for the version that stands in the suite now. */
  current: boolean;
  /** ISO 8601, UTC: when this version was first seen. */
  seenAt: string;
};

/** Mirrors the suites; older versions of prompts stay as long as anything refers to them. */
export class PromptStore {
  constructor(private readonly db: Database) {}

  /** Makes the given categories the current ones. Cheap when nothing has changed. */
  sync(categories: Category[]): void {
    this.db.transaction(() => {
      const before = this.currentHashes();
      const seenAt = new Date().toISOString();
      const wanted = new Map<string, string>();
      for (const [position, category] of categories.entries()) {
        this.db.run(
          `INSERT INTO category (id, title, version, position, points, prompts, current) VALUES (?, ?, ?, ?, ?, ?, 1)
           ON CONFLICT (id) DO UPDATE SET title = excluded.title, version = excluded.version,
             position = excluded.position, points = excluded.points, prompts = excluded.prompts, current = 1`,
          category.id,
          category.title,
          category.version,
          position,
          category.points,
          category.prompts.length,
        );
        this.edition(category, seenAt);
        for (const prompt of category.prompts) {
          wanted.set(`${category.id}/${prompt.id}`, prompt.hash);
          this.upsert(prompt, seenAt);
        }
      }
      const ids = JSON.stringify(categories.map((category) => category.id));
      this.db.run(
        'UPDATE category SET current = 0 WHERE current = 1 AND id NOT IN (SELECT value FROM json_each(?))',
        ids,
      );
      const changed = new Set<string>();
      for (const [key, hash] of before) if (wanted.get(key) !== hash) changed.add(key);
      for (const [key, hash] of wanted) if (before.get(key) !== hash) changed.add(key);
      for (const key of changed) {
        const [categoryId = '', promptId = ''] = key.split('/');
        this.db.run(
          'UPDATE prompt SET current = (hash = ?) WHERE category_id = ? AND id = ?',
          wanted.get(key) ?? '',
          categoryId,
          promptId,
        );
      }
      recomputePrompts(this.db, [...changed]);
    });
  }

  /** The version with that hash, or null. */
  version(categoryId: string, promptId: string, hash: string): StoredPrompt | null {
    const row = this.db.get<PromptRow>(
      'SELECT * FROM prompt WHERE category_id = ? AND id = ? AND hash = ?',
      categoryId,
      promptId,
      hash,
    );
    return row ? toPrompt(row) : null;
  }

  /** All versions, newest first. */
  versions(categoryId: string, promptId: string): StoredPrompt[] {
    return this.db
      .all<PromptRow>(
        'SELECT * FROM prompt WHERE category_id = ? AND id = ? ORDER BY current DESC, seen_at DESC',
        categoryId,
        promptId,
      )
      .map(toPrompt);
  }

  private edition(category: Category, seenAt: string): void {
    const { slug, prompts } = benchmarkEdition(category.id, category.prompts);
    const { changes } = this.db.run('UPDATE category SET slug = ?1 WHERE id = ?2 AND slug <> ?1', slug, category.id);
    if (changes > 0)
      this.db.run(
        `INSERT INTO benchmark_edition (slug, category_id, prompts, seen_at) VALUES (?, ?, ?, ?)
         ON CONFLICT (slug) DO NOTHING`,
        slug,
        category.id,
        prompts,
        seenAt,
      );
  }

  private currentHashes(): Map<string, string> {
    const rows = this.db.all<{ category_id: string; id: string; hash: string }>(
      'SELECT category_id, id, hash FROM prompt WHERE current = 1',
    );
    return new Map(rows.map((row) => [`${row.category_id}/${row.id}`, row.hash]));
  }

  private upsert(prompt: Prompt, seenAt: string): void {
    this.db.run(
      `INSERT INTO prompt (category_id, id, hash, title, position, points, text, system, rubric, current, seen_at,
         checks_hash, drawn)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
       ON CONFLICT (category_id, id, hash) DO UPDATE SET title = excluded.title, position = excluded.position,
         rubric = excluded.rubric, checks_hash = excluded.checks_hash
       WHERE title <> excluded.title OR position <> excluded.position OR checks_hash <> excluded.checks_hash`,
      prompt.categoryId,
      prompt.id,
      prompt.hash,
      prompt.title,
      prompt.position,
      prompt.points,
      prompt.text,
      prompt.system,
      JSON.stringify(prompt.rubric),
      seenAt,
      checksHash(prompt.rubric),
      prompt.drawn ? JSON.stringify(prompt.drawn) : null,
    );
  }
}

function toPrompt(row: PromptRow): StoredPrompt {
  return {
    id: row.id,
    categoryId: row.category_id,
    hash: row.hash,
    title: row.title,
    position: row.position,
    points: row.points,
    text: row.text,
    system: row.system,
    rubric: JSON.parse(row.rubric) as RubricItem[],
    current: row.current === 1,
    seenAt: row.seen_at,
    ...(row.drawn === null ? {} : { drawn: JSON.parse(row.drawn) as NonNullable<Prompt['drawn']> }),
  };
}
