import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ServerAdapter } from '../../../src/model/chat';
import { ModelFiles } from '../../../src/playground/modelFiles';
import { lmStudioFile } from '../../../src/servers/lmStudio/modelFile';
import { readGguf } from '../../../src/trust/model/gguf';
import { aPrompt, recordRun, temporaryFolder, temporaryStore, wholeFacts } from '../builders';
import { tries } from '../tries';

type Fact = [name: string, type: number, value: Buffer];
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
};
const text = (value: string): Buffer => Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);

/** A file as ggml's docs/gguf.md describes it. */
function gguf(facts: Fact[], tensors = 2): Buffer {
  const written = facts.map(([name, type, value]) => Buffer.concat([text(name), u32(type), value]));
  return Buffer.concat([Buffer.from('GGUF'), u32(3), u64(tensors), u64(facts.length), ...written]);
}

const template = 'x'.repeat(300);
const whole = gguf([
  ['general.architecture', 8, text('llama')],
  ['tokenizer.ggml.tokens', 9, Buffer.concat([u32(8), u64(2), text('a'), text('bc')])],
  ['tokenizer.ggml.scores', 9, Buffer.concat([u32(6), u64(2), Buffer.alloc(8)])],
  ['llama.context_length', 4, u32(8192)],
  ['general.file_type', 4, u32(15)],
  ['tokenizer.ggml.add_bos_token', 7, Buffer.from([1])],
  ['tokenizer.chat_template', 8, text(template)],
]);

describe('the header of a GGUF file', () => {
  it('gives short facts, and of long texts their checksum', () => {
    expect(readGguf(whole)).toEqual({
      version: 3,
      tensors: 2,
      facts: {
        'general.architecture': 'llama',
        'llama.context_length': 8192,
        'general.file_type': 15,
        'tokenizer.ggml.add_bos_token': true,
        'tokenizer.chat_template': `sha256:${createHash('sha256').update(template).digest('hex')}`,
      },
    });
  });

  it('gives what it holds where it is cut, and nothing of another file', () => {
    expect(readGguf(whole.subarray(0, 80))?.facts).toEqual({ 'general.architecture': 'llama' });
    expect(readGguf(whole.subarray(0, 10))).toBeNull();
    expect(readGguf(Buffer.from('PK and more that is no model at all'))).toBeNull();
  });

  it('survives whatever stands in a file', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(whole.length),
        (changes, length) => {
          const bytes = Buffer.from(whole.subarray(0, length));
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          const header = readGguf(bytes);
          for (const value of Object.values(header?.facts ?? {}))
            expect(
              typeof value === 'string'
                ? value.length <= 200
                : value === true || value === false || Number.isFinite(value),
            ).toBe(true);
        },
      ),
      { numRuns: tries(10_000) },
    );
  });
});

describe('the files of models', () => {
  const setUp = async () => {
    const store = await temporaryStore();
    store.prompts.sync([]);
    const path = join(await temporaryFolder(), 'model.gguf');
    await writeFile(path, whole);
    const bot = store.bots.add({ name: 'gemma', server: 'http://127.0.0.1:1234', modelId: 'm' });
    const { id } = recordRun(store, bot.id, aPrompt('first', 10), wholeFacts);
    const problems: unknown[] = [];
    const files = new ModelFiles(store, '', { problem: (problem) => problems.push(problem) });
    const adapter = (url: string, file: string | null = path): ServerAdapter =>
      ({ url, practice: false, local: async () => ({ file, load: { n_ctx: 4096 } }) }) as unknown as ServerAdapter;
    return { store, path, id, files, adapter, problems };
  };
  const here = 'http://127.0.0.1:1234';
  const signal = new AbortController().signal;
  const sha256 = createHash('sha256').update(whole).digest('hex');

  it('are read once, and written into the runs that waited', async () => {
    const { store, path, id, files, adapter } = await setUp();
    expect(await files.recordOf(adapter(here), 'm', id)).toEqual({ load: { n_ctx: 4096 } });
    const seen: number[] = [];
    await files.settle(signal, ({ done }) => seen.push(done));
    expect(seen.at(-1)).toBe(whole.length);
    expect(store.runs.require(id).record?.file).toMatchObject({ bytes: whole.length, sha256, header: { version: 3 } });
    expect(files.waiting).toBe(0);
    expect((await files.recordOf(adapter(here), 'm', id)).file?.sha256).toBe(sha256);
    // Nothing that names a person is kept.
    expect(JSON.stringify(store.database.all('SELECT * FROM model_file'))).not.toContain(path);
  });

  it('are read anew where they changed, and not at all on another machine or of a practice server', async () => {
    const { path, id, files, adapter } = await setUp();
    await files.recordOf(adapter(here), 'm', id);
    await files.settle(signal);
    await writeFile(path, Buffer.concat([whole, Buffer.from('more')]));
    expect((await files.recordOf(adapter(here), 'm', id)).file).toBeUndefined();
    expect(files.waiting).toBe(1);
    const other = new ModelFiles((await setUp()).store, '', { problem: () => undefined });
    expect(await other.recordOf(adapter('http://10.0.0.7:1234'), 'm', id)).toEqual({ load: { n_ctx: 4096 } });
    expect(await other.recordOf({ ...adapter(here), practice: true }, 'm', id)).toEqual({});
    expect(await other.recordOf(adapter(here, 'relative.gguf'), 'm', id)).toEqual({ load: { n_ctx: 4096 } });
    expect(other.waiting).toBe(0);
  });

  it('say nothing of a run whose file was exchanged after it', async () => {
    const { store, path, id, files, adapter } = await setUp();
    await files.recordOf(adapter(here), 'm', id);
    await utimes(path, 1, 1);
    await files.settle(signal);
    expect(store.runs.require(id).record?.file).toBeUndefined();
  });

  it('of LM Studio are found by publisher and exact size', async () => {
    const user = await temporaryFolder();
    const folder = join(user, '.lmstudio', 'models', 'qwen', 'Qwen-GGUF');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'a-Q4_K_M.gguf'), 'abc');
    await writeFile(join(folder, 'b-Q8_0.gguf'), 'abcdef');
    const model = { publisher: 'qwen', sizeBytes: 6, format: 'gguf' };
    expect(await lmStudioFile(model, user)).toBe(join(folder, 'b-Q8_0.gguf'));
    expect(await lmStudioFile({ ...model, sizeBytes: 7 }, user)).toBeNull();
    expect(await lmStudioFile({ ...model, publisher: '..' }, user)).toBeNull();
    await writeFile(join(folder, 'c-Q8_0.gguf'), 'fedcba');
    expect(await lmStudioFile(model, user)).toBeNull();
    expect(existsSync(folder) && (await readFile(join(folder, 'a-Q4_K_M.gguf'), 'utf8'))).toBe('abc');
  });
});
