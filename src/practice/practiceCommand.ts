import { parseArgs } from 'node:util';
import { plainNumber } from '../model/plainNumber';
import type { FaultName } from './faults';
import { FAULTS, isFaultName } from './faults';
import type { RequestEntry } from './practiceServer';
import { PracticeStartError, startPracticeServer } from './practiceServer';

export interface Output {
  write(text: string): unknown;
}

export interface PracticeCommandIo {
  stdout: Output;
  stderr: Output;
  /** Stops the server besides SIGINT and SIGTERM. */
  signal?: AbortSignal;
}

interface Options {
  host: string;
  port: number;
  speed: number;
  json: boolean;
  faults: boolean;
  fault?: FaultName;
  token?: string;
}

const USAGE = `Usage: llp practice [options]

Starts a stand-in for LM Studio: invented models, answers composed by rules, no GPU needed.

  --host ADDRESS   address to listen on (127.0.0.1)
  --port N         port to listen on, 0 for any free one (1234)
  --speed N        pace of the models: 1 their own, 10 ten times as fast, max without waiting (1)
  --faults         list the models that exist to fail
  --fault NAME     let every chat and load request fail: ${Object.keys(FAULTS).join(', ')}
  --token TEXT     require this API token
  --json           one JSON object a line instead of text
`;

/**
 * Runs `llp practice` until SIGINT, SIGTERM or `signal`. Returns the exit code: 0 stopped, 1 could not start
 * (one sentence on stderr), 2 wrong usage.
 */
export async function runPracticeCommand(argv: readonly string[], io: PracticeCommandIo): Promise<number> {
  let options: Options | 'help';
  try {
    options = readOptions(argv);
  } catch (error) {
    io.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return 2;
  }
  if (options === 'help') {
    io.stdout.write(USAGE);
    return 0;
  }
  const { json, token: apiToken, ...rest } = options;
  const print = (event: object, text: string): unknown =>
    io.stdout.write(json ? `${JSON.stringify(event)}\n` : `${text}\n`);
  try {
    const server = await startPracticeServer({
      ...rest,
      ...(apiToken === undefined ? {} : { apiToken }),
      onRequest: (entry) => print({ event: 'request', ...entry }, requestLine(entry)),
    });
    print(
      { event: 'listening', url: server.url, port: server.port },
      `Practice server on ${server.url} (Ctrl+C stops it)`,
    );
    await untilStopped(io.signal);
    await server.stop();
    print({ event: 'stopped' }, 'Stopped.');
    return 0;
  } catch (error) {
    if (!(error instanceof PracticeStartError)) throw error;
    const advice = error.code === 'EADDRINUSE' ? '; choose another with --port.' : '.';
    io.stderr.write(`${error.message.replace(/\.$/, '')}${advice}\n`);
    return 1;
  }
}

/** One line about a finished request: when, what, how it ended, how much and how fast. */
export function requestLine(entry: RequestEntry): string {
  const time = new Date(entry.at).toTimeString().slice(0, 8);
  const parts = [time, entry.method, printable(entry.path)];
  if (entry.model !== undefined) parts.push(printable(entry.model));
  parts.push(String(entry.status ?? '-'), entry.outcome);
  if (entry.completionTokens > 0) parts.push(`${entry.completionTokens} tokens`);
  if (entry.tokensPerSecond !== undefined) parts.push(`${entry.tokensPerSecond.toFixed(1)} tokens/s`);
  parts.push(`${((entry.durationMs ?? 0) / 1000).toFixed(2)} s`);
  if (entry.fault !== undefined) parts.push(`(fault: ${entry.fault})`);
  return parts.join('  ');
}

/** Clients choose paths and model names; a terminal must not obey them. */
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 100);
}

function readOptions(argv: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '1234' },
      speed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      faults: { type: 'boolean', default: false },
      fault: { type: 'string' },
      token: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const port = plainNumber(values.port);
  if (!/^\d{1,5}$/.test(values.port) || port > 65_535)
    throw new Error(`--port must be a whole number from 0 to 65535, not "${values.port}".`);
  const speed = values.speed === 'max' ? Infinity : plainNumber(values.speed);
  if (!(speed > 0)) throw new Error(`--speed must be a number above 0 or "max", not "${values.speed}".`);
  const { fault, token, host, json, faults } = values;
  if (fault !== undefined && !isFaultName(fault)) throw new Error(`There is no fault named "${fault}".`);
  return {
    host,
    port,
    speed,
    json,
    faults,
    ...(fault === undefined ? {} : { fault }),
    ...(token === undefined ? {} : { token }),
  };
}

function untilStopped(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const stop = (): void => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
  });
}
