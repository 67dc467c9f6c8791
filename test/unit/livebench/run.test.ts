import { chmod, cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { livebenchName, requireDisplayName, requireModelId } from '../../../src/exchange/livebench/run/names';
import { Redactor } from '../../../src/exchange/livebench/run/redact';
import { Playground } from '../../../src/playground';
import type { LiveBenchEntry } from '../../../src/playground/liveBenchKind';
import { temporaryFolder } from '../builders';

const fixture = join(import.meta.dirname, '../../fixtures/livebench');

interface Asked {
  prompt: string;
  model: string;
  temperature: number;
  authorization: string;
}

/** A server that knows capitals, fails at `FAIL` while it may, and hangs at `HANG`. */
async function aServer(): Promise<{ url: string; asked: Asked[]; mend: () => void; hanging: Promise<void> }> {
  const asked: Asked[] = [];
  let failing = true;
  const sockets: { hung: () => void } = { hung: () => undefined };
  const hanging = new Promise<void>((resolve) => (sockets.hung = resolve));
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      if (request.method === 'GET') return void response.end('{"object":"list","data":[]}');
      const { model, messages, temperature } = JSON.parse(body) as {
        model: string;
        messages: { content: string }[];
        temperature: number;
      };
      const prompt = messages[0]?.content ?? '';
      asked.push({ prompt, model, temperature, authorization: request.headers.authorization ?? '' });
      if (prompt.includes('HANG') && failing) return sockets.hung();
      if (prompt.includes('FAIL') && failing) {
        response.statusCode = 500;
        return void response.end('{"error":"boom"}');
      }
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ choices: [{ message: { content: prompt.includes('France') ? 'Paris' : 'Rome' } }] }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, mend: () => (failing = false), hanging };
}

const question = (id: string, prompt: string, truth: string, release = '2024-06-24') => ({
  question_id: id,
  category: 'reasoning',
  task: 'capitals',
  turns: [prompt],
  ground_truth: truth,
  livebench_release_date: release,
  livebench_removal_date: '',
});

/** A checkout whose `python` is the stand-in, with these questions. */
async function aCheckout(questions: object[]): Promise<{ folder: string; python: string; task: string }> {
  const root = await temporaryFolder();
  await cp(join(fixture, 'checkout'), root, { recursive: true });
  const bin = join(root, '.venv', 'bin');
  await mkdir(bin, { recursive: true });
  const python = join(bin, 'python');
  await writeFile(python, `#!/bin/sh\nexec "${process.execPath}" "${join(fixture, 'standIn.mjs')}" "$@"\n`);
  await chmod(python, 0o755);
  const folder = join(root, 'livebench');
  const task = join(folder, 'data', 'live_bench', 'reasoning', 'capitals');
  await mkdir(task, { recursive: true });
  await writeFile(join(task, 'question.jsonl'), questions.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return { folder, python, task };
}

async function aPlayground(url: string, key?: string): Promise<Playground> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'bundled'));
  const playground = await Playground.open({
    workspace: folder,
    databaseFile: join(folder, '.llp', 'playground.db'),
    bundledSuites: join(folder, 'bundled'),
    servers: [{ url }],
    apiKey: async () => key,
  });
  onTestFinished(() => playground.close());
  return playground;
}

const choice = (checkout: { folder: string; python: string }) => ({
  checkout: { folder: checkout.folder, python: checkout.python },
  benches: ['live_bench/reasoning'],
  release: '2024-11-25',
  questionSource: 'jsonl' as const,
  maxTokens: null,
  parallelRequests: null,
  resume: true,
});

function entry(playground: Playground, url: string, modelId: string, changes: Partial<LiveBenchEntry> = {}) {
  const { bots } = playground.read;
  const bot = bots.findByName(modelId) ?? playground.bots.add({ name: modelId, server: url, modelId });
  return { bot, displayName: `${modelId}@temp03#2`, temperature: 0.3, ...changes };
}

async function ran(playground: Playground, entries: LiveBenchEntry[], how: ReturnType<typeof choice>) {
  const { tournaments, liveBench } = playground;
  const { id } = tournaments.create(await liveBench.plan(entries, how));
  liveBench.allow(how.checkout);
  await tournaments.run(id);
  return playground.read.jobs.list(id);
}

const posix = process.platform !== 'win32';

describe.runIf(posix)('a run of LiveBench', () => {
  it('asks this server alone, under the alias, and imports what was judged', async () => {
    const server = await aServer();
    const checkout = await aCheckout([
      question('q1', 'Capital of France?', 'Paris'),
      question('q2', 'Capital of Spain?', 'Madrid'),
      question('q3', 'Of a later release', 'x', '2025-11-25'),
    ]);
    const key = 'secret-key-123456';
    const playground = await aPlayground(server.url, key);
    // An id that LiveBench's configurations know: without the override the vendor would be called.
    const [job] = await ran(playground, [entry(playground, server.url, 'gemma-3-4b-it')], choice(checkout));
    expect(job).toMatchObject({ status: 'done', reason: null });
    expect(job?.note).toMatch(/Imported as 1: 1 models, 2 judgments/);
    expect(server.asked.map(({ prompt }) => prompt)).toEqual(['Capital of France?', 'Capital of Spain?']);
    expect(server.asked[0]).toMatchObject({ temperature: 0.3, authorization: `Bearer ${key}` });
    const { from, table } = playground.benchmarks.board('livebench');
    expect(from).toMatchObject({ origin: 'measured', release: '2024-11-25' });
    expect(table.rows).toMatchObject([{ model: 'gemma-3-4b-it@temp03#2', values: [50] }]);
    const log = await readFile(join(playground.options.databaseFile, '..', 'livebench', '1.log'), 'utf8');
    expect(log).toContain('--model-provider-override local');
    expect(log).toContain('LIVEBENCH_API_KEY=<REDACTED>');
    expect(log).not.toContain(key);
  });

  it('that failed in part says so, and the same run again asks only that anew', async () => {
    const server = await aServer();
    const checkout = await aCheckout([question('q1', 'France?', 'Paris'), question('q2', 'FAIL Italy?', 'Rome')]);
    const playground = await aPlayground(server.url);
    const [job] = await ran(playground, [entry(playground, server.url, 'm')], choice(checkout));
    expect(job?.note).toMatch(/1 of 2 answers failed/);
    server.mend();
    // As when the process was killed while it wrote.
    const file = join(checkout.task, 'model_answer', 'm@temp03#2.jsonl');
    await writeFile(file, `${await readFile(file, 'utf8')}{"question_id": "q9", "cho`);
    const [again] = await ran(playground, [entry(playground, server.url, 'm')], choice(checkout));
    expect(again).toMatchObject({ status: 'done' });
    expect(again?.note).toMatch(/cut off/);
    expect(server.asked.map(({ prompt }) => prompt)).toEqual(['France?', 'FAIL Italy?', 'FAIL Italy?']);
    expect(playground.benchmarks.board('livebench').table.rows).toMatchObject([{ values: [100] }]);
  });

  it('is judged by its files: one of which all answers failed is no result, though the script ends with 0', async () => {
    const server = await aServer();
    const checkout = await aCheckout([question('q1', 'FAIL', 'x')]);
    const playground = await aPlayground(server.url);
    const [job] = await ran(playground, [entry(playground, server.url, 'm')], choice(checkout));
    expect(job).toMatchObject({ status: 'failed' });
    expect(job?.reason).toMatch(/All 1 answers failed/);
    const [none] = await ran(playground, [entry(playground, server.url, 'm2')], {
      ...choice(checkout),
      benches: ['live_bench/math'],
    });
    expect(none?.reason).toMatch(/without an answer/);
  });

  it('ends with all that it has started when it is cancelled', async () => {
    const server = await aServer();
    const checkout = await aCheckout([question('q1', 'HANG', 'x'), question('q2', 'France?', 'Paris')]);
    const playground = await aPlayground(server.url);
    const { tournaments, liveBench } = playground;
    const how = choice(checkout);
    const { id } = tournaments.create(await liveBench.plan([entry(playground, server.url, 'm')], how));
    liveBench.allow(how.checkout);
    const running = tournaments.run(id);
    await server.hanging;
    await tournaments.cancel(id);
    await running;
    server.mend();
    expect(playground.read.jobs.list(id)).toMatchObject([{ status: 'cancelled' }]);
    expect(server.asked).toHaveLength(1);
    expect(playground.benchmarks.list()).toEqual([]);
  });

  it('is not carried out for a database that names a program which nobody here has named', async () => {
    const server = await aServer();
    const checkout = await aCheckout([question('q1', 'France?', 'Paris')]);
    const playground = await aPlayground(server.url);
    const plan = await playground.liveBench.plan([entry(playground, server.url, 'm')], choice(checkout));
    const { id } = playground.tournaments.create(plan);
    await playground.tournaments.run(id);
    expect(playground.read.jobs.list(id)[0]?.reason).toMatch(/only where you have named it/);
    expect(server.asked).toEqual([]);
  });
});

describe('names for LiveBench', () => {
  it('are refused with a suggestion that is taken', () => {
    for (const bad of [
      'my model',
      'google/gemma-3',
      'a;rm -rf b',
      '$(id)',
      '',
      '../x',
      '#2',
      'ö',
      'a'.repeat(300),
      'x.',
    ]) {
      expect(() => requireDisplayName(bad)).toThrow(/Use “/);
      expect(() => requireDisplayName(livebenchName(bad))).not.toThrow();
    }
    for (const good of ['google_gemma-3-4b-it@temp03#2', 'gemma-2-27b-it@iq4_xs'])
      expect(() => requireDisplayName(good)).not.toThrow();
    expect(() => requireModelId('google/gemma-3-4b')).not.toThrow();
    expect(() => requireModelId('x y')).toThrow(/under another id, such as “x_y”/);
    expect(livebenchName('google/gemma 3')).toBe('google_gemma_3');
  });

  it('go through a shell as they are, whatever was asked for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const made = livebenchName(name);
        requireDisplayName(made);
        expect(made).not.toMatch(/[\s"'`$\\;&|<>(){}*?!~/]/);
      }),
      { numRuns: 50 },
    );
  });
});

describe('what LiveBench prints', () => {
  it('never holds the key, however it arrives', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 120 }), { maxLength: 12 }), (cuts) => {
        const text =
          'a\nexport LIVEBENCH_API_KEY=sk-12345678 && python x\rError: sk-12345678 is wrong\nend sk-12345678';
        const places = [0, ...cuts.sort((a, b) => a - b), text.length];
        const redactor = new Redactor('sk-12345678');
        const out = places.slice(1).map((end, at) => redactor.next(text.slice(places[at], end)));
        const all = [...out, redactor.rest()].join('');
        expect(all).not.toContain('12345678');
        expect(all).toContain('python x');
      }),
    );
  });
});
