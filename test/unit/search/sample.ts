import type { SearchHit } from '../../../src/model/search';
import type { Run } from '../../../src/model/run';
import type { Bot } from '../../../src/model/bot';
import type { Prompt } from '../../../src/model/prompt';
import type { Store } from '../../../src/store';
import { aCategory, aModel, aPrompt, recordRun, temporaryStore } from '../builders';

export interface Sample {
  store: Store;
  gemma: Bot;
  qwen: Bot;
  poem: Prompt;
  sorting: Prompt;
  /** Records a complete answer of a bot (Gemma unless told) to the poem prompt. */
  answer: (text: string, changes?: Partial<Run>, bot?: Bot, prompt?: Prompt) => Run;
}

/** Two bots, two categories with one prompt each, and no answer yet. */
export async function aSample(): Promise<Sample> {
  const store = await temporaryStore();
  const poem = aPrompt('poem', 40, {
    categoryId: 'writing',
    title: 'A poem on the harbour',
    text: 'Write twelve lines on a harbour at night.',
    system: 'You are a seasoned poet.',
    rubric: [{ id: 'metre', points: 40, title: 'Metre', full: 'iambic throughout', mistakes: 'doggerel' }],
  });
  const sorting = aPrompt('sorting', 20, {
    categoryId: 'programming',
    title: 'Sorting a list',
    text: 'Write a stable merge sort.',
  });
  store.prompts.sync([aCategory([poem], { id: 'writing' }), aCategory([sorting], { id: 'programming' })]);
  const [gemma, qwen] = store.bots.preload(
    [aModel('gemma-2-27b-it'), aModel('qwen2.5-7b', { quantization: 'IQ4_XS' })],
    false,
  );
  if (!gemma || !qwen) throw new Error('There should be two bots.');
  return {
    store,
    gemma,
    qwen,
    poem,
    sorting,
    answer: (text, changes = {}, bot = gemma, prompt = poem) => recordRun(store, bot.id, prompt, { text, ...changes }),
  };
}

/** `kind id` of each hit, in order. */
export function names(hits: SearchHit[]): string[] {
  return hits.map((hit) => `${hit.kind} ${hit.id}`);
}

/** The marked pieces of a snippet. */
export function marked(hit: SearchHit | undefined): string[] {
  return hit?.marks.map(([start, end]) => hit.snippet.slice(start, end)) ?? [];
}

/** Does something as if some thousand runs had gone before. */
export function afterManyRuns<T>(store: Store, work: () => T): T {
  store.database.run("UPDATE sqlite_sequence SET seq = seq + 5000 WHERE name = 'run'");
  return work();
}
