import type * as vscode from 'vscode';

/** What owns things that end with it, each handed to `own` as it is made. They end in the opposite order. */
export abstract class Disposables implements vscode.Disposable {
  private readonly owned: vscode.Disposable[] = [];

  /** Gives the first of them back. */
  protected own<T extends vscode.Disposable>(first: T, ...others: vscode.Disposable[]): T {
    this.owned.push(first, ...others);
    return first;
  }

  /** Has something done at the end that is no disposable, such as a timer. */
  protected atEnd(end: () => void): void {
    this.owned.push({ dispose: end });
  }

  dispose(): void {
    for (const disposable of this.owned.splice(0).reverse()) disposable.dispose();
  }
}
