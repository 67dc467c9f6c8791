import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { languageFiles } from '../extract/languages';
import type { Language } from '../model';
import type { FaultPatch } from '../runners/faults';
import type { ShelfCase } from './cases';

/** What comes with LLP to judge the shelf task in one language. */
export interface ShelfTask {
  driver: string;
  reference: string;
  faults: FaultPatch[];
  /** The fixed cases, the same in all languages. */
  cases: ShelfCase[];
}

/** Reads it from the folder `evaluate/` that comes with LLP. */
export async function loadShelfTask(content: string, language: Language): Promise<ShelfTask> {
  const folder = join(content, 'shelf');
  const { extension, code } = languageFiles[language];
  const read = (...path: string[]): Promise<string> => readFile(join(folder, ...path), 'utf8');
  return {
    driver: await read(language, `driver${extension}`),
    reference: await read(language, code),
    faults: JSON.parse(await read(language, 'faults.json')) as FaultPatch[],
    cases: (JSON.parse(await read('cases.json')) as { cases: ShelfCase[] }).cases,
  };
}
