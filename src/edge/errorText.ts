import { SaidError } from '../l10n/said';
import { asStoreError } from '../playground';
import { saidText } from './coreText';

/**
 * What went wrong, for a person. The core speaks English, since its sentences also stand in the database, the logs and
 * on the command line; its errors keep apart what was filled in, so that any language can say them.
 */
export function errorText(thrown: unknown): string {
  const error = asStoreError(thrown);
  if (error instanceof SaidError) return saidText(error.said);
  return error instanceof Error ? error.message : String(error);
}
