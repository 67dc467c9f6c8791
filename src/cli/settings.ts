import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { parse } from 'jsonc-parser';
import type { ServerConfig } from '../model/server';
import { parseServerConfigs } from '../model/serverConfig';
import { normalizeServerUrl } from '../servers/address';
import { lmStudioUrl } from '../servers/lmStudio/home';
import { CommandFailed } from './failure';

/** The options that all commands share. */
export interface CommonOptions {
  json?: boolean;
  workspace?: string;
  server?: string;
  database?: string;
}

export function workspaceOf(options: CommonOptions): string {
  return resolve(options.workspace ?? '.');
}

/** `--server`, else `llp.servers` of the workspace's settings, else where LM Studio says that it listens. */
export async function serversOf(options: CommonOptions): Promise<ServerConfig[]> {
  if (options.server === undefined)
    return parseServerConfigs((await folderSettings(options))['llp.servers'], (await lmStudioUrl()) ?? undefined);
  // Refused at once, before anything is stored or opened.
  return [{ url: normalizeServerUrl(options.server) }];
}

/**
 * `--database`, else `llp.database.path` of the workspace's settings, else `.llp/playground.db` in it. Settings come
 * with a cloned folder: they may not lead out of it, as the person's other results may stand there.
 */
export async function databaseOf(options: CommonOptions): Promise<string> {
  const workspace = workspaceOf(options);
  if (options.database !== undefined) return resolve(options.database);
  const wished = (await folderSettings(options))['llp.database.path'];
  const path = typeof wished === 'string' ? wished.trim() : '';
  if (path === '') return join(workspace, '.llp', 'playground.db');
  const file = isAbsolute(path) ? path : join(workspace, path);
  if (await isWithin(file, workspace)) return file;
  throw new CommandFailed(
    `The settings of this folder keep the database outside of it, at ${file}. If that is where you want it, add --database with this path.`,
  );
}

/** The folder's VS Code settings; none where it has no such file, or none that can be read as an object. */
export async function folderSettings(options: CommonOptions): Promise<Record<string, unknown>> {
  try {
    const text = await readFile(join(workspaceOf(options), '.vscode', 'settings.json'), 'utf8');
    const settings: unknown = parse(text);
    return typeof settings === 'object' && settings !== null ? (settings as Record<string, unknown>) : {};
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    throw error;
  }
}

/** Whether a file, which may not be there yet, is inside a folder once all links are followed. */
async function isWithin(file: string, folder: string): Promise<boolean> {
  const way = relative(await followed(folder), await followed(file));
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

async function followed(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await followed(parent), basename(path));
  }
}
