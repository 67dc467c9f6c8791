import type { Said } from '../../l10n/said';
import type { ModelFile } from '../../model/record';

export type ModelFileMessage =
  { type: 'progress'; done: number } | { type: 'done'; file: ModelFile } | { type: 'failed'; said: Said };
