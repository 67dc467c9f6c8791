import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What a person has said of servers, remembered outside all folders: a cloned one cannot say it for them. */
export interface NamedServers {
  /** Origins that prompts may be sent to. */
  prompts: string[];
  /** Origins that may, or may not, be sent the API key. */
  keys: Record<string, boolean>;
}

const most = 200;

/** The file; `LLP_CONFIG_DIR` names another folder for it. */
function file(): string {
  const { LLP_CONFIG_DIR, APPDATA, XDG_CONFIG_HOME } = process.env;
  if (LLP_CONFIG_DIR) return join(LLP_CONFIG_DIR, 'servers.json');
  if (process.platform === 'win32' && APPDATA) return join(APPDATA, 'llp', 'servers.json');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'llp', 'servers.json');
  return join(XDG_CONFIG_HOME || join(homedir(), '.config'), 'llp', 'servers.json');
}

/** What is remembered; nothing where the file cannot be read. */
export async function namedServers(): Promise<NamedServers> {
  const named: NamedServers = { prompts: [], keys: {} };
  try {
    const stored = JSON.parse(await readFile(file(), 'utf8')) as Partial<NamedServers> | null;
    if (Array.isArray(stored?.prompts)) named.prompts = stored.prompts.filter((one) => typeof one === 'string');
    for (const [origin, answer] of Object.entries(stored?.keys ?? {}))
      if (typeof answer === 'boolean') named.keys[origin] = answer;
  } catch {
    // Not there yet, or broken: then the person is asked again.
  }
  return named;
}

/** Remembers more. Where that is not possible, e.g. without a home folder, it holds for this command only. */
export async function remember(change: (named: NamedServers) => void): Promise<void> {
  const named = await namedServers();
  const before = JSON.stringify(named);
  change(named);
  named.prompts = [...new Set(named.prompts)].slice(-most);
  if (JSON.stringify(named) === before) return;
  try {
    const target = file();
    await mkdir(join(target, '..'), { recursive: true, mode: 0o700 });
    const unfinished = `${target}.${process.pid}.part`;
    await writeFile(unfinished, `${JSON.stringify(named, null, 2)}\n`, { mode: 0o600 });
    await rename(unfinished, target);
  } catch {
    // Read-only, or no home.
  }
}
