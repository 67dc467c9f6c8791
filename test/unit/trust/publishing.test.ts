import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { gistOf, partsOf, previewOf } from '../../../src/exchange/public/gist';
import { methodology } from '../../../src/exchange/public/methodology';
import { readPublished } from '../../../src/exchange/published/read';
import { createGist } from '../../../src/playground/github';
import { speedRatio } from '../../../src/playground/verifying';
import { aCategory, aPrompt, recordRun, temporaryFolder, temporaryStore, wholeFacts } from '../builders';

const log = { run: 1, prompt: 'first', bytes: Buffer.from('POST http://x\n\n{"a":1}\n\ndata: Xin chào\n') };

/** GitHub as its documentation describes it, for one request. */
async function github(status: number, headers: Record<string, string>, body: object) {
  const seen: { authorization: string | undefined; body: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece) => (text += String(piece)));
    request.on('end', () => {
      seen.push({ authorization: request.headers.authorization, body: JSON.parse(text) as Record<string, unknown> });
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

describe('a gist of raw logs', () => {
  it('holds them byte for byte, as the preview shows', async () => {
    const gist = gistOf('Booting', '# Booting', [log]);
    expect(previewOf(gist)).toContain(log.bytes.toString('utf8'));
    const { api, seen } = await github(201, {}, { html_url: 'https://gist.github.com/x/1' });
    expect(await createGist(gist, { token: 't', isPublic: false, api })).toBe('https://gist.github.com/x/1');
    expect(seen[0]).toMatchObject({ authorization: 'Bearer t', body: { public: false, description: 'Booting' } });
    expect(seen[0]?.body['files']).toMatchObject({ 'run-1-first.log': { content: log.bytes.toString('utf8') } });
  });

  it('comes in parts that give the log again, none of them too large and no character cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 8, max: 40 }), (text, most) => {
        const whole = Buffer.from(text).toString('utf8');
        const parts = partsOf(whole, most);
        expect(parts.join('')).toBe(whole);
        expect(parts.every((part) => Buffer.byteLength(part) <= most)).toBe(true);
      }),
    );
  });

  it('is not made of a log with a key, of bytes that are no text, or of too many', () => {
    const of = (bytes: Buffer) => () => gistOf('t', '', [{ ...log, bytes }]);
    expect(of(Buffer.from('Authorization: Bearer abcdefghijklmnop'))).toThrow('a key, a token or a password');
    expect(of(Buffer.from([0xff, 0xfe]))).toThrow('not all text');
    expect(() =>
      gistOf(
        't',
        '',
        Array.from({ length: 300 }, (_, run) => ({ ...log, run })),
      ),
    ).toThrow('300 at most');
  });

  it.each([
    [429, { 'retry-after': '60' }, 'takes no more for now'],
    [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1893456000' }, 'after 00:00 UTC'],
    [401, {}, 'sign in again'],
    [404, {}, 'scope “gist”'],
    [422, {}, 'too large or too many'],
    [500, {}, 'status 500'],
  ])('says why GitHub refuses it: %i', async (status, headers, words) => {
    const { api } = await github(status, headers, { message: 'no' });
    await expect(createGist(gistOf('t', '', [log]), { token: 't', isPublic: true, api })).rejects.toThrow(words);
  });

  it('is where a benchmark says its log is, until the log is another one', async () => {
    const store = await temporaryStore();
    const prompt = aPrompt('first', 10);
    store.prompts.sync([aCategory([prompt])]);
    const bot = store.bots.add({ name: 'gemma', server: 'http://127.0.0.1:1234', modelId: 'm' });
    const request = { ...wholeFacts.request, parameters: { temperature: 0, seed: 7 } };
    const { id } = recordRun(store, bot.id, prompt, { ...wholeFacts, request });
    store.scores.add({ runId: id, points: 7 });
    // A seed changes nothing at temperature 0, so it is no variant.
    expect(store.trust.publicBenchmarks('greedy')).toMatchObject([{ log_url: null, points: 7 }]);
    store.trust.published([id], 'https://gist.github.com/x/1', false, '2026-01-01');
    expect(store.trust.publicBenchmarks('greedy')[0]?.log_url).toBe('https://gist.github.com/x/1');
    const text = methodology(store, '2026-01-01');
    expect(text).toContain(store.trust.publicBenchmarks('greedy')[0]?.slug);
    store.database.run('UPDATE run SET log_sha256 = ? WHERE id = ?', 'b'.repeat(64), id);
    expect(store.trust.publicBenchmarks('greedy')[0]?.log_url).toBeNull();
  });
});

describe('published figures', () => {
  const read = async (format: 'lm-eval' | 'inspect', document: unknown) => {
    const file = join(await temporaryFolder(), 'results.json');
    await writeFile(file, JSON.stringify(document));
    return readPublished(format, file);
  };
  it('come from lm-evaluation-harness, shares only', async () => {
    const { made, left } = await read('lm-eval', {
      results: {
        arc: { alias: ' - arc', 'acc,none': 0.25, 'acc_stderr,none': 0.01, 'acc,strict': 0.5 },
        wiki: { 'word_perplexity,none': 12.5 },
      },
      config: { model: 'hf', model_args: 'pretrained=org/model,dtype=auto' },
    });
    expect(made).toMatchObject({ benchmark: 'lm-eval', origin: 'published' });
    expect(made.table?.columns).toEqual(['arc acc', 'arc acc (strict)']);
    expect(made.table?.rows).toEqual([{ model: 'org/model', average: null, values: [25, 50] }]);
    expect(left).toBe(1);
  });
  it('come from version 0.4.13 of it, too: what it counts beside its metrics is none', async () => {
    const { made, left } = await read('lm-eval', {
      results: { tinyqa: { name: 'tinyqa', alias: 'tinyqa', sample_len: 6, 'acc,none': 0.25, 'acc_stderr,none': 0.2 } },
      config: { model: 'hf', model_args: { pretrained: 'org/model', dtype: 'auto' } },
    });
    expect(made.table?.rows).toEqual([{ model: 'org/model', average: null, values: [25] }]);
    expect(left).toBe(0);
  });
  it('come from logs of Inspect that came to their end', async () => {
    const log = (status: string) => ({
      version: 2,
      status,
      eval: { task: 'gsm8k', model: 'openai/x' },
      results: { scores: [{ name: 'match', metrics: { accuracy: { value: 0.5 }, stderr: { value: 0.1 } } }] },
    });
    const { made } = await read('inspect', log('success'));
    expect(made.table).toMatchObject({
      columns: ['gsm8k match accuracy'],
      rows: [{ model: 'openai/x', values: [50] }],
    });
    await expect(read('inspect', log('error'))).rejects.toThrow('did not come to its end');
  });
  it('are refused where the file is something else', async () => {
    await expect(read('lm-eval', [1])).rejects.toThrow('is not results of lm-evaluation-harness');
    await expect(read('inspect', { eval: {} })).rejects.toThrow('is not a log of Inspect');
    await expect(read('lm-eval', { config: {}, results: { a: { alias: 'a' } } })).rejects.toThrow('states no figures');
  });
});

it('speeds are compared as ratios with an interval from two pairs on', () => {
  expect(speedRatio([[null, 3]])).toBeNull();
  expect(speedRatio([[10, 20]])).toEqual({ ratio: 2, low: null, high: null, pairs: 1 });
  const { ratio, low, high } =
    speedRatio([
      [10, 10],
      [10, 20],
    ]) ?? {};
  expect(ratio).toBeCloseTo(Math.SQRT2);
  // ln 2 / 2 ± 12.706 × ln 2 / 2 with one degree of freedom.
  expect(Math.log(high ?? 0)).toBeCloseTo((Math.LN2 / 2) * 13.7062, 2);
  expect(Math.log(low ?? 0)).toBeCloseTo((Math.LN2 / 2) * -11.7062, 2);
});
