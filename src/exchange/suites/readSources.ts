import { said } from '../../l10n/said';
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { decodeText } from './decodeText';
import { ImportRefused, type SourceFile } from './imported';

const maxFileSize = 256 * 1024 * 1024;
const maxDepth = 12;
const maxFiles = 1_000;

/** The file itself, or all files of that name below the folder; links are not followed. */
export async function readSources(path: string, nameInFolder: string | null): Promise<SourceFile[]> {
  const info = await stat(path).catch(() => null);
  if (!info) throw new ImportRefused(basename(path), null, said`there is no such file or folder.`);
  if (info.isFile()) return [await readSource(path, basename(path))];
  if (nameInFolder === null) throw new ImportRefused(basename(path), null, said`this is a folder; choose a file.`);
  const found = await findFiles(path, nameInFolder, 0);
  if (found.length === 0)
    throw new ImportRefused(basename(path), null, said`there is no ${nameInFolder} in it or below it.`);
  const name = (file: string): string => relative(path, file).split(sep).join('/');
  const files: SourceFile[] = [];
  for (const file of found.sort()) files.push(await readSource(file, name(file)));
  return files;
}

/** What stands beside a configuration and is text; no programs, and nothing that keeps secrets by its name. */
const textFile = /\.(?:txt|md|markdown|json|jsonl|ya?ml|csv|tsv|j2|html?|xml|rst)$/i;
const mostBeside = 16 * 1024 * 1024;

/** A text file in the same folder as `beside` or below it; null for everything else. */
export async function readBeside(beside: string, path: string): Promise<string | null> {
  if (!textFile.test(path)) return null;
  const folder = await realpath(dirname(resolve(beside)));
  const file = await realpath(resolve(folder, path)).catch(() => null);
  if (file === null || !file.startsWith(folder + sep) || !textFile.test(file)) return null;
  const info = await stat(file);
  if (!info.isFile() || info.size > mostBeside) return null;
  try {
    return (await readSource(file, path)).text;
  } catch (error) {
    if (error instanceof ImportRefused) return null;
    throw error;
  }
}

/** Files in the folder of `beside` or below it that match a path with `*` in its last part, sorted. */
export async function listBeside(beside: string, pattern: string): Promise<string[]> {
  const parts = pattern.split('/');
  const last = parts.pop() ?? '';
  const folder = parts.join('/');
  if (folder.includes('*')) return [];
  const entries = await readdir(resolve(dirname(resolve(beside)), folder)).catch(() => []);
  const pieces = last.split('*');
  return entries
    .filter((name) => isMatch(name, pieces))
    .sort()
    .slice(0, maxFiles)
    .map((name) => (folder === '' ? name : `${folder}/${name}`));
}

/** Whether a name begins and ends with the outer pieces and has the inner ones in between, in their order. */
function isMatch(name: string, pieces: string[]): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop() ?? '';
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
  let from = first.length;
  for (const piece of others) {
    const at = name.indexOf(piece, from);
    if (at === -1 || at + piece.length > name.length - last.length) return false;
    from = at + piece.length;
  }
  return true;
}

async function readSource(file: string, name: string): Promise<SourceFile> {
  const info = await lstat(file);
  if (info.size > maxFileSize) throw new ImportRefused(name, null, said`the file is larger than 256 MB.`);
  const text = decodeText(await readFile(file), name);
  if (text.startsWith('version https://git-lfs.github.com/spec/'))
    throw new ImportRefused(name, null, said`it is only a pointer to the file; fetch it with “git lfs pull” first.`);
  return { name, text };
}

async function findFiles(folder: string, name: string, depth: number): Promise<string[]> {
  if (depth > maxDepth) return [];
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await findFiles(path, name, depth + 1)));
    else if (entry.isFile() && entry.name === name) found.push(path);
    if (found.length > maxFiles)
      throw new ImportRefused(basename(folder), null, said`there are more than ${maxFiles} files named ${name}.`);
  }
  return found;
}
