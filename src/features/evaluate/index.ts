import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import type * as all from './all';
import type * as handlers from './commands';
import type { EvaluateFeature } from './feature';

/** Running the code of answers: the Testing view, coverage, the header's controls. Read after the database is open. */
export function register(edge: Edge): vscode.Disposable {
  let over = false;
  let made: EvaluateFeature | null = null;
  const ready = edge.started.then(async () => {
    const { EvaluateFeature } = await import('./feature');
    if (over) throw new vscode.CancellationError();
    return (made = new EvaluateFeature(edge));
  });
  // Whoever waits for it hears of it.
  ready.catch(() => undefined);
  const parts = async (): Promise<[typeof handlers, EvaluateFeature]> => [await import('./commands'), await ready];
  const queue = async (): Promise<[typeof all, EvaluateFeature]> => [await import('./all'), await ready];
  const commands = edge.commands({
    'llp.evaluateAnswer': async (file) => {
      const [{ evaluateAnswer }, feature] = await parts();
      await evaluateAnswer(edge, feature, file);
    },
    'llp.evaluateAll': async () => {
      const [{ evaluateAll }, feature] = await queue();
      return evaluateAll(edge, feature);
    },
    'llp.checkTools': async () => {
      await (await import('./tools')).checkTools();
    },
    'llp.internal.leaveToEvaluate': async (id) => {
      const [{ leaveToEvaluate }, feature] = await queue();
      return leaveToEvaluate(edge, feature, id);
    },
    'llp.internal.sayEvaluated': async (id) => {
      const [{ sayEvaluated }] = await queue();
      await sayEvaluated(edge, id);
    },
    'llp.setHeaderPoints': async (target) => {
      const [{ setHeaderPoints }, feature] = await parts();
      await setHeaderPoints(feature, target);
    },
  });
  return vscode.Disposable.from(commands, {
    dispose: () => {
      over = true;
      made?.dispose();
    },
  });
}
