import type * as vscode from 'vscode';

const typingPauseMs = 250;

/** Looks at a document once nobody has typed in it for a moment. */
export class TypingPause implements vscode.Disposable {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly look: (document: vscode.TextDocument) => void) {}

  after(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    const look = (): void => {
      this.timers.delete(key);
      this.look(document);
    };
    this.timers.set(key, setTimeout(look, typingPauseMs));
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
  }
}
