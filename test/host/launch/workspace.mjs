import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** A copy of `source` in `scratch`, so that no test writes into the checkout; an empty folder when there is no source. */
export function freshWorkspace(source, scratch) {
  const copy = join(scratch, 'workspace');
  if (existsSync(source)) cpSync(source, copy, { recursive: true });
  else mkdirSync(copy, { recursive: true });
  return copy;
}
