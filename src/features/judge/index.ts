import type * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { later } from '../../edge/later';
import type { Bot } from '../../model/bot';

declare module '../../edge/commands' {
  interface Commands {
    /** Lets bots propose points; asks which, and for what. The new queue's number. */
    'llp.judge': (target?: { bot?: Bot }) => Promise<number | undefined>;
  }
}

/** Judges: bots that propose points. */
export function register(edge: Edge): vscode.Disposable {
  return edge.commands(
    later(['llp.judge'] as const, async () => {
      const { judge } = await import('./judge');
      return { 'llp.judge': async (target) => judge(await edge.session.playground(), target?.bot) };
    }),
  );
}
