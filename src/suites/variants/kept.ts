import { said, SaidError } from '../../l10n/said';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Draw } from './draw';

const fileOf = (workspace: string): string => join(workspace, '.llp', 'variants.json');

/** The draw that a workspace goes by; null where it has none and the published figures hold. */
export async function keptDraw(workspace: string | null): Promise<Draw | null> {
  if (workspace === null) return null;
  try {
    const { seed, number } = JSON.parse(await readFile(fileOf(workspace), 'utf8')) as Partial<Draw>;
    if (typeof seed === 'string' && /^[0-9a-f]{32,64}$/.test(seed) && Number.isInteger(number) && Number(number) >= 0)
      return number === 0 ? null : { seed, number: Number(number) };
  } catch (error) {
    if (!(error instanceof SyntaxError) && (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    if (!(error instanceof SyntaxError)) return null;
  }
  // A seed made anew would change what answers are held against without a word.
  throw new SaidError(said`${fileOf(workspace)} is not what LLP wrote there; mend it, or delete it and draw again.`);
}

/** Draws anew: makes the workspace's private seed where it has none, and counts up. */
export async function drawAgain(workspace: string): Promise<Draw> {
  const before = (await keptDraw(workspace)) ?? (await seedOf(workspace));
  const draw = { seed: before?.seed ?? randomBytes(16).toString('hex'), number: (before?.number ?? 0) + 1 };
  await keep(workspace, draw);
  return draw;
}

/** Back to the published figures; the seed stays, so that the next draw is another one. */
export async function drawNone(workspace: string): Promise<void> {
  const before = await seedOf(workspace);
  if (before) await keep(workspace, { seed: before.seed, number: 0, last: before.number });
}

interface Kept extends Draw {
  /** Beside the number 0: the last draw. */
  last?: number;
}

async function seedOf(workspace: string): Promise<Draw | null> {
  try {
    const { seed, number, last } = JSON.parse(await readFile(fileOf(workspace), 'utf8')) as Kept;
    return { seed, number: Math.max(number, last ?? 0) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function keep(workspace: string, draw: Kept): Promise<void> {
  const file = fileOf(workspace);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify(draw)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
