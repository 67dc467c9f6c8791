import * as vscode from 'vscode';
import type { Session } from '../../edge/session';
import { StatusBar } from '../../edge/statusBar';
import type { TournamentProgress } from '../../model/tournament';
import { laneText, progressText } from './tournamentText';

/** The status bar while a tournament runs in this window; a click shows the queue. */
export class TournamentStatus extends StatusBar {
  constructor(private readonly session: Session) {
    const look = { id: 'llp.tournament', name: vscode.l10n.t('LLP: tournament'), priority: 99 } as const;
    super({ ...look, command: 'llp.focusTournament' }, (problem) => session.log.warn(String(problem)));
  }

  /** Shows the progress until `stop`; read anew each second, as the time left changes by itself. */
  start(id: number): void {
    this.keepDrawing(() => {
      const progress = this.session.current?.tournaments.progress(id);
      if (progress) this.draw(progress);
    }, 1_000);
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
