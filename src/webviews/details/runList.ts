import type { RunSummary } from '../../model/run';

export interface RunFilter {
  /** Empty for all. */
  categoryId: string;
  latestOnly: boolean;
}

/** The runs of one prompt, newest first. */
export interface PromptRuns {
  key: string;
  categoryId: string;
  prompt: string;
  runs: RunSummary[];
}

/** Runs by prompt, in the order of the categories and then of the latest run. */
export function byPrompt(runs: RunSummary[], categoryIds: string[], filter: RunFilter): PromptRuns[] {
  const groups = new Map<string, PromptRuns>();
  for (const run of runs) {
    if (filter.categoryId !== '' && run.categoryId !== filter.categoryId) continue;
    const key = `${run.categoryId}/${run.promptId}`;
    const group = groups.get(key);
    if (!group) groups.set(key, { key, categoryId: run.categoryId, prompt: run.prompt, runs: [run] });
    else if (!filter.latestOnly) group.runs.push(run);
  }
  const place = (id: string): number => {
    const index = categoryIds.indexOf(id);
    return index === -1 ? categoryIds.length : index;
  };
  return [...groups.values()].sort((a, b) => place(a.categoryId) - place(b.categoryId));
}

/** The marked runs after one was marked or unmarked: at most two, the older mark gives way. */
export function marked(marks: number[], runId: number): number[] {
  return marks.includes(runId) ? marks.filter((id) => id !== runId) : [...marks, runId].slice(-2);
}
