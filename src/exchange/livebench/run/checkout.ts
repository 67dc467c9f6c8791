import { said, SaidError } from '../../../l10n/said';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { liveBenchReleases } from '../releases';

/** Where LiveBench's code is and what runs it. */
export interface Checkout {
  /** Folder of `run_livebench.py`, from which it has to be started. */
  folder: string;
  python: string;
  /** Releases that this version of it knows, the newest last. */
  releases: string[];
}

const script = 'run_livebench.py';

/** How one comes to a checkout, for people. */
export const howToGet = said`Get it with: git clone https://github.com/LiveBench/LiveBench, then in it: python3 -m venv .venv and .venv/bin/pip install -e . (about 1.5 GB).`;

/**
 * Looks at the folder that the person named, else at the usual places of their home; never into a workspace, as a
 * cloned folder could bring a program of its own. Throws a sentence on how to get one.
 */
export async function findCheckout(named: string | null, python: string | null): Promise<Checkout> {
  const folder = named === null ? usualPlaces().map(folderOf).find(Boolean) : folderOf(resolve(named));
  if (!folder)
    throw new SaidError(
      named === null
        ? said`LiveBench was not found in your home folder; say where it is. ${howToGet}`
        : said`There is no LiveBench in ${named}: livebench/${script} is missing. ${howToGet}`,
    );
  return { folder, python: pythonOf(folder, python), releases: await releasesOf(folder) };
}

function folderOf(path: string): string | null {
  return [join(path, 'livebench'), path].find((folder) => existsSync(join(folder, script))) ?? null;
}

function usualPlaces(): string[] {
  const home = homedir();
  return ['', 'src', 'code', 'git', 'projects', 'Documents'].map((part) => join(home, part, 'LiveBench'));
}

/** The named one, else that of a virtual environment in the checkout, else the one on the PATH. */
function pythonOf(folder: string, named: string | null): string {
  if (named !== null) {
    const path = resolve(named);
    if (!existsSync(path)) throw new SaidError(said`There is no Python at ${path}.`);
    return path;
  }
  const inside = process.platform === 'win32' ? join('Scripts', 'python.exe') : join('bin', 'python');
  const places = [dirname(folder), folder].flatMap((place) => ['.venv', 'venv'].map((name) => join(place, name)));
  return places.map((place) => join(place, inside)).find(existsSync) ?? 'python3';
}

/** As its own code lists them; those that LLP knows where that cannot be read. */
async function releasesOf(folder: string): Promise<string[]> {
  const text = await readFile(join(folder, 'common.py'), 'utf8').catch(() => '');
  const set = /LIVE_BENCH_RELEASES\s*=\s*\{([^}]*)\}/.exec(text)?.[1] ?? '';
  const dates = [...set.matchAll(/\d{4}-\d{2}-\d{2}/g)].map(([date]) => date).sort();
  return dates.length > 0 ? [...new Set(dates)] : [...liveBenchReleases];
}
