import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { SinglePanel } from '../../edge/webview/singlePanel';
import type { VerdictWishes } from '../../model/verdict';
import { savedWishes, VerdictPanel, verdictTitle, verdictViewType } from './panel';
import { registerTools } from './tools';

declare module '../../edge/commands' {
  interface Commands {
    /** Which bot to keep, for what is asked for, or for everything. */
    'llp.verdict': (wishes?: VerdictWishes) => void;
  }
}

/** The verdict: its page, and the tools by which language models ask for it. */
export function register(edge: Edge): vscode.Disposable {
  const tab = new SinglePanel<VerdictWishes, VerdictPanel>(edge.panels, {
    viewType: verdictViewType,
    title: verdictTitle,
    create: (panel, wishes) => new VerdictPanel(panel, edge.panels, wishes),
    restore: savedWishes,
  });
  return vscode.Disposable.from(
    tab,
    registerTools(edge.session),
    edge.commands({
      'llp.verdict': (wishes) => {
        const known = savedWishes({ wishes });
        if (tab.current && !wishes) tab.show(tab.current.wishes);
        else tab.show(known);
      },
    }),
  );
}
