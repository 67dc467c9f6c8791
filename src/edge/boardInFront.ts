import * as vscode from 'vscode';
import type { ExportView } from '../exchange/export/request';
import { Disposables } from './disposables';

interface Look {
  /** The bot whose row is selected while the leaderboard has the keyboard, or null. */
  readonly selectedBotId: number | null;
  /** What the open leaderboard shows, for an export of it; undefined while it is not in front. */
  readonly seen: ExportView | undefined;
}

/** What other features may know of the leaderboard. The board fills it in; until then there is none. */
export class BoardInFront extends Disposables implements Look {
  private readonly selection = this.own(new vscode.EventEmitter<number | null>());
  /** Fires with the bot whose row is selected, or null: side views follow it. */
  readonly onDidSelectBot = this.selection.event;
  private look: () => Look | null = () => null;

  get selectedBotId(): number | null {
    return this.look()?.selectedBotId ?? null;
  }

  get seen(): ExportView | undefined {
    return this.look()?.seen;
  }

  /** For the board alone. */
  fillIn(look: () => Look | null): void {
    this.look = look;
  }

  /** For the board alone. */
  select(botId: number | null): void {
    this.selection.fire(botId);
  }
}
