import type * as vscode from 'vscode';
import { Disposables } from './disposables';

const typingPauseMs = 250;

/** Looks at a document once nobody has typed in it for a moment. */
export class TypingPause extends Disposables {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly look: (document: vscode.TextDocument) => void) {
    super();
    this.atEnd(() => this.timers.forEach(clearTimeout));
  }

  after(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    const look = (): void => {
      this.timers.delete(key);
      this.look(document);
    };
    this.timers.set(key, setTimeout(look, typingPauseMs));
  }
}
