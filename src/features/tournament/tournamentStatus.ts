import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import { guarded } from '../../model/guarded';
import { type CommandId } from '../../edge/commands';
import type { Session } from '../../edge/session';
import type { TournamentProgress } from '../../model/tournament';
import { laneText, progressText } from './tournamentText';

/** The status bar while a tournament runs in this window; a click shows the queue. */
export class TournamentStatus extends Disposables {
  private readonly item = this.own(
    vscode.window.createStatusBarItem('llp.tournament', vscode.StatusBarAlignment.Left, 99),
  );
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly session: Session) {
    super();
    this.item.name = vscode.l10n.t('LLP: tournament');
    this.item.command = 'llp.focusTournament' satisfies CommandId;
  }

  /** Shows the progress until `stop`; read anew each second, as the time left changes by itself. */
  start(id: number): void {
    this.stop();
    const draw = (): void => {
      const progress = this.session.current?.tournaments.progress(id);
      if (progress) this.draw(progress);
    };
    draw();
    this.item.show();
    this.timer = setInterval(
      guarded(draw, (problem) => this.session.log.warn(String(problem))),
      1_000,
    );
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.item.hide();
  }

  override dispose(): void {
    this.stop();
    super.dispose();
  }

  private draw(progress: TournamentProgress): void {
    const waiting = progress.lanes.some(({ kind }) => kind === 'server-gone');
    const { finished, total } = progress;
    const doing =
      progress.lanes.map(laneText).find((text) => text !== null) ?? progressText({ ...progress, lanes: [] });
    this.item.text = `$(${waiting ? 'debug-disconnect' : 'sync~spin'}) ${doing.startsWith(`${finished}/`) ? doing : `${finished}/${total} · ${doing}`}`;
    this.item.tooltip = vscode.l10n.t(
      '{0}. Click for the queue.',
      `${progress.tournament.title}: ${progressText(progress)}`,
    );
  }
}
