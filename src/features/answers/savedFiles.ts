import { basename, relative, sep } from 'node:path';
import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import type { Session } from '../../edge/session';
import { isOutputPath } from '../../model/runFiles';
import type { Playground } from '../../playground';

/** What one file of `llm_outputs/` holds, in answers. */
interface Holding {
  answers: number;
  open: number;
  cut: number;
  outdated: number;
}

/** Marks the files of `llm_outputs/` in the Explorer: all scored, answers that wait for a score, cut off, outdated. */
export class SavedFiles extends Disposables implements vscode.FileDecorationProvider {
  private readonly changed = this.own(new vscode.EventEmitter<undefined>());
  readonly onDidChangeFileDecorations = this.changed.event;
  /** By bot and category; emptied when something changes. */
  private readonly holdings = new Map<string, Holding>();

  constructor(private readonly session: Session) {
    super();
    this.own(
      session.onDidChange((change) => {
        if (change !== 'runs' && change !== 'scores' && change !== 'suites' && change !== 'bots') return;
        this.holdings.clear();
        this.changed.fire(undefined);
      }),
      vscode.window.registerFileDecorationProvider(this),
    );
  }

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    const { workspace, current } = this.session;
    // The Explorer alone is no reason to open the database.
    if (uri.scheme !== 'file' || workspace === null || !current) return undefined;
    const path = relative(workspace, uri.fsPath).split(sep).join('/');
    const categoryId = path.split('/')[1] ?? '';
    if (!isOutputPath(path, categoryId)) return undefined;
    const fileName = basename(path).replace(/\.[a-z0-9]{1,10}$/, '');
    const holding = this.holdingOf(current, categoryId, fileName);
    return holding && holding.answers + holding.cut > 0 ? decoration(holding) : undefined;
  }

  private holdingOf({ read, suites }: Playground, categoryId: string, fileName: string): Holding | null {
    const key = `${categoryId}/${fileName}`;
    const known = this.holdings.get(key);
    if (known) return known;
    const bot = read.bots.list().find((one) => one.fileName === fileName);
    if (!bot) return null;
    const hashes = new Map(suites.category(categoryId)?.prompts.map(({ id, hash }) => [id, hash]));
    const own = read.standings.ofBot(bot.id).filter((standing) => standing.categoryId === categoryId);
    const holding = {
      answers: own.length,
      open: own.filter(({ points }) => points === null).length,
      cut: read.runs.cutOf(bot.id, categoryId),
      outdated: own.filter(
        ({ scoredHash, promptId }) => scoredHash !== null && scoredHash !== (hashes.get(promptId) ?? scoredHash),
      ).length,
    };
    this.holdings.set(key, holding);
    return holding;
  }
}

/** The most pressing of it as the mark, all of it in the tooltip. */
function decoration({ answers, open, cut, outdated }: Holding): vscode.FileDecoration {
  const parts = [
    ...(cut > 0 ? [vscode.l10n.t('{0} cut off', cut)] : []),
    ...(outdated > 0 ? [vscode.l10n.t('{0} with older scores', outdated)] : []),
    ...(open > 0 ? [vscode.l10n.t('{0} of {1} answers wait for a score', open, answers)] : []),
  ];
  const [badge, color] =
    cut > 0
      ? ['!', 'cut']
      : open > 0
        ? [open > 99 ? '99' : String(open), 'open']
        : outdated > 0
          ? ['~', 'outdated']
          : ['✓', 'scored'];
  const tooltip = parts.length > 0 ? parts.join(', ') : vscode.l10n.t('All answers are scored');
  return new vscode.FileDecoration(badge, tooltip, new vscode.ThemeColor(`llp.answers.${color}`));
}
