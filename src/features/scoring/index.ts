import * as vscode from 'vscode';
import type { Edge } from '../../edge/edge';
import { later } from '../../edge/later';
import { SinglePanel } from '../../edge/webview/singlePanel';
import { Drafts } from './drafts';
import { inlineScoringCommands } from './inline/commandIds';
import { InlineScoring } from './inline/inlineScoring';
import { IngestPanel, ingestTitle, ingestViewType, savedDraft, savedTarget } from './panel';
import { NamedTabs } from './namedTabs';
import { PlaceTokens } from './placeTokens';
import type { IngestTarget } from './protocol';
import { scoreHandlers } from './scores';

/** Giving points: in the form, and on the lines of answers while one reads them. */
export function register(edge: Edge): vscode.Disposable {
  const { session, documents, places, panels, board, blind } = edge;
  const tokens = new PlaceTokens(panels.state);
  const inline = new InlineScoring(session, documents, places);
  const form = new SinglePanel<IngestTarget, IngestPanel>(panels, {
    viewType: ingestViewType,
    title: ingestTitle,
    create: (panel, target) => new IngestPanel(panel, panels, blind, target),
    restore: (state) => savedTarget(state, tokens),
    rescue: (state) => {
      const unsent = savedDraft(state, tokens);
      if (unsent) void new Drafts(panels.state).set(unsent.runId, unsent.draft);
    },
  });
  return vscode.Disposable.from(
    form,
    inline,
    new NamedTabs(places, blind),
    edge.commands({
      ...later(inlineScoringCommands, async () =>
        (await import('./inline/commands')).inlineScoringHandlers(session, inline),
      ),
      ...scoreHandlers(session, {
        open: (target) => form.show(target),
        copyPrompt: async () => form.current?.copyPrompt(),
        selectedRow: () => board.selectedBotId,
      }),
    }),
  );
}
