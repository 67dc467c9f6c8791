import * as vscode from 'vscode';
import type { LiveJob } from '../../queue/liveJob';
import { answerUri, type AnswerDocuments } from '../../edge/answers/answerDocuments';
import type { Playground } from '../../playground';

/** Opens a tab in which a tournament's running answer is seen as it arrives, from its beginning. */
export async function watchLive(playground: Playground, documents: AnswerDocuments, live: LiveJob): Promise<void> {
  const { runId, answer: arriving } = live;
  // Not sent yet, which takes some milliseconds, or a job that shows no answer.
  if (runId === null || arriving === null) return;
  const { bot, prompt } = arriving;
  const uri = answerUri(runId, bot.name, prompt.title);
  if (documents.isLive(uri)) {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: false });
    return;
  }
  const category = playground.suites.category(prompt.categoryId)?.title ?? prompt.categoryId;
  const answer = await documents.begin(runId, bot, prompt, category);
  arriving.watch((event) => {
    if (event.type === 'over') {
      // The window may be closing, and the database with it.
      const run = event.run ?? playground.read.runs.get(runId);
      if (run) void documents.finish(answer, run);
    } else answer.show(event);
  });
}
