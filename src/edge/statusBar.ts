import * as vscode from 'vscode';
import { guarded } from '../model/guarded';
import type { CommandId } from './commands';
import { Disposables } from './disposables';

/** An item of the status bar that is there while something goes on, drawn anew as long as it does. */
export class StatusBar extends Disposables {
  protected readonly item: vscode.StatusBarItem;
  private timer: NodeJS.Timeout | null = null;

  /** `priority`: a higher one stands further left. `problem` is told what drawing throws. */
  constructor(
    look: { id: string; name: string; priority: number; command: CommandId },
    private readonly problem: (problem: unknown) => void = () => undefined,
  ) {
    super();
    this.item = this.own(vscode.window.createStatusBarItem(look.id, vscode.StatusBarAlignment.Left, look.priority));
    this.item.name = look.name;
    this.item.command = look.command;
    this.atEnd(() => this.stop());
  }

  /** Draws at once and each `everyMs`, until `stop`. */
  protected keepDrawing(draw: () => void, everyMs: number): void {
    this.stop();
    draw();
    this.item.show();
    this.timer = setInterval(guarded(draw, this.problem), everyMs);
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    this.item.hide();
  }
}
