import * as vscode from 'vscode';
import { answerHandlers, previewScheme, SavePreviews } from './features/conduct/answers';
import { botHandlers } from './features/bots/bots';
import { Conductor } from './features/conduct/conduct';
import { readCoreSentences } from './edge/coreText';
import { diffHandlers } from './features/answers/diffAnswers';
import { exportHandlers } from './features/exchange/export';
import { generalHandlers } from './features/maintenance/general';
import { inlineScoringHandlers } from './features/scoring/inline/commands';
import { Practice } from './features/practice/practice';
import { PromptManager } from './features/prompts/promptManager';
import { registerCommands } from './edge/registry';
import { report } from './edge/report';
import { scoreHandlers } from './features/scoring/scores';
import { searchHandlers } from './features/search/search';
import { HitOpener, type RevealBot } from './features/search/searchHit';
import { Session } from './edge/session';
import { TournamentDesk } from './features/tournament/tournament';
import { AnswerDocuments, answerScheme } from './edge/answers/answerDocuments';
import { AnswerLenses, answerSelector } from './features/answers/answerLenses';
import { InlineScoring } from './features/scoring/inline';
import { ReasoningFolds } from './features/answers/reasoningFolds';
import { RunStatus } from './features/conduct/runStatus';
import { BotsTree } from './features/bots/botsTree';
import { DetailsPanel } from './features/details/panel';
import { PanelHost, reopenCommand, type PanelDeps } from './edge/webview/host';
import { IngestPanel } from './features/scoring/panel';
import { LeaderboardPanel } from './features/board/panel';
import { reopenView } from './features/reopen';
import { SearchView } from './features/search/panel';

/** Composition only: nothing is read or asked here; the database opens and the servers are asked afterwards. */
export function activate(context: vscode.ExtensionContext): Session {
  void readCoreSentences();
  const log = vscode.window.createOutputChannel('Local LLM Playground', { log: true });
  const session = new Session(context, log);
  const documents = new AnswerDocuments(session);
  const status = new RunStatus();
  const scoring = new InlineScoring(session, documents);
  const lenses = new AnswerLenses(session, documents, scoring.places);
  const bots = new BotsTree(session);
  const prompts = new PromptManager(session);
  const practice = new Practice(session);
  const tournament = new TournamentDesk(session, documents);
  const botsView = bots.show();
  const reveal: RevealBot = async (bot, focus) => botsView.reveal(bots.botNode(bot), { select: true, focus });
  const hits = new HitOpener(session, documents, reveal);
  const panels: PanelDeps = {
    extensionUri: context.extensionUri,
    playground: () => openPlayground(session),
    playgroundIfOpen: () => session.current ?? null,
    ready: () => session.playground(),
    state: context.workspaceState,
    log,
  };

  PanelHost.resetFocus();
  context.subscriptions.push(
    log,
    session,
    documents,
    status,
    lenses,
    scoring,
    bots,
    prompts,
    practice,
    tournament,
    botsView,
    session.onDidChange((change) => {
      if (change === 'selection') LeaderboardPanel.follow(session.selectedBotId);
      const bot = change === 'selection' && botsView.visible ? session.selectedBot() : null;
      if (bot) void botsView.reveal(bots.botNode(bot), { select: true });
    }),
    botsView.onDidChangeSelection(({ selection: [node] }) => {
      if (node?.kind === 'bot') void session.selectBot(node.bot.id);
    }),
    SearchView.register({
      ...panels,
      open: (hit, how) => hits.open(hit, how),
    }),
    LeaderboardPanel.register(panels),
    LeaderboardPanel.onDidSelectBot((botId) => botId !== null && void session.selectBot(botId)),
    IngestPanel.register(panels),
    DetailsPanel.register(panels),
    vscode.workspace.registerFileSystemProvider(answerScheme, documents, { isReadonly: true, isCaseSensitive: true }),
    vscode.workspace.registerTextDocumentContentProvider(previewScheme, new SavePreviews()),
    vscode.languages.registerCodeLensProvider(answerSelector, lenses),
    vscode.languages.registerFoldingRangeProvider(answerSelector, new ReasoningFolds()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration('llp.servers')) return;
      session.configureServers();
      void vscode.commands.executeCommand('llp.refreshBots');
    }),
    registerCommands(session, {
      ...generalHandlers(session),
      ...botHandlers(session),
      ...prompts.handlers,
      ...new Conductor(session, documents, status).handlers,
      ...answerHandlers(session, documents),
      ...diffHandlers(session, scoring.places),
      ...inlineScoringHandlers(session, scoring),
      ...scoreHandlers(
        session,
        (target) => IngestPanel.show(panels, target),
        () => LeaderboardPanel.selectedBotId,
      ),
      ...practice.handlers,
      ...searchHandlers(session, (text) => SearchView.type(text), reveal),
      ...exportHandlers(session, () => LeaderboardPanel.seen),
      ...tournament.handlers,
      'llp.details': async (target?: { bot?: { id: number }; botId?: number }) => {
        await session.playground();
        const botId = target?.bot?.id ?? target?.botId ?? LeaderboardPanel.selectedBotId ?? session.selectedBotId;
        if (botId === null)
          throw new Error(vscode.l10n.t('Select a bot first, in the Bots view or on the leaderboard.'));
        DetailsPanel.show(panels, { botId });
      },
      'llp.copyPrompt': () => IngestPanel.copyPrompt(),
      [reopenCommand]: (viewType: unknown, state: unknown) => reopenView(panels, viewType, state),
      'llp.openLeaderboard': async () => {
        await session.playground();
        LeaderboardPanel.show(panels);
      },
    }),
  );
  void import('./features/suites/suiteFeatures').then(({ registerSuiteFeatures }) =>
    context.subscriptions.push(registerSuiteFeatures(session)),
  );
  void start(session, panels).then(() => tournament.offerToResume());
  return session;
}

/** After activation: opens the database, brings panels back, and fills the bots. */
async function start(session: Session, panels: PanelDeps): Promise<void> {
  try {
    const playground = await session.playground();
    await playground.refreshBots();
  } catch (error) {
    void report(error, session.log, { retry: () => start(session, panels) });
  }
}

function openPlayground(session: Session): NonNullable<Session['current']> {
  if (!session.current) throw new Error(vscode.l10n.t('The database is not open yet; try again in a moment.'));
  return session.current;
}
