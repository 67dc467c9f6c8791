import { join } from 'node:path';
import * as vscode from 'vscode';
import { runCommand } from '../../edge/commands';
import { answerSections } from '../../conduct/answerFile';
import type { AnswerDocuments } from '../../edge/answers/answerDocuments';
import type { Run } from '../../model/run';
import type { SearchHit } from '../../model/search';
import type { Playground } from '../../playground';
import type { OpenHow } from './protocol';
import { placeBySnippet, placeInAnswer, type Place } from './places';
import type { Session } from '../../edge/session';
import { suiteUri } from '../../edge/suiteUri';

/** Opens what was found where it was found. Throws a sentence where it is gone. */
export class HitOpener {
  constructor(
    private readonly session: Session,
    private readonly documents: AnswerDocuments,
    /** Shows a bot in the Bots view. */
    private readonly revealBot: (target: { botId: number; focus: boolean }) => Promise<unknown>,
  ) {}

  async open(hit: SearchHit, how: OpenHow): Promise<void> {
    const playground = await this.session.playground();
    if (hit.kind === 'bot' || how === 'bot') return this.openBot(playground, hit, how);
    if (hit.kind === 'prompt') return this.openPrompt(playground, hit, how);
    const run = playground.read.runs.get(hit.runId ?? -1);
    if (!run) throw new Error(vscode.l10n.t('This answer is no longer in the database; search again.'));
    // A note stands on the score sheet, not in the answer.
    const onSheet = how === 'score' || (how === 'open' && hit.field === 'note' && hit.marks.length > 0);
    if (onSheet) await runCommand('llp.ingest', { runId: run.id });
    else if (how === 'file') await this.openFile(run, hit);
    else await this.openAnswer(run, hit, how);
  }

  private async openBot(playground: Playground, hit: SearchHit, how: OpenHow): Promise<void> {
    const bot = playground.read.bots.get(hit.botId ?? -1);
    if (!bot || bot.deletedAt !== null) throw new Error(vscode.l10n.t('This bot was deleted; its answers stay.'));
    await this.session.selectBot(bot.id);
    await this.revealBot({ botId: bot.id, focus: how !== 'peek' });
    if (how === 'open') await runCommand('llp.details', { botId: bot.id });
  }

  private async openPrompt(playground: Playground, hit: SearchHit, how: OpenHow): Promise<void> {
    const prompt = playground.suites.prompt(hit.id);
    const category = playground.suites.category(hit.categoryId ?? '');
    if (!prompt || !category) throw new Error(vscode.l10n.t('This prompt is no longer in a suite; search again.'));
    const document = await vscode.workspace.openTextDocument(suiteUri(this.session, category.file));
    const section = promptSection(document.getText(), prompt.id) ?? {
      start: document.offsetAt(new vscode.Position(prompt.line, 0)),
      end: document.getText().length,
    };
    const place = within(document.getText(), section, hit);
    const editor = await vscode.window.showTextDocument(document, optionsFor(how));
    select(editor, place ?? { start: section.start, end: section.start });
  }

  private async openAnswer(run: Run, hit: SearchHit, how: OpenHow): Promise<void> {
    const editor = await this.documents.show(run, optionsFor(how));
    const place = placeInAnswer(editor.document.getText(), run, hit);
    if (place) select(editor, place);
  }

  private async openFile(run: Run, hit: SearchHit): Promise<void> {
    const { workspace } = this.session;
    if (run.output === null || workspace === null)
      throw new Error(vscode.l10n.t('This answer was not saved to a file.'));
    const file = vscode.Uri.file(join(workspace, run.output));
    const document = await vscode.workspace.openTextDocument(file);
    const text = document.getText();
    const section = answerSections(text).find(({ runId }) => runId === run.id);
    if (!section)
      throw new Error(vscode.l10n.t('{0} no longer holds this answer; a later one took its place.', run.output));
    const editor = await vscode.window.showTextDocument(document, optionsFor('open'));
    select(editor, within(text, section, hit) ?? { start: section.start, end: section.start });
  }
}

/** From a prompt's heading to the next one's. */
function promptSection(source: string, promptId: string): Place | null {
  const headings = [...source.matchAll(/^#{2,4}[^\S\r\n].*\{#([a-z0-9-]+)(?![a-z0-9-])[^}\r\n]*\}/gm)];
  const index = headings.findIndex((heading) => heading[1] === promptId);
  const own = headings[index];
  return own ? { start: own.index, end: headings[index + 1]?.index ?? source.length } : null;
}

function within(source: string, section: Place, hit: SearchHit): Place | null {
  const place = placeBySnippet(source.slice(section.start, section.end), hit);
  return place && { start: section.start + place.start, end: section.start + place.end };
}

function optionsFor(how: OpenHow): vscode.TextDocumentShowOptions {
  return {
    preview: how === 'peek',
    preserveFocus: how === 'peek',
    ...(how === 'side' ? { viewColumn: vscode.ViewColumn.Beside } : {}),
  };
}

function select(editor: vscode.TextEditor, place: Place): void {
  const { document } = editor;
  const selection = new vscode.Selection(document.positionAt(place.start), document.positionAt(place.end));
  editor.selection = selection;
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
