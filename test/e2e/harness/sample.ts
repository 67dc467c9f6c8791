import { join } from 'node:path';
import type { Prompt } from '../../../src/model/prompt';
import { unknownStats, type RunStats } from '../../../src/model/run';
import type { ModelInfo } from '../../../src/model/server';
import { Store } from '../../../src/store';
import { loadSuites } from '../../../src/suites/load';
import { root } from './launch';
import { sampleModels, type SampleModel } from './sampleBots';

export interface SampleOptions {
  bots: number;
  /** Only the first so many prompts of each category are answered; default all. */
  promptsPerCategory?: number;
  /** Share (0..1) of the answers that still wait for a score; default 0.06. */
  unscored?: number;
  /** What all answers say; default is a line that names the prompt, and a few lines of code. */
  text?: string;
  /** True where every bot has answered all of the prompts; else a few have not come to the end of a category. */
  whole?: boolean;
}

export const sampleServer = 'http://127.0.0.1:1234';

/**
 * SAMPLE DATA: fills a workspace's database with made-up answers and scores, so that screens can be looked at. No model
 * has given any of these answers, and nobody any of these points; it is for tests and pictures and not part of LLP.
 */
export async function fillWithSamples(workspace: string, options: SampleOptions): Promise<void> {
  const store = await Store.open(join(workspace, '.llp', 'playground.db'));
  try {
    const { categories } = await loadSuites(join(root, 'suites'));
    store.prompts.sync(categories);
    const random = sameEachTime(11);
    const prompts = categories.map((category) => category.prompts.slice(0, options.promptsPerCategory ?? Infinity));
    store.database.transaction(() => {
      for (let index = 0; index < options.bots; index++) {
        const model = sampleModels[index % sampleModels.length] as SampleModel;
        addBot(store, model, Math.floor(index / sampleModels.length), prompts, options, random);
      }
    });
  } finally {
    store.close();
  }
}

function addBot(
  store: Store,
  [file, gigabytes, architecture]: SampleModel,
  repeat: number,
  categories: Prompt[][],
  { unscored = 0.06, text, whole = false }: SampleOptions,
  random: () => number,
): void {
  const model: ModelInfo = {
    id: repeat === 0 ? file : `${file}@temp0${repeat}`,
    server: sampleServer,
    kind: 'lmstudio',
    type: 'llm',
    displayName: null,
    publisher: 'sample data',
    architecture,
    quantization: /I?Q\d\w*?(?:_[KMSX]+|_0)+/i.exec(file)?.[0].toUpperCase() ?? null,
    format: 'gguf',
    parameters: /(\d+x)?\d+(\.\d+)?B(?![a-z])/i.exec(file)?.[0].toUpperCase() ?? null,
    sizeBytes: gigabytes * 1e9,
    maxContextLength: 32_768,
    loadedContextLength: null,
    state: 'not-loaded',
    instances: [],
  };
  const [bot] = store.bots.preload([model], false);
  if (!bot) throw new Error(`There is a bot for ${model.id} already.`);
  store.bots.setNotes(bot.id, 'Sample data: these answers and scores are made up.');
  const talent = Math.min(0.97, 0.1 + 0.17 * Math.log2(1 + gigabytes / 1.4) + (random() - 0.5) * 0.16);
  const speed = (gigabytes < 9 ? 320 / (gigabytes + 2) : 90 / gigabytes) * (0.8 + random() * 0.4);
  for (const prompts of categories) {
    const bent = talent + (random() - 0.5) * 0.2;
    // A few have not come to the end of a category yet.
    const answered = random() < 0.12 && !whole ? Math.floor(prompts.length * random()) : prompts.length;
    for (const prompt of prompts.slice(0, answered)) {
      const runId = answer(store, bot.id, model, prompt, statsAt(speed, random), text ?? textFor(prompt));
      if (random() < unscored) continue;
      const share = Math.min(1, Math.max(0, bent + (random() - 0.5) * 0.3));
      store.scores.add({ runId, points: Math.round(prompt.points * share), note: 'Sample data' });
    }
  }
}

function textFor(prompt: Prompt): string {
  return `Sample data: this stands where an answer to “${prompt.title}” would.\n\n\`\`\`ts\nconst sample = true;\n\`\`\`\n`;
}

function answer(store: Store, botId: number, model: ModelInfo, prompt: Prompt, stats: RunStats, text: string): number {
  const startedAt = new Date(Date.UTC(2026, 0, 5, 8) + botId * 3_600_000 + prompt.position * 240_000).toISOString();
  const parameters = { temperature: prompt.temperature ?? 0.7 };
  const id = store.runs.begin({
    botId,
    categoryId: prompt.categoryId,
    promptId: prompt.id,
    promptHash: prompt.hash,
    request: {
      server: sampleServer,
      modelId: model.id,
      messages: [{ role: 'user', content: prompt.text }],
      parameters,
    },
    model,
    provenance: { origin: 'measured' },
    rawLog: null,
    startedAt,
    stats,
  });
  store.runs.finish(id, {
    status: 'complete',
    errorCode: null,
    error: null,
    text,
    reasoning: '',
    stats,
    flags: [],
    model,
    runtime: { name: 'sample', version: '0' },
    finishedAt: startedAt,
  });
  return id;
}

function statsAt(speed: number, random: () => number): RunStats {
  const completionTokens = 300 + Math.floor(random() * 900);
  const tokensPerSecond = speed * (0.9 + random() * 0.2);
  const timeToFirstTokenSeconds = 0.2 + (12 / speed) * (0.7 + random() * 0.6);
  return {
    ...unknownStats,
    promptTokens: 180,
    completionTokens,
    tokensPerSecond,
    timeToFirstTokenSeconds,
    totalSeconds: timeToFirstTokenSeconds + completionTokens / tokensPerSecond,
    stopReason: 'eosFound',
    sources: { completionTokens: 'server', tokensPerSecond: 'measured', timeToFirstTokenSeconds: 'measured' },
  };
}

/** Numbers of 0..1 in the same order each time. */
function sameEachTime(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
