import type { RunSummary } from '../../model/run';

export interface RunFilter {
  /** Empty for all. */
  categoryId: string;
  latestOnly: boolean;
}

/** The runs of one prompt, newest first. */
export interface PromptRuns {
  key: string;
  prompt: string;
  runs: RunSummary[];
}

/** Runs by prompt, in the order of the suites; prompts that do not stand there any more come last. */
export function byPrompt(
  runs: RunSummary[],
  categories: { id: string; prompts: string[] }[],
  filter: RunFilter,
): PromptRuns[] {
  const groups = new Map<string, PromptRuns>();
  for (const run of runs) {
    if (filter.categoryId !== '' && run.categoryId !== filter.categoryId) continue;
    const key = `${run.categoryId}/${run.promptId}`;
    const group = groups.get(key);
    if (!group) groups.set(key, { key, prompt: run.prompt, runs: [run] });
    else if (!filter.latestOnly) group.runs.push(run);
  }
  const order = categories.flatMap(({ id, prompts }) => prompts.map((prompt) => `${id}/${prompt}`));
  const place = new Map(order.map((key, index) => [key, index]));
  const placeOf = ({ key }: PromptRuns): number => place.get(key) ?? order.length;
  return [...groups.values()].sort((a, b) => placeOf(a) - placeOf(b));
}

/** The marked runs after one was marked or unmarked: at most two, the older mark gives way. */
export function marked(marks: number[], runId: number): number[] {
  return marks.includes(runId) ? marks.filter((id) => id !== runId) : [...marks, runId].slice(-2);
}
