import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface RealServer {
  url: string;
  child: ChildProcess;
  /** The last that it printed. */
  output: () => string;
  stop: () => Promise<void>;
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set: start this by npm test -- --only real.`);
  return value;
}

/** Path of the model, as `npm test -- --only real` found or installed it. */
export const modelFile = (): string => required('LLP_REAL_MODEL');

/** Starts a real llama-server on a free port and waits until it is ready. `-m` is set unless the arguments choose. */
export async function startLlamaServer(...args: string[]): Promise<RealServer> {
  const port = await freePort();
  const model = args.includes('-m') || args.includes('--models-dir') ? [] : ['-m', modelFile()];
  const common = ['--host', '127.0.0.1', '--port', String(port), '-t', '1', '-c', '2048', '-np', '1'];
  const child = spawn(required('LLP_REAL_SERVER'), [...common, ...model, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (output = (output + data.toString()).slice(-20_000)));
  const url = `http://127.0.0.1:${port}`;
  const server: RealServer = { url, child, output: () => output, stop: () => stop(child) };
  const end = Date.now() + 120_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`llama-server ended: ${output.slice(-2000)}`);
    const ready = await fetch(`${url}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return server;
    if (Date.now() > end) throw new Error(`llama-server is not ready: ${output.slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await ended;
  clearTimeout(hard);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
