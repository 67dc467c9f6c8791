import * as vscode from 'vscode';
import { commandLink } from '../../edge/commands';
import { Disposables } from '../../edge/disposables';
import { promptKey } from '../../model/prompt';
import type { Playground } from '../../playground';
import type { PromptPlace } from '../../suites/layout';
import { checkPlaces } from '../../suites/tools/checkPlaces';
import type { CheckTrial } from './checkTrial';
import type { SuiteDocuments } from './suiteDocuments';

type Standing = ReturnType<Playground['store']['standings']['ofPrompt']>[number];

/** What is called with the prompt below the lens. */
type LensCommand = 'llp.conduct' | 'llp.compareAnswers' | 'llp.comparePromptVersions';

/** “Run with…” and “Compare answers” above each prompt, and the points so far when the mouse rests on its heading. */
export class SuiteLenses extends Disposables implements vscode.CodeLensProvider, vscode.HoverProvider {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly suites: SuiteDocuments,
    private readonly trial: CheckTrial,
  ) {
    super();
    this.own(
      trial.onDidChange(() => this.changed.fire()),
      suites.session.onDidChange((change) => {
        if (change === 'runs' || change === 'scores' || change === 'suites' || change === 'bots') this.changed.fire();
      }),
    );
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    if (!this.suites.has(document)) return [];
    const { read, suites } = await this.suites.session.playground();
    return this.suites.prompts(document).flatMap(({ place, categoryId, promptId }) => {
      const { line } = place.heading.span;
      const target = { promptKey: promptKey(categoryId, promptId) };
      const prompt = suites.prompt(target.promptKey);
      const lens = (title: string, command: LensCommand): vscode.CodeLens =>
        new vscode.CodeLens(new vscode.Range(line, 0, line, 0), commandLink(title, command, [target]));
      const standings = read.standings.ofPrompt(categoryId, promptId);
      const outdated = standings.filter(
        (standing) => standing.scoredHash !== null && standing.scoredHash !== prompt?.hash,
      );
      const lenses = [lens(`▶ ${vscode.l10n.t('Run with…')}`, 'llp.conduct')];
      if (standings.length > 0) lenses.push(lens(vscode.l10n.t('Compare answers'), 'llp.compareAnswers'));
      if (prompt && outdated.length > 0)
        lenses.push(
          lens(vscode.l10n.t('{0} scored for an older version', outdated.length), 'llp.comparePromptVersions'),
        );
      return [...lenses, ...this.trialLenses(document, place, target, standings.length > 0)];
    });
  }

  /** “Try checks on…”, and while they are tried how it goes, the answer, and the way out. */
  private trialLenses(
    document: vscode.TextDocument,
    place: PromptPlace,
    target: { promptKey: string },
    isAnswered: boolean,
  ): vscode.CodeLens[] {
    const { line } = place.heading.span;
    const at = new vscode.Range(line, 0, line, 0);
    const tried = this.trial.of(document, target.promptKey.split('/')[1] ?? '');
    if (!tried) {
      if (!isAnswered || checkPlaces(place, document.getText()).length === 0) return [];
      return [new vscode.CodeLens(at, commandLink(vscode.l10n.t('Try checks on…'), 'llp.tryChecks', [target]))];
    }
    const { bot, runId, sheet, problem } = tried;
    const title =
      problem ??
      (sheet
        ? vscode.l10n.t('Checks on {0}: {1} of {2} provable points', bot, sheet.points, sheet.provable)
        : vscode.l10n.t('Trying the checks on {0}…', bot));
    return [
      new vscode.CodeLens(at, commandLink(title, 'llp.tryChecks', [target])),
      new vscode.CodeLens(at, commandLink(vscode.l10n.t('Open the answer'), 'llp.openAnswer', [runId])),
      new vscode.CodeLens(at, commandLink(vscode.l10n.t('Stop trying'), 'llp.stopTryingChecks', [])),
    ];
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    if (!this.suites.has(document)) return undefined;
    const found = this.suites.prompts(document).find(({ place }) => place.heading.span.line === position.line);
    if (!found) {
      const { checkHover } = await import('../../suites/tools/checkLines');
      const text = checkHover(document.lineAt(position.line).text);
      if (text === null) return undefined;
      const said = this.trial.saidAt(document, position.line);
      return new vscode.Hover([...(said ? [said] : []), new vscode.MarkdownString(text)]);
    }
    const { read, suites } = await this.suites.session.playground();
    const standings = read.standings.ofPrompt(found.categoryId, found.promptId);
    const prompt = suites.prompt(promptKey(found.categoryId, found.promptId));
    return new vscode.Hover(pointsSoFar(standings, prompt?.hash ?? ''), document.lineAt(position.line).range);
  }
}

/** One line a bot, the best first; names are put in as plain text, as anyone may have chosen them. */
function pointsSoFar(standings: Standing[], hash: string): vscode.MarkdownString {
  const text = new vscode.MarkdownString('', true);
  if (standings.length === 0) return text.appendText(vscode.l10n.t('No bot has answered this prompt yet.'));
  text.appendMarkdown(`**${vscode.l10n.t('Points so far')}**\n\n`);
  for (const standing of standings.slice(0, 20)) {
    const points =
      standing.points === null
        ? vscode.l10n.t('answered, not scored')
        : vscode.l10n.t('{0} of {1}', standing.points, standing.max ?? 0);
    const older = standing.scoredHash !== null && standing.scoredHash !== hash;
    text.appendMarkdown('- ');
    text.appendText(`${standing.bot}: ${points}`);
    if (standing.practice) text.appendText(` (${vscode.l10n.t('practice')})`);
    if (older) text.appendMarkdown(` $(history) ${vscode.l10n.t('older version')}`);
    text.appendMarkdown('\n');
  }
  if (standings.length > 20) text.appendText(vscode.l10n.t('… and {0} more', standings.length - 20));
  return text;
}
