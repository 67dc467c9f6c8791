import * as vscode from 'vscode';
import { Disposables } from '../disposables';
import { createPanel, type PanelDeps } from './host';

/** The VS Code side of a tab that can turn to something else. */
export interface Retargetable<Target> {
  retarget(target: Target): void;
}

interface Spec<Target, Page extends Retargetable<Target>> {
  viewType: string;
  title: () => string;
  /** Where a new tab goes; the active group by default. */
  column?: vscode.ViewColumn;
  create: (panel: vscode.WebviewPanel, target: Target) => Page;
  /** What a tab shows that comes back with this state of its page; null where that says nothing, and the tab goes. */
  restore: (state: unknown) => Target | null;
  /** Keeps what a page that nobody heard had not sent yet, before the tab is opened anew. */
  rescue?: (state: unknown) => void;
}

/** A kind of tab of which there is one at most. It comes back after a reload of the window, and after a crash. */
export class SinglePanel<Target, Page extends Retargetable<Target>> extends Disposables {
  private open: { panel: vscode.WebviewPanel; page: Page } | null = null;

  constructor(
    private readonly deps: PanelDeps,
    private readonly spec: Spec<Target, Page>,
  ) {
    super();
    this.own(
      vscode.window.registerWebviewPanelSerializer(spec.viewType, {
        deserializeWebviewPanel: async (panel, state: unknown) => {
          const target = spec.restore(state);
          if (target === null) panel.dispose();
          else this.fill(panel, target);
        },
      }),
    );
    deps.reopening.add(spec.viewType, (column, state) => {
      const target = spec.restore(state);
      if (target === null) return;
      spec.rescue?.(state);
      this.show(target, column);
    });
  }

  /** The VS Code side of the tab, or null while there is none. */
  get current(): Page | null {
    return this.open?.page ?? null;
  }

  /** Brings the tab to the front and shows the target in it. */
  show(target: Target, column = this.spec.column): void {
    const { open, spec } = this;
    if (open) {
      open.panel.reveal();
      open.page.retarget(target);
    } else this.fill(createPanel(spec.viewType, spec.title(), this.deps, column), target);
  }

  private fill(panel: vscode.WebviewPanel, target: Target): void {
    const open = { panel, page: this.spec.create(panel, target) };
    this.open = open;
    panel.onDidDispose(() => {
      if (this.open === open) this.open = null;
    });
  }
}
