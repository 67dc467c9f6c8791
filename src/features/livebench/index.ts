import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import type { BenchmarkReport } from '../../playground/benchmarks';
import { taskType } from './taskType';

declare module '../../edge/commands' {
  interface Commands {
    /** What the import took; undefined where the person left. `path` is for tests and other extensions. */
    'llp.importLiveBench': (path?: string) => Promise<BenchmarkReport | undefined>;
    /** The new queue's number. */
    'llp.runLiveBench': () => Promise<number | undefined>;
  }
}

/** Results of LiveBench taken in, its own program run against one's servers, and a type of task for that. */
export function register(edge: Edge): vscode.Disposable {
  const { session } = edge;
  return vscode.Disposable.from(
    edge.commands({
      'llp.importLiveBench': async (path?: string) => {
        const { importResults } = await import('./importResults');
        return importResults(await session.playground(), typeof path === 'string' ? path : undefined);
      },
      'llp.runLiveBench': async () => {
        const { runLiveBench } = await import('./run');
        return runLiveBench(await session.playground());
      },
    }),
    vscode.tasks.registerTaskProvider(taskType, {
      provideTasks: () => [],
      resolveTask: async (task) =>
        (await import('./task')).resolved(task, edge.context.extensionPath, session.workspace),
    }),
  );
}
