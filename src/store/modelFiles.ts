import type { ModelFile } from '../model/record';
import type { Database } from './database';

interface Key {
  path: string;
  bytes: number;
  modifiedMs: number;
}

/** Checksums of model files, so that each is read once. */
export class ModelFileStore {
  constructor(private readonly db: Database) {}

  get({ path, bytes, modifiedMs }: Key): ModelFile | null {
    const row = this.db.get<{ facts: string }>(
      'SELECT facts FROM model_file WHERE path = ? AND bytes = ? AND modified_ms = ?',
      path,
      bytes,
      modifiedMs,
    );
    return row ? (JSON.parse(row.facts) as ModelFile) : null;
  }

  /** Keeps what a file is, and writes it into the records of these runs. */
  put({ path, bytes, modifiedMs }: Key, file: ModelFile, runs: readonly number[]): void {
    this.db.transaction(() => {
      this.db.run(
        'INSERT OR REPLACE INTO model_file (path, bytes, modified_ms, facts) VALUES (?, ?, ?, ?)',
        path,
        bytes,
        modifiedMs,
        JSON.stringify(file),
      );
      for (const id of runs)
        this.db.run(
          `UPDATE run SET record = json_set(record, '$.file', json(?)) WHERE id = ? AND record <> '{}'`,
          JSON.stringify(file),
          id,
        );
    });
  }
}
