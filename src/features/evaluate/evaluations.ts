import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import type { Session } from '../../edge/session';
import type { Evaluation } from '../../evaluate/model';
import { codePrompt, type EvaluateRequest } from '../../playground/evaluator';
import { agreement } from './settings';

type Hooks = Pick<EvaluateRequest, 'signal' | 'onProgress' | 'onCommand'>;

/** An answer's file, or a run whose answer is in none. */
export type Target = { file: vscode.Uri } | { runId: number };

/** What was found of each answer, and the one that is being evaluated: one at a time, as each takes all it can get. */
export class Evaluations extends Disposables {
  private readonly byBot = new Map<string, Evaluation | null>();
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  /** Fires when something was found of an answer. */
  readonly onDidChange = this.changed.event;
  private last: Promise<unknown> = Promise.resolve();

  constructor(readonly session: Session) {
    super();
  }

  /** Waits for its turn. Throws a sentence where it cannot run. */
  run(target: Target, hooks: Hooks): Promise<Evaluation> {
    const turn = this.last.then(async () => {
      hooks.signal?.throwIfAborted();
      const playground = await this.session.playground();
      const request: EvaluateRequest = {
        ...hooks,
        // Asked for by whoever calls this; the core checks both.
        ...agreement(),
      };
      const found =
        'file' in target
          ? await playground.evaluator.evaluateFile(target.file.fsPath, request)
          : await playground.evaluator.evaluateRun(target.runId, request);
      this.take(found);
      return found;
    });
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** What was found of an answer, here or by a job of the queue. */
  take(found: Evaluation): void {
    this.byBot.set(found.bot, found);
    this.changed.fire();
  }

  /** The bots of which something was found. */
  get all(): Evaluation[] {
    return [...this.byBot.values()].filter((found) => found !== null);
  }

  /** What was found of the answer in a document as it stands now, also in an earlier session; null where nothing was. */
  async of(document: vscode.TextDocument): Promise<Evaluation | null> {
    const bot = botOf(document.uri);
    if (!this.byBot.has(bot)) {
      const playground = await this.session.playground();
      const stored = await playground.evaluator.stored(bot);
      if (!this.byBot.has(bot)) this.byBot.set(bot, stored);
    }
    const found = this.byBot.get(bot) ?? null;
    return found && (await isOf(found, document)) ? found : null;
  }
}

/** The name that an answer's file gives its bot. */
export function botOf(uri: vscode.Uri): string {
  return basename(uri.path).replace(/(?:_test)?\.[^.]*$/, '');
}

/** Whether it was this very answer that was evaluated, its code and its tests: an edit of either makes it another. */
async function isOf(found: Evaluation, document: vscode.TextDocument): Promise<boolean> {
  if (document.isDirty) return false;
  const { readSubmission } = await import('../../playground/submission');
  const { files } = await readSubmission(document.uri.fsPath, codePrompt);
  const known = new Map(found.files.map(({ name, sha256 }) => [name, sha256]));
  return (
    files.size === known.size &&
    [...files].every(([name, text]) => known.get(name) === createHash('sha256').update(text).digest('hex'))
  );
}
