import * as vscode from 'vscode';

/** Opens a view anew whose page was left behind; the only command that a page may name in a link. */
export const reopenCommand = 'llp.reopenView';

declare module '../commands' {
  interface Commands {
    'llp.reopenView': (viewType?: unknown, state?: unknown) => Promise<void>;
  }
}

type Open = (column: vscode.ViewColumn, state: unknown) => void;

/** Puts a tab that is heard in the place of one whose page was left behind by an extension host that ended. */
export class Reopening {
  private readonly kinds = new Map<string, Open>();

  /** Says how a kind of tab is opened anew with what its page kept. */
  add(viewType: string, open: Open): void {
    this.kinds.set(viewType, open);
  }

  async reopen(viewType: unknown, state: unknown): Promise<void> {
    const open = typeof viewType === 'string' ? this.kinds.get(viewType) : undefined;
    if (!open) return;
    // Nothing of this kind is heard any more: there is one of each at most, and its own page would not ask for this.
    const left = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(`-${String(viewType)}`),
      );
    const column = left[0]?.group.viewColumn ?? vscode.ViewColumn.Active;
    await vscode.window.tabGroups.close(left);
    open(column, state);
  }
}
