import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Category, Prompt } from '../../src/model/prompt';
import { unknownStats, type Run, type RunStats } from '../../src/model/run';
import type { ModelInfo } from '../../src/model/server';
import { Store } from '../../src/store';
import { promptHash } from '../../src/suites/hash';

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'llp-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** A store in a real file, closed and removed after the test. */
export async function temporaryStore(): Promise<Store> {
  const store = await Store.open(join(await temporaryFolder(), '.llp', 'playground.db'));
  onTestFinished(() => store.close());
  return store;
}

export function aPrompt(id: string, points: number, changes: Partial<Prompt> = {}): Prompt {
  const prompt = {
    id,
    categoryId: 'booting',
    title: `Title of ${id}`,
    group: null,
    position: 0,
    points,
    text: `Text of ${id}`,
    temperature: null,
    system: null,
    rubric: [],
    line: 0,
    ...changes,
  };
  return { ...prompt, hash: promptHash(prompt) };
}

export function aCategory(prompts: Prompt[], changes: Partial<Category> = {}): Category {
  const id = changes.id ?? 'booting';
  return {
    id,
    title: `Category ${id}`,
    version: 1,
    order: 1,
    temperature: 0.5,
    description: '',
    points: prompts.reduce((sum, prompt) => sum + prompt.points, 0),
    prompts: prompts.map((prompt) => ({ ...prompt, categoryId: id })),
    file: `/suites/${id}.md`,
    ...changes,
  };
}

export function aModel(id: string, changes: Partial<ModelInfo> = {}): ModelInfo {
  return {
    id,
    server: 'http://127.0.0.1:1234',
    kind: 'lmstudio',
    type: 'llm',
    displayName: null,
    publisher: null,
    architecture: 'llama',
    quantization: 'Q4_K_M',
    format: 'gguf',
    parameters: null,
    sizeBytes: null,
    maxContextLength: 32768,
    loadedContextLength: null,
    state: 'loaded',
    instances: [],
    ...changes,
  };
}

export function someStats(changes: Partial<RunStats> = {}): RunStats {
  return {
    ...unknownStats,
    completionTokens: 100,
    tokensPerSecond: 20,
    timeToFirstTokenSeconds: 1,
    stopReason: 'stop',
    ...changes,
  };
}

/** Records a finished run of a bot at a prompt. */
export function recordRun(store: Store, botId: number, prompt: Prompt, changes: Partial<Run> = {}): Run {
  const id = store.runs.begin({
    botId,
    categoryId: prompt.categoryId,
    promptId: prompt.id,
    promptHash: prompt.hash,
    request: changes.request ?? { server: 'http://127.0.0.1:1234', modelId: 'm', messages: [], parameters: {} },
    model: null,
    provenance: changes.provenance ?? { origin: 'measured' },
    rawLog: changes.rawLog ?? null,
    stats: unknownStats,
    startedAt: changes.startedAt ?? '2026-01-01T00:00:00.000Z',
  });
  return store.runs.finish(id, {
    status: 'complete',
    errorCode: null,
    error: null,
    text: 'An answer.',
    reasoning: '',
    stats: someStats(),
    flags: [],
    model: null,
    runtime: null,
    rig: null,
    logDigest: changes.rawLog ? { bytes: 1, sha256: 'a'.repeat(64) } : null,
    finishedAt: '2026-01-01T00:00:05.000Z',
    ...changes,
  });
}

/** All that the trust gate asks of a run; the log is only claimed. */
export const wholeFacts = {
  request: {
    server: 'http://127.0.0.1:1234',
    modelId: 'm',
    messages: [{ role: 'user', content: 'Text' }],
    parameters: { temperature: 0 },
  },
  rawLog: 'logs/run-000001.log',
  logDigest: { bytes: 1, sha256: 'a'.repeat(64) },
  model: aModel('m'),
  runtime: { name: 'llama.cpp', version: 'b6123' },
  rig: {
    cpu: 'AMD Ryzen 9 7950X 16-Core Processor',
    threads: 32,
    memoryBytes: 64 * 2 ** 30,
    gpus: [{ name: 'NVIDIA GeForce RTX 3080', memoryBytes: 10 * 2 ** 30, driver: '550.54' }],
    system: 'Linux 6.8.0 (x64)',
  },
  record: { llp: '0.1.0', sent: { offset: 0, length: 1 } },
} satisfies Partial<Run>;
