import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path';
import { ImportRefused, type SourceFile } from './imported';

const maxFileSize = 256 * 1024 * 1024;
const maxDepth = 12;
const maxFiles = 1_000;

/** The file itself, or all files of that name below the folder; links are not followed. */
export async function readSources(path: string, nameInFolder: string | null): Promise<SourceFile[]> {
  const info = await stat(path).catch(() => null);
  if (!info) throw new ImportRefused(basename(path), null, 'there is no such file or folder.');
  if (info.isFile()) return [await readSource(path, basename(path))];
  if (nameInFolder === null) throw new ImportRefused(basename(path), null, 'this is a folder; choose a file.');
  const found = await findFiles(path, nameInFolder, 0);
  if (found.length === 0)
    throw new ImportRefused(basename(path), null, `there is no ${nameInFolder} in it or below it.`);
  const name = (file: string): string => relative(path, file).split(sep).join('/');
  const files: SourceFile[] = [];
  for (const file of found.sort()) files.push(await readSource(file, name(file)));
  return files;
}

/** A text file in the same folder as `beside` or below it; null for everything else. */
export async function readBeside(beside: string, path: string): Promise<string | null> {
  if (!['.txt', '.md'].includes(extname(path).toLowerCase())) return null;
  const folder = await realpath(dirname(resolve(beside)));
  const file = await realpath(resolve(folder, path)).catch(() => null);
  if (file === null || !file.startsWith(folder + sep)) return null;
  return (await readSource(file, path)).text;
}

async function readSource(file: string, name: string): Promise<SourceFile> {
  const info = await lstat(file);
  if (info.size > maxFileSize) throw new ImportRefused(name, null, 'the file is larger than 256 MB.');
  const bytes = await readFile(file);
  try {
    return { name, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    throw new ImportRefused(name, null, 'the file is not UTF-8 text.');
  }
}

async function findFiles(folder: string, name: string, depth: number): Promise<string[]> {
  if (depth > maxDepth) return [];
  const found: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await findFiles(path, name, depth + 1)));
    else if (entry.isFile() && entry.name === name) found.push(path);
    if (found.length > maxFiles)
      throw new ImportRefused(basename(folder), null, `there are more than ${maxFiles} files named ${name}.`);
  }
  return found;
}
