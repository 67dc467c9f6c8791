import * as vscode from 'vscode';
import { number, speed } from '../../edge/figures';
import { StatusBar } from '../../edge/statusBar';
import type { Meter } from '../../conduct/meter';

/** The status bar while an answer arrives: tokens, tokens/s and time to first token; a click cancels. */
export class RunStatus extends StatusBar {
  constructor() {
    super({ id: 'llp.run', name: vscode.l10n.t('LLP: running prompt'), priority: 100, command: 'llp.cancelRun' });
  }

  start(botName: string, meter: Meter): void {
    const show = (): void => {
      const { deltas, seconds, timeToFirstTokenSeconds, waitedSeconds } = meter.live();
      this.item.text =
        timeToFirstTokenSeconds === null
          ? `$(sync~spin) ${vscode.l10n.t('waiting {0} s', number(waitedSeconds))}`
          : // Pieces that arrived stand in for tokens until the server has stated its count: hence the ≈.
            `$(sync~spin) ≈ ${number(deltas)} tokens · ≈ ${seconds > 0.2 ? speed(deltas / seconds) : '…'} · ${number(timeToFirstTokenSeconds, 2, true)} s`;
      this.item.tooltip = vscode.l10n.t(
        '{0} is answering. Tokens and tokens/s are estimates until the answer is complete; the last figure is the time to first token. Click to cancel.',
        botName,
      );
    };
    this.keepDrawing(show, 250);
  }
}
