import { createServer, type IncomingMessage, type Server } from 'node:http';
import { mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Store } from '../../../src/store';
import { temporaryFolder } from '../builders';
import { buildCli, runCli, type CliResult } from './bundle';

let bundle: string;
const key = 'sk-private-0123456789';
const seen: { url: string; key: string | undefined; body: string }[] = [];
let stranger: Server;
let own: Server;

beforeAll(async () => {
  bundle = await buildCli();
  stranger = await listen();
  own = await listen();
}, 60_000);
afterAll(() => {
  stranger.close();
  own.close();
});
beforeEach(() => {
  seen.length = 0;
});

/** A plain OpenAI-compatible server that notes what it is sent, and answers with the key it was given. */
async function listen(): Promise<Server> {
  const server = createServer(
    (request, response) =>
      void answer(server, request, (status, body) => {
        response.writeHead(status, {
          'content-type': body.startsWith('data:') ? 'text/event-stream' : 'application/json',
        });
        response.end(body);
      }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

async function answer(server: Server, request: IncomingMessage, reply: (status: number, body: string) => void) {
  let body = '';
  for await (const piece of request) body += String(piece);
  const sent = request.headers.authorization;
  seen.push({ url: addressOf(server), key: sent, body });
  if (request.url === '/v1/models')
    return reply(200, JSON.stringify({ object: 'list', data: [{ id: 'm', object: 'model' }] }));
  if (request.url !== '/v1/chat/completions') return reply(404, JSON.stringify({ error: { message: 'no route' } }));
  const echo = `you sent ${sent ?? 'no key'} and again ${sent?.slice(7) ?? ''}`;
  // Cut within the key, so that no piece holds it whole.
  const pieces = [echo.slice(0, 20), echo.slice(20, 31), echo.slice(31)];
  const chunk = (delta: object, finish: string | null): string =>
    `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  return reply(
    200,
    `${pieces.map((content) => chunk({ content }, null)).join('')}${chunk({}, 'stop')}data: [DONE]\n\n`,
  );
}

const addressOf = (server: Server): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function clone(settings: object): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, '.vscode'));
  await writeFile(join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  return folder;
}

const llp = (cwd: string, args: string[], variables: Record<string, string> = {}): Promise<CliResult> =>
  runCli(bundle, args, cwd, { LLP_API_KEY: key, ...variables });

describe('the API key of the command line', () => {
  it('is not sent to an address that only the folder’s settings name, and says how to name it', async () => {
    const folder = await clone({ 'llp.servers': [addressOf(stranger)] });
    for (const args of [['models'], ['doctor'], ['run', '--model', 'm', '--prompt', 'booting-teaching']]) {
      const { stderr } = await llp(folder, args);
      expect(stderr).toContain(`LLP_API_KEY_FOR=${addressOf(stranger)}`);
    }
    expect(seen.length).toBeGreaterThan(3);
    expect(seen.map((one) => one.key)).toEqual(seen.map(() => undefined));
  });

  it('is sent where --server or LLP_API_KEY_FOR names the address', async () => {
    const folder = await clone({ 'llp.servers': [addressOf(stranger), addressOf(own)] });
    await llp(folder, ['models', '--server', addressOf(own)]);
    expect(seen.every((one) => one.key === `Bearer ${key}`)).toBe(true);
    seen.length = 0;
    await llp(folder, ['models'], { LLP_API_KEY_FOR: `${addressOf(own)}/v1` });
    expect(seen.filter((one) => one.key !== undefined).map(({ url }) => url)).toContain(addressOf(own));
    expect(seen.filter((one) => one.key !== undefined).map(({ url }) => url)).not.toContain(addressOf(stranger));
  });

  it('stands in nothing that is kept or shown when a server sends it back', async () => {
    const folder = await temporaryFolder();
    const { stdout, stderr } = await llp(folder, [
      'run',
      '--model',
      'm',
      '--prompt',
      'booting-teaching',
      '--json',
      '--server',
      addressOf(own),
    ]);
    expect(seen.some((one) => one.key === `Bearer ${key}`)).toBe(true);
    const [line] = stdout
      .trim()
      .split('\n')
      .map((one) => JSON.parse(one) as { text: string; output: string });
    expect(line?.text).toBe('you sent Bearer ••• and again •••');
    const log = await readFile(join(folder, '.llp', 'logs', 'run-000001.log'), 'utf8');
    const exported = await llp(folder, ['export', '--format', 'json', '-o', '-']);
    const file = await readFile(join(folder, line?.output ?? ''), 'utf8');
    for (const text of [stdout, stderr, log.replace(/\\r|\\n/g, ''), exported.stdout, file])
      expect(text).not.toContain(key);
    const store = await Store.open(join(folder, '.llp', 'playground.db'));
    expect(JSON.stringify(store.runs.require(1))).not.toContain(key);
    store.close();
  });
});

describe('a bot of somebody else’s server', () => {
  async function withImportedBot(): Promise<string> {
    const folder = await clone({ 'llp.servers': [addressOf(own)] });
    await mkdir(join(folder, '.llp'), { recursive: true });
    const store = await Store.open(join(folder, '.llp', 'playground.db'));
    store.bots.add({ name: 'gift', server: addressOf(stranger), modelId: 'm', origin: 'measured' });
    store.close();
    return folder;
  }
  const run = ['run', '--bot', 'gift', '--prompt', 'booting-teaching', '--json'];

  it('is refused with another --server, before anything is sent', async () => {
    const { code, stderr, stdout } = await llp(await withImportedBot(), [...run, '--server', addressOf(own)]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('--server names another');
    expect(seen.filter((one) => one.url === addressOf(stranger))).toEqual([]);
    const tournament = ['tournament', '--bot', 'gift', '--prompt', 'booting-teaching', '--server', addressOf(own)];
    expect((await llp(await withImportedBot(), tournament)).code).toBe(1);
    expect(seen.filter((one) => one.url === addressOf(stranger))).toEqual([]);
  });

  it('gets neither prompt nor key until its server was named, and the prompt alone later', async () => {
    const folder = await withImportedBot();
    const refused = await llp(folder, run);
    expect(refused.code).toBe(1);
    expect(refused.stdout + refused.stderr).toContain('none of your servers');
    expect((await llp(folder, ['tournament', '--bot', 'gift', '--prompt', 'booting-teaching'])).code).toBe(1);
    expect(seen.filter((one) => one.url === addressOf(stranger))).toEqual([]);
    const remembered = { LLP_CONFIG_DIR: await mkdtemp(join(tmpdir(), 'llp-config-')) };
    expect((await llp(folder, [...run, '--server', addressOf(stranger)], remembered)).code).toBe(0);
    seen.length = 0;
    expect((await llp(folder, run, remembered)).code).toBe(0);
    const got = seen.filter((one) => one.url === addressOf(stranger));
    expect(got.some((one) => one.body.includes('messages'))).toBe(true);
    expect(got.every((one) => one.key === undefined)).toBe(true);
  });
});

describe('an address that cannot be one', () => {
  it.each(['foo bar', 'http://user:secret@127.0.0.1:9', 'ftp://x', 'http://'])(
    '%s is refused before anything is stored',
    async (address) => {
      for (const settings of [false, true]) {
        const folder = settings ? await clone({ 'llp.servers': [address] }) : await temporaryFolder();
        const args = ['run', '--model', 'm', '--prompt', 'booting-teaching', '--json'];
        const { code, stdout, stderr } = await llp(folder, settings ? args : [...args, '--server', address]);
        expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
        expect(stderr.trim().split('\n')).toHaveLength(1);
        expect(stderr).not.toMatch(/secret|Invalid URL|at /);
        const store = await Store.open(join(folder, '.llp', 'playground.db'));
        expect(store.bots.list()).toEqual([]);
        expect(store.database.get('SELECT COUNT(*) AS runs FROM run')).toEqual({ runs: 0 });
        store.close();
      }
    },
  );
});

describe('llp.database.path', () => {
  it('is honoured within the folder', async () => {
    const folder = await clone({ 'llp.database.path': 'data/mine.db' });
    const { stdout } = await llp(folder, ['doctor', '--server', addressOf(own)]);
    expect(stdout).toContain('ok    Database');
    await readFile(join(folder, 'data', 'mine.db'));
    await expect(readFile(join(folder, '.llp', 'playground.db'))).rejects.toThrow();
  });

  it('does not lead out of it, by a path or a link, unless the person names the file', async () => {
    const elsewhere = await temporaryFolder();
    const linked = await clone({ 'llp.database.path': 'link/private.db' });
    await symlink(elsewhere, join(linked, 'link'), 'junction');
    const up = await clone({ 'llp.database.path': `../${elsewhere.split('/').at(-1) ?? ''}/private.db` });
    const absolute = await clone({ 'llp.database.path': join(elsewhere, 'private.db') });
    for (const folder of [linked, up, absolute]) {
      const { code, stderr } = await llp(folder, ['leaderboard']);
      expect(code).toBe(1);
      expect(stderr).toContain('--database');
      await expect(readFile(join(elsewhere, 'private.db'))).rejects.toThrow();
    }
    expect((await llp(absolute, ['leaderboard', '--database', join(elsewhere, 'private.db')])).code).toBe(0);
  });
});
