import * as vscode from 'vscode';
import { Disposables } from './disposables';

/**
 * Whether answers are being judged without names. While they are, nothing of LLP's names a bot of its own accord: no row is
 * selected in the side bar or on the board, and tabs that name one are put away.
 */
export class Blind extends Disposables {
  private readonly changed = this.own(new vscode.EventEmitter<boolean>());
  readonly onDidChange = this.changed.event;
  private readonly holders = new Set<object>();

  get isOn(): boolean {
    return this.holders.size > 0;
  }

  /** For whoever shows answers without names, as long as it does. */
  hold(holder: object, wanted: boolean): void {
    const before = this.isOn;
    if (wanted) this.holders.add(holder);
    else this.holders.delete(holder);
    if (this.isOn !== before) this.changed.fire(this.isOn);
  }
}
