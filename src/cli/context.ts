import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'jsonc-parser';
import type { ServerConfig } from '../model/server';
import { parseServerConfigs } from '../model/serverConfig';
import { Playground } from '../playground';

/** The options that all commands share. */
export interface CommonOptions {
  json?: boolean;
  workspace?: string;
  server?: string;
}

/** Suites that come with LLP: beside the bundle in an installed extension, and in the project. */
export const bundledSuites = join(__dirname, '..', 'suites');

export function workspaceOf(options: CommonOptions): string {
  return resolve(options.workspace ?? '.');
}

/** `--server`, else `llp.servers` of the workspace's settings, else LM Studio's default address. */
export async function serversOf(options: CommonOptions): Promise<ServerConfig[]> {
  if (options.server !== undefined) return parseServerConfigs([options.server]);
  try {
    const settings = parse(await readFile(join(workspaceOf(options), '.vscode', 'settings.json'), 'utf8')) as Record<
      string,
      unknown
    > | null;
    return parseServerConfigs(settings?.['llp.servers']);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return parseServerConfigs(undefined);
    throw error;
  }
}

export function apiKeyFromEnvironment(): Promise<string | undefined> {
  return Promise.resolve(process.env['LLP_API_KEY'] ?? process.env['LM_API_TOKEN']);
}

export function databaseOf(options: CommonOptions): string {
  return join(workspaceOf(options), '.llp', 'playground.db');
}

/**
 * Opens the workspace's playground, and closes it when the work is done. Where nothing will be changed (`reading`), it
 * is opened whatever keeps it from being written; else it is also backed up once a day.
 */
export async function withPlayground<T>(
  options: CommonOptions,
  work: (playground: Playground) => Promise<T>,
  { reading = false } = {},
): Promise<T> {
  const playground = await Playground.open({
    workspace: workspaceOf(options),
    databaseFile: databaseOf(options),
    reading,
    onNotice: complain,
    bundledSuites,
    servers: await serversOf(options),
    apiKey: apiKeyFromEnvironment,
  });
  try {
    if (await playground.isUnexpectedlyEmpty())
      complain(
        'The database is empty, though results had been stored in it: llp restore puts the latest backup in place.',
      );
    const result = await work(playground);
    if (!reading) await backUp(playground);
    return result;
  } finally {
    playground.close();
  }
}

/** What was asked for is done by then: a backup that failed is said, and no failure of the command. */
async function backUp(playground: Playground): Promise<void> {
  try {
    await playground.backUpIfDue();
  } catch (error) {
    complain(`The database could not be backed up. ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One sentence on stderr. */
export function complain(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/** Ends a command with exit code 1 and one clear sentence. */
export class CommandFailed extends Error {}
