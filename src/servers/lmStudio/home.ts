import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseJson, record } from '../json';

/**
 * Where LM Studio's server listens on this machine, by the port in `.internal/http-server.json` of its home, which is
 * named by `~/.lmstudio-home-pointer`, else `~/.lmstudio` or `~/.cache/lm-studio`. Null where no such file is.
 */
export async function lmStudioUrl(user = homedir()): Promise<string | null> {
  for (const home of await lmStudioHomes(user)) {
    const file = await readFile(join(home, '.internal', 'http-server.json'), 'utf8').catch(() => '');
    const { port } = record(parseJson(file));
    if (typeof port === 'number' && Number.isInteger(port) && port > 0 && port < 65_536)
      return `http://127.0.0.1:${port}`;
  }
  return null;
}

/** Where LM Studio may keep its things, the likeliest first. */
export async function lmStudioHomes(user: string): Promise<string[]> {
  const pointer = await readFile(join(user, '.lmstudio-home-pointer'), 'utf8').catch(() => '');
  const homes = [pointer.trim(), join(user, '.lmstudio'), join(user, '.cache', 'lm-studio')];
  return homes.filter((path) => path !== '');
}
