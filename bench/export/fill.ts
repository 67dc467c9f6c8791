import type { Store } from '../../src/store';
import { promptHash } from '../../src/suites/hash';

const words =
  'the a model answers because memory bread lantern river quickly without every second reason therefore kernel boot ' +
  'sector register stack pointer returns value loop index error handle request token stream latency context window ' +
  'quantization weights layer attention house century gravity letter honest careful story garden syrup bottle winter ' +
  'function const return if else for while import export async await string number boolean null undefined object array';

const families = ['gemma-3', 'qwen3', 'llama-3.3', 'mistral-small', 'phi-4', 'granite-4', 'deepseek-r1-distill'];
const sizes = ['4b', '8b', '12b', '27b', '32b', '70b'];
const quantizations = ['Q4_K_M', 'Q6_K', 'IQ4_XS', 'Q8_0'];

/** The same numbers each time. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export interface FillOptions {
  bots: number;
  categories: number;
  promptsPerCategory: number;
  /** Answers in all, spread evenly. */
  answers: number;
  /** Characters of an answer on average. */
  answerLength: number;
}

/** Fills an empty store with made-up results of realistic size and shape. */
export function fillStore(store: Store, options: FillOptions): void {
  const next = random(7);
  const vocabulary = words.split(' ');
  const prose = (length: number): string => {
    let text = '';
    while (text.length < length) {
      const made = next() < 0.15 ? `x${Math.floor(next() * 9000)}` : vocabulary[Math.floor(next() * vocabulary.length)];
      text += `${made}${next() < 0.08 ? '.\n' : ' '}`;
    }
    return text;
  };
  const categories = Array.from({ length: options.categories }, (_, place) => {
    const id = `category-${place + 1}`;
    const prompts = Array.from({ length: options.promptsPerCategory }, (_, position) => {
      const prompt = {
        id: `prompt-${position + 1}`,
        categoryId: id,
        title: `Prompt ${position + 1} of ${place + 1}`,
        group: null,
        temperature: null,
        position,
        points: 50,
        text: prose(600),
        system: null,
        rubric: [],
        line: 0,
      };
      return { ...prompt, hash: promptHash(prompt) };
    });
    const points = prompts.length * 50;
    return {
      id,
      title: `Category ${place + 1}`,
      version: 1,
      order: place,
      temperature: null,
      description: '',
      points,
      prompts,
      file: '',
    };
  });
  store.prompts.sync(categories);
  const prompts = categories.flatMap((category) => category.prompts);
  const { database } = store;
  database.transaction(() => {
    const bots = Array.from({ length: options.bots }, (_, index) => addBot(store, index));
    for (let answer = 0; answer < options.answers; answer++) {
      const place = answer % options.bots;
      const bot = bots[place];
      const prompt = prompts[Math.floor(answer / options.bots) % prompts.length];
      if (!bot || !prompt) continue;
      const speed = 4 + (120 * ((place * 37) % 101)) / 101;
      const stats = {
        promptTokens: 150,
        completionTokens: Math.round(options.answerLength / 4),
        reasoningTokens: null,
        tokensPerSecond: speed,
        charactersPerSecond: null,
        timeToFirstTokenSeconds: 0.2 + next() * 5,
        totalSeconds: 30,
        loadSeconds: null,
        prefillSeconds: null,
        promptTokensPerSecond: null,
        draftTokens: null,
        acceptedDraftTokens: null,
        stopReason: 'stop',
        sources: { tokensPerSecond: 'measured' as const, completionTokens: 'server' as const },
      };
      const id = store.runs.begin({
        botId: bot.id,
        categoryId: prompt.categoryId,
        promptId: prompt.id,
        promptHash: prompt.hash,
        request: {
          server: bot.server,
          modelId: bot.modelId,
          messages: [{ role: 'user', content: prompt.text }],
          parameters: {},
        },
        provenance: { origin: 'measured' },
        model: null,
        rawLog: null,
        stats,
        startedAt: new Date(1_790_000_000_000 + answer * 60_000).toISOString(),
      });
      store.runs.finish(id, {
        status: 'complete',
        errorCode: null,
        error: null,
        text: `## Answer ${answer}\n\n${prose(options.answerLength * (0.5 + next()))}`,
        reasoning: '',
        stats,
        flags: next() < 0.1 ? ['cold-load'] : [],
        model: null,
        runtime: null,
        finishedAt: null,
      });
      const quality = Math.min(1, Math.max(0, 0.9 - speed / 250 + (next() - 0.5) * 0.5));
      if (next() < 0.9) store.scores.add({ runId: id, points: Math.round(quality * 50) });
    }
  });
}

function addBot(store: Store, index: number): ReturnType<Store['bots']['add']> {
  const family = families[index % families.length] ?? '';
  const size = sizes[Math.floor(index / families.length) % sizes.length] ?? '';
  const quantization = quantizations[index % quantizations.length] ?? '';
  const name = store.bots.unusedName(`${family}-${size}-it@${quantization.toLowerCase()}`);
  const bot = store.bots.add({ name, server: 'http://127.0.0.1:1234', modelId: `${family}-${size}`, practice: false });
  store.database.run(
    'UPDATE bot SET model = ? WHERE id = ?',
    JSON.stringify({
      id: bot.modelId,
      server: bot.server,
      quantization,
      architecture: family,
      parameters: size,
      sizeBytes: 4e9 + index * 1e7,
    }),
    bot.id,
  );
  return bot;
}
