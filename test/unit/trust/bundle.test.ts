import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact, redactForOthers, holdsSecret, secretsOf } from '../../../src/model/redact';
import { rawLogPath } from '../../../src/model/runFiles';
import { importBundle, makeBundle, readBundle } from '../../../src/playground/bundles';
import { previewBundle } from '../../../src/playground/bundlePreview';
import { publicFiles } from '../../../src/playground/publicExport';
import { compareRuns } from '../../../src/playground/verifying';
import { fingerprint, newSigningKey } from '../../../src/trust/bundle/key';
import { openBundle, packBundle } from '../../../src/trust/bundle/manifest';
import { unzip, zip } from '../../../src/trust/bundle/zip';
import { aPrompt, recordRun, temporaryFolder, wholeFacts } from '../builders';
import { aPlayground, filled } from './filled';
import { tries } from '../tries';

const at = '2026-01-02T03:04:05.000Z';
describe('a bundle', () => {
  it('brings results, logs and scores to someone else, as independent', async () => {
    const playground = await filled();
    const { bytes, runs, left } = await makeBundle(playground);
    expect({ runs, left }).toEqual({ runs: 2, left: [] });
    const other = await aPlayground();
    const file = join(await temporaryFolder(), 'anna.llpb');
    await writeFile(file, bytes);
    expect(await importBundle(other, file)).toMatchObject({ runsAdded: 2, scoresAdded: 2 });
    expect(other.store.trust.publicBenchmarks('greedy')).toMatchObject([{ points: 13, max: 20, tier: 'independent' }]);
    expect(other.store.runs.require(1).provenance).toMatchObject({ origin: 'imported', from: 'anna.llpb' });
    await other.logs.check(true);
    expect(other.board(false).rows[0]?.tier).toBe('independent');
    // Again: nothing is doubled. A re-run that agrees verifies it, one that does not takes that back.
    expect(await importBundle(other, file)).toMatchObject({ runsAdded: 0, runsKnown: 2 });
    const outcome = { runId: 1, rerunId: 2, at, differences: [] };
    other.store.trust.verified({ ...outcome, agreed: true });
    expect(other.store.trust.of(1)?.tier).toBe('verified');
    other.store.trust.verified({ ...outcome, agreed: false });
    expect(other.store.trust.of(1)?.tier).toBe('independent');
    expect(other.store.trust.verifications(1)).toHaveLength(2);
    expect(other.store.trust.brokenLink()).toBeNull();
    // A re-run is no result of its own: it takes no row's place.
    const own = playground.store;
    const again = own.runs.require(1);
    const rerun = recordRun(
      own,
      again.botId,
      { ...playground.suites.categories[0]!.prompts[0]! },
      {
        ...wholeFacts,
        startedAt: '2026-02-01T00:00:00.000Z',
      },
    );
    expect(own.trust.publicBenchmarks('greedy')).toEqual([]);
    own.trust.verified({ ...outcome, rerunId: rerun.id, agreed: true });
    expect(own.trust.publicBenchmarks('greedy')).toMatchObject([{ points: 13, tier: 'operator' }]);
    // Someone's own board is not changed by what they had given away.
    await importBundle(playground, file);
    expect(playground.board(false).rows).toMatchObject([{ total: 13 }]);
  });

  it('leaves out what holds a secret or whose log was changed, and says so', async () => {
    const playground = await filled('the key is ghp_0123456789abcdefghijABCDEFGHIJ012345');
    await expect(makeBundle(playground)).rejects.toThrow('nothing to publish');
    const changed = await filled();
    await writeFile(join(dirname(changed.store.database.file), rawLogPath(1)), 'other');
    expect(await makeBundle(changed)).toMatchObject({ runs: 1, left: [{ run: 1, why: 'its log was changed' }] });
  });

  it('is signed, and refused where the signature does not fit', () => {
    const { privateKey } = generateKeyPairSync('ed25519', {
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const facts = { createdAt: at, generator: 'x', runs: 1 };
    const files = new Map([['a.txt', Buffer.from('a')]]);
    const signed = packBundle(files, facts, privateKey);
    expect(openBundle(signed).signedBy).toMatch(/^[0-9a-f]{64}$/);
    expect(openBundle(packBundle(files, facts)).signedBy).toBeNull();
    const parts = new Map<string, Uint8Array>(unzip(signed));
    const other = unzip(packBundle(files, { ...facts, runs: 2 }, privateKey));
    parts.set('manifest.json', other.get('manifest.json') as Buffer);
    expect(() => openBundle(zip(parts))).toThrow('signature');
  });

  it('is signed by no key but an Ed25519 one', () => {
    const rsa = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const files = new Map([['a.txt', Buffer.from('a')]]);
    for (const key of [rsa.privateKey, rsa.publicKey, '', 'key'])
      expect(() => packBundle(files, { createdAt: at, generator: 'x', runs: 1 }, key)).toThrow(
        'no Ed25519 private key',
      );
    const own = newSigningKey();
    const signed = openBundle(packBundle(files, { createdAt: at, generator: 'x', runs: 1 }, own));
    expect(signed.signedBy).toBe(fingerprint(own));
    // Somebody else who signs the same again is told apart.
    const other = packBundle(files, { createdAt: at, generator: 'x', runs: 1 }, newSigningKey());
    expect(openBundle(other).signedBy).not.toBe(fingerprint(own));
    const parts = new Map<string, Uint8Array>(unzip(other));
    parts.set(
      'signature.json',
      unzip(packBundle(files, { createdAt: at, generator: 'y', runs: 1 }, own)).get('signature.json') as Buffer,
    );
    expect(() => openBundle(zip(parts))).toThrow('signature');
  });

  it('gives some of its bots, and tells beforehand what is here already', async () => {
    const theirs = await filled();
    const { store } = theirs;
    const second = store.bots.add({ name: 'qwen', server: 'http://127.0.0.1:1234', modelId: 'q' });
    store.database.run('UPDATE run SET bot_id = ? WHERE id = 2', second.id);
    const file = join(await temporaryFolder(), 'x.llpb');
    await writeFile(file, (await makeBundle(theirs)).bytes);
    const own = await aPlayground();
    const before = await previewBundle(own.store, file);
    expect(before).toMatchObject({ runs: 2, known: 0, conflicts: [] });
    expect(before.bots).toMatchObject([
      { name: 'gemma', runs: 1, scored: 1, hardware: ['rtx-3080-10gb'], runtime: 'llama.cpp b6123' },
      { name: 'qwen', runs: 1 },
    ]);
    await importBundle(
      own,
      file,
      before.bots.filter(({ name }) => name === 'qwen').map(({ id }) => id),
    );
    expect(own.store.bots.list().map(({ name }) => name)).toEqual(['qwen']);
    expect(own.store.trust.publicRuns()).toMatchObject([{ tier: 'independent' }]);
    expect(await previewBundle(own.store, file)).toMatchObject({ runs: 2, known: 1 });
  });

  it('tells what differs where it was tampered with', () => {
    const packed = packBundle(new Map([['a.txt', Buffer.from('a')]]), { createdAt: at, generator: 'x', runs: 1 });
    const parts = (): Map<string, Uint8Array> => new Map<string, Uint8Array>(unzip(packed));
    expect(() => openBundle(zip(parts().set('a.txt', Buffer.from('b'))))).toThrow('a.txt was changed');
    expect(() => openBundle(zip(parts().set('b.txt', Buffer.from('b'))))).toThrow('b.txt is not in the manifest');
    const less = parts();
    less.delete('a.txt');
    expect(() => openBundle(zip(less))).toThrow('a.txt is missing');
  });

  it('refuses paths out of it, links, doubles, bombs and what is encrypted', () => {
    for (const path of [
      '../a',
      '/a',
      'a\\b',
      'a/../b',
      'C:/a',
      'a//b',
      'con',
      'logs/nul.log',
      'a.',
      '',
      'ä',
      'a\0b',
      'a/b/c/d',
    ])
      expect(() => unzip(zip(new Map([[path, Buffer.from('x')]]))), path).toThrow('path that LLP does not write');
    expect(() =>
      unzip(
        zip(
          new Map([
            ['A', Buffer.from('x')],
            ['a', Buffer.from('x')],
          ]),
        ),
      ),
    ).toThrow('twice');
    const archive = zip(new Map([['a', Buffer.from('x')]]));
    const patched = (offset: number, bytes: number[]): Buffer => {
      const copy = Buffer.from(archive);
      const central = copy.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
      Buffer.from(bytes).copy(copy, central + offset);
      return copy;
    };
    // A symbolic link by its Unix mode; a folder; encrypted; more than is stated; elsewhere.
    expect(() => unzip(patched(38, [0, 0, 0xff, 0xa1]))).toThrow('no plain file');
    expect(() => unzip(patched(38, [0, 0, 0xff, 0x41]))).toThrow('no plain file');
    expect(() => unzip(patched(8, [1, 0]))).toThrow('encrypted');
    expect(() => unzip(patched(24, [9, 0, 0, 0]))).toThrow('damaged');
    expect(() => unzip(patched(42, [1, 0, 0, 0]))).toThrow('damaged');
    const bomb = zip(new Map([['a', Buffer.alloc(3_000_000)]]));
    expect(bomb.length).toBeLessThan(10_000);
    expect(() => unzip(bomb, { files: 9, fileBytes: 1_000_000, totalBytes: 9e6 })).toThrow('more than LLP takes');
    const lies = Buffer.from(bomb);
    lies.writeUInt32LE(10, lies.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24);
    expect(() => unzip(lies)).toThrow('damaged');
    for (const text of ['', 'PK', 'x'.repeat(100)]) expect(() => unzip(Buffer.from(text))).toThrow('not a bundle');
  });

  it('never opens as another one, whatever 10,000 changes are made to it', () => {
    const files = new Map([
      ['a.txt', Buffer.from('hello hello hello')],
      ['logs/b.log', Buffer.from('log')],
    ]);
    const packed = packBundle(files, { createdAt: at, generator: 'x', runs: 1 });
    const whole = JSON.stringify([...openBundle(packed).files].map(([path, content]) => [path, content.toString()]));
    const change = fc.record({
      at: fc.integer({ min: 0, max: packed.length - 1 }),
      byte: fc.integer({ min: 0, max: 255 }),
      cut: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), (changes, cuts) => {
        let copy = Buffer.from(packed);
        for (const { at: place, byte, cut } of changes) {
          if (place < copy.length) copy[place] = byte;
          if (cuts) copy = Buffer.concat([copy.subarray(0, place), copy.subarray(place + cut)]);
        }
        let opened: string;
        try {
          opened = JSON.stringify([...openBundle(copy).files].map(([path, content]) => [path, content.toString()]));
        } catch (error) {
          expect((error as Error).name).toBe('BundleError');
          return;
        }
        expect(opened).toBe(whole);
      }),
      { numRuns: tries(10_000) },
    );
  });

  it('is not read where a log is not its run’s', async () => {
    const playground = await filled();
    const { bytes } = await makeBundle(playground);
    const { files, manifest } = openBundle(bytes);
    files.set(rawLogPath(1), Buffer.from('another log'));
    const file = join(await temporaryFolder(), 'x.llpb');
    await writeFile(file, packBundle(files, manifest));
    await expect(readBundle(file)).rejects.toThrow('log of run 1');
  });
});

describe('formats of others', () => {
  it('state what passes the gate, and nothing else', async () => {
    const playground = await filled('Answer by /home/anna/x');
    const api = JSON.parse(publicFiles(playground, 'api', at)[0]?.text ?? '') as {
      benchmarks: Record<string, unknown>[];
      history: object[];
      citation: string;
    };
    expect(api.benchmarks).toMatchObject([
      { score: 13 / 20, trust_tier: 'operator', hardware: 'rtx-3080-10gb', runner: 'llp 0.1.0' },
    ]);
    expect(api.citation).toContain('Accessed 2026-01-02');
    const [record, samples] = publicFiles(playground, 'eee', at);
    const eee = JSON.parse(record?.text ?? '') as Record<string, object>;
    expect(eee).toMatchObject({ schema_version: '0.3.0', evaluation_results: [{ score_details: { score: 13 / 20 } }] });
    expect(samples?.text.trim().split('\n')).toHaveLength(2);
    expect(samples?.text).not.toContain('anna');
    const junit = publicFiles(playground, 'junit', at)[0]?.text ?? '';
    expect(junit).toContain('tests="2" failures="0" errors="0" skipped="0"');
    const [{ name, text: log } = { name: '', text: '' }] = publicFiles(playground, 'inspect', at);
    // Others its viewer does not list.
    expect(name).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d[^_]*_tiny-[^_]+_[^_]+\.json$/);
    expect(JSON.parse(log)).toMatchObject({ version: 2, status: 'success', results: { completed_samples: 2 } });
    const schemas = process.env['LLP_EEE_SCHEMAS'];
    if (schemas) {
      const ajv = new Ajv({ strict: false });
      const check = async (name: string, value: unknown): Promise<void> => {
        const validate = ajv.compile(JSON.parse(await readFile(join(schemas, name), 'utf8')) as object);
        expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
      };
      await check('eval.schema.json', eee);
      for (const line of (samples?.text ?? '').trim().split('\n'))
        await check('instance_level_eval.schema.json', JSON.parse(line));
    }
    const inspect = process.env['LLP_INSPECT'];
    if (inspect && existsSync(inspect)) {
      const file = join(await temporaryFolder(), 'log.json');
      await writeFile(file, log);
      const dumped = execFileSync(inspect, ['log', 'dump', file]).toString();
      expect(JSON.parse(dumped)).toMatchObject({ eval: { model: 'm' }, samples: [{ id: 'first' }, { id: 'second' }] });
    }
  });
});

describe('two answers to one prompt', () => {
  const rubric = [{ id: 'a', points: 10, title: 'A', checks: [] }];
  const prompt = aPrompt('p', 10, { rubric });
  const run = (text: string) => ({ text, stats: {} as never, model: null, runtime: null });
  it('agree where they are the same, and are left open where only a person can judge them', () => {
    const stats = { tokensPerSecond: null } as never;
    const of = (text: string) => ({ ...run(text), stats });
    expect(compareRuns(of('x y'), of('x y'), prompt, '.')).toEqual({ agreed: true, differences: [] });
    const { agreed, differences } = compareRuns(of('x y z'), of('x q z'), prompt, '.');
    expect(agreed).toBeNull();
    expect(differences[0]).toContain('from word 2 on: “y” became “q”');
  });
});

describe('secrets', () => {
  it.each([
    ['Authorization: Bearer abc.def-123456', 'abc'],
    ['x-api-key: topsecret', 'topsecret'],
    ['Cookie: session=abc', 'session'],
    ['GET http://user:hunter2@host/x', 'hunter2'],
    ['GET http://user:hun@ter2@host/x', 'ter2'],
    ['http://host/v1?api_key=hunter2&x=1', 'hunter2'],
    ['{"content":"use sk-proj-0123456789abcdefghij please"}', 'sk-proj'],
    ['error: token hf_0123456789abcdefghijABCDEFGHIJ1234 refused', 'hf_'],
    ['AKIAIOSFODNN7EXAMPLE', 'AKIA'],
    ['-----BEGIN OPENSSH PRIVATE KEY-----\nabc', 'abc'],
    ['the value swordfish-42 of the environment', 'swordfish'],
  ])('are masked in %s', (text, secret) => {
    const known = secretsOf({ MY_API_KEY: 'swordfish-42', HOME: '/home/x', TOKEN_COUNT: '12345678' });
    expect(known).toEqual(['swordfish-42']);
    expect(redact(text, known)).not.toContain(secret);
    expect(holdsSecret(text, known)).toBe(true);
    expect(holdsSecret(redact(text, known), known)).toBe(false);
  });
  it('leave other words alone, and names of people stay at home', () => {
    const text = '{"model":"m","temperature":0,"content":"The token count is 12; ask-me-anything."}';
    expect(redact(text)).toBe(text);
    expect(redactForOthers('/home/anna/x C:\\Users\\anna\\y')).toBe('/home/***/x C:\\Users\\***\\y');
  });
});
