import { said, SaidError } from '../../../l10n/said';
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, dirname, isAbsolute } from 'node:path';
import { keyVariable } from './command';
import { Redactor } from './redact';

export interface Started {
  folder: string;
  python: string;
  arguments: string[];
  /** The person's key; null where the server wants none. */
  key: string | null;
  /** Where the output goes, without the key. */
  log: string;
}

export interface Ended {
  /** Null where it was killed. */
  code: number | null;
  /** The last lines of the output, without the key. */
  tail: string[];
}

const tailLines = 12;
const graceMs = 3_000;

/**
 * Runs the script in a process group of its own. When the signal is aborted all of the group ends: the script alone
 * would leave what asks the model running. Rejects with a sentence where it could not be started.
 */
export async function runScript(start: Started, signal: AbortSignal): Promise<Ended> {
  await mkdir(dirname(start.log), { recursive: true });
  const log = createWriteStream(start.log, { flags: 'a' });
  const child = spawn(start.python, ['-u', ...start.arguments], {
    cwd: start.folder,
    env: environment(start),
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const redactor = new Redactor(start.key);
  let tail: string[] = [];
  const take = (text: string): void => {
    if (text === '') return;
    log.write(text);
    tail = [...tail, ...text.split(/[\r\n]+/).filter((line) => line.trim() !== '')].slice(-tailLines);
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => take(redactor.next(text)));
  }
  const end = (): void => endGroup(child, 'SIGKILL');
  process.once('exit', end);
  let killing: NodeJS.Timeout | undefined;
  const cancel = (): void => {
    endGroup(child, 'SIGTERM');
    killing = setTimeout(end, graceMs);
  };
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', (error: NodeJS.ErrnoException) =>
        reject(
          new SaidError(
            error.code === 'ENOENT'
              ? said`Python could not be started: there is no ${start.python}. Say which Python LiveBench is installed for.`
              : said`Python could not be started: ${error.message}`,
          ),
        ),
      );
      child.once('close', resolve);
    });
    take(redactor.rest());
    return { code, tail };
  } finally {
    clearTimeout(killing);
    signal.removeEventListener('abort', cancel);
    process.removeListener('exit', end);
    // What the script has started and left behind would go on asking the model.
    end();
    await new Promise<void>((resolve) => log.end(resolve));
  }
}

/** LiveBench calls `python` by its name, so that its environment has to come first on the PATH. */
function environment({ python, key }: Started): NodeJS.ProcessEnv {
  const { VIRTUAL_ENV: _, ...inherited } = process.env;
  const path = inherited['PATH'] ?? '';
  return {
    ...inherited,
    ...(isAbsolute(python) ? { PATH: `${dirname(python)}${delimiter}${path}` } : {}),
    PYTHONUNBUFFERED: '1',
    PYTHONIOENCODING: 'utf-8',
    [keyVariable]: key ?? 'EMPTY',
  };
}

function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') spawn('taskkill', ['/pid', String(child.pid), '/t', '/f'], { stdio: 'ignore' });
    else process.kill(-child.pid, signal);
  } catch {
    // It is gone already.
  }
}
