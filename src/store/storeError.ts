import { SaidError, type Said } from '../l10n/said';
/** Why the database cannot be used; each has a sentence of its own in `sqliteErrors.ts` and a button in VS Code. */
export type StoreErrorCode =
  | 'no-sqlite'
  | 'no-fts5'
  /** What is in the file is no longer a sound database. The only code for which a backup is offered, but for `emptied`. */
  | 'damaged'
  /** The file is empty although results had been stored in it. */
  | 'emptied'
  /** The full-text index alone is broken: it is made anew from what it mirrors. */
  | 'index'
  | 'newer'
  | 'foreign'
  | 'locked'
  | 'no-locks'
  | 'full'
  | 'file-limit'
  | 'too-many-files'
  | 'readonly'
  | 'permission'
  | 'cannot-open'
  | 'io'
  | 'memory'
  /** The file was removed or replaced while it was open. */
  | 'gone'
  | 'failed';

/** Why the database cannot be used, in one sentence for a person. */
export class StoreError extends SaidError {
  override readonly name = 'StoreError';
  constructor(
    readonly code: StoreErrorCode,
    said: Said,
    options?: ErrorOptions,
  ) {
    super(said, options);
  }
}
