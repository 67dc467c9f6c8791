import * as vscode from 'vscode';
import { Disposables } from '../../edge/disposables';
import { runCommand, setContext, type Handlers } from '../../edge/commands';
import type { AnswerDocuments } from '../../edge/answers/answerDocuments';
import type { Bot } from '../../model/bot';
import type { Job, TournamentProgress } from '../../model/tournament';
import type { Playground } from '../../playground';
import type { TournamentChoice } from '../../queue/prompts/plan';
import { TournamentStatus } from './tournamentStatus';
import { tournamentSituation } from './tournamentText';
import { TournamentTree, type TournamentNode } from './tournamentTree';
import { report } from '../../edge/report';
import type { Session } from '../../edge/session';
import { watchLive } from './watchJob';

declare module '../../edge/commands' {
  interface Commands {
    /** The new tournament's id. */
    'llp.startTournament': (target?: Target, all?: Target[]) => Promise<number | undefined>;
    /** A few prompts for every model; the new tournament's id. */
    'llp.quickTest': () => Promise<number | undefined>;
    'llp.pauseTournament': (target?: Target) => Promise<void>;
    'llp.resumeTournament': (target?: Target) => Promise<void>;
    'llp.cancelTournament': (target?: Target) => Promise<void>;
    'llp.retryFailedJobs': (target?: Target) => Promise<void>;
    'llp.retryJob': (target?: Target) => Promise<void>;
    'llp.skipJob': (target?: Target) => Promise<void>;
    'llp.watchJob': (target?: Target) => Promise<void>;
    'llp.focusTournament': () => Thenable<unknown>;
  }
}

/** What a command is called on: an item of the view, a bot, or nothing. */
type Target = TournamentNode | { kind: 'bot'; bot: Bot } | undefined;

/** Tournaments in this window: the view, the status bar, and the commands. */
export class TournamentDesk extends Disposables {
  private readonly tree: TournamentTree;
  private readonly status: TournamentStatus;
  private saidEnd = '';

  constructor(
    private readonly session: Session,
    private readonly documents: AnswerDocuments,
  ) {
    super();
    this.tree = this.own(new TournamentTree(session));
    this.status = this.own(new TournamentStatus(session));
    this.own(
      this.tree.show(),
      session.onDidChange((change) => {
        if (change === 'tournaments') void this.setContext();
      }),
    );
  }

  readonly handlers: Handlers = {
    'llp.startTournament': (target?: Target, all?: Target[]) => this.start(target, all),
    'llp.quickTest': async () => {
      const playground = await this.session.playground();
      const { chooseQuickTest } = await import('./quickTest');
      return this.begin(playground, await chooseQuickTest(playground));
    },
    'llp.pauseTournament': async (target?: Target) => {
      const { playground, id } = await this.current(target, 'running');
      playground.tournaments.pause(id);
    },
    'llp.resumeTournament': async (target?: Target) => {
      const { playground, id } = await this.current(target, 'waiting');
      await this.work(playground, id);
    },
    'llp.cancelTournament': (target?: Target) => this.cancel(target),
    'llp.retryFailedJobs': async (target?: Target) => {
      const { playground, id } = await this.current(target, 'failed');
      playground.tournaments.retry(id);
      await this.work(playground, id);
    },
    'llp.retryJob': async (target?: Target) => {
      const playground = await this.session.playground();
      const { id, tournamentId } = this.requireJob(target);
      playground.tournaments.retry(tournamentId, id);
      await this.work(playground, tournamentId);
    },
    'llp.skipJob': async (target?: Target) => {
      const playground = await this.session.playground();
      playground.tournaments.skip(this.requireJob(target).id);
    },
    'llp.watchJob': async (target?: Target) => {
      const playground = await this.session.playground();
      const job = playground.read.jobs.require(this.requireJob(target).id);
      const live = playground.tournaments.liveJob(job.id);
      if (live) return watchLive(playground, this.documents, live);
      if (job.runId === null) throw new Error(vscode.l10n.t('This prompt has no answer yet.'));
      await this.documents.show(playground.read.runs.require(job.runId));
    },
    'llp.focusTournament': () => runCommand('llp.tournament.focus'),
  };

  /** After a window was closed or killed in the middle: asks whether to go on. */
  async offerToResume(): Promise<void> {
    const playground = this.session.current;
    // What is wrong with the database has been said already.
    if (!playground) return;
    await this.setContext();
    const left = this.all(playground).find((progress) => tournamentSituation(progress) === 'interrupted');
    if (!left) return;
    const resume = vscode.l10n.t('Resume');
    const sentence = onlyEvaluates(playground, left.tournament.id)
      ? vscode.l10n.t(
          'Evaluating code was interrupted: {0} of {1} answers are done, and none of them is repeated.',
          left.finished,
          left.total,
        )
      : vscode.l10n.t(
          'A tournament was interrupted: {0} of {1} prompts are done, and none of them is repeated.',
          left.finished,
          left.total,
        );
    const chosen = await vscode.window.showInformationMessage(sentence, resume, vscode.l10n.t('Not now'));
    if (chosen === resume) await this.work(playground, left.tournament.id);
  }

  private async start(target?: Target, all?: Target[]): Promise<number | undefined> {
    const playground = await this.session.playground();
    const chosen = [target, ...(all ?? [])].flatMap((one) => (one && 'bot' in one ? [one.bot] : []));
    const { chooseTournament } = await import('./tournamentChoice');
    return this.begin(playground, await chooseTournament(playground, chosen));
  }

  private async begin(playground: Playground, choice: TournamentChoice | undefined): Promise<number | undefined> {
    if (!choice) return undefined;
    const { id } = playground.tournaments.create(playground.tournaments.plan(choice));
    await this.work(playground, id);
    await runCommand('llp.tournament.focus');
    return id;
  }

  /** Works on it in the background and says once how it ended. Code of answers is run only with the person's leave. */
  private async work(playground: Playground, id: number): Promise<void> {
    const evaluates = vscode.workspace.getConfiguration('llp').get('evaluate.automatic', false);
    const asks = evaluates || playground.read.jobs.kinds(id).includes('evaluate');
    if (asks && (await runCommand('llp.internal.leaveToEvaluate', id)) !== true) return;
    this.status.start(id);
    const done = playground.liveBench
      .requireAllowed(id)
      .then(() => playground.tournaments.run(id))
      .then((progress) => this.sayEnd(playground, progress));
    void done
      .catch((error: unknown) => {
        if (this.session.current === playground) void report(error, this.session.log);
      })
      .finally(() => {
        if (this.session.current === playground && !playground.tournaments.isRunningHere()) this.status.stop();
      });
  }

  private sayEnd(playground: Playground, { tournament, counts, total }: TournamentProgress): void {
    // A command that joined a running tournament sees the same end.
    const end = `${tournament.id} ${tournament.finishedAt}`;
    if (tournament.state !== 'done' || this.saidEnd === end) return;
    this.saidEnd = end;
    if (this.session.current && onlyEvaluates(this.session.current, tournament.id)) {
      void runCommand('llp.internal.sayEvaluated', tournament.id);
      return;
    }
    const failed = counts.failed + counts.parked;
    const board = vscode.l10n.t('Open leaderboard');
    const look = vscode.l10n.t('Show failed');
    const retry = vscode.l10n.t('Retry failed');
    const asksPrompts = playground.read.jobs.list(tournament.id).every(({ kind }) => kind === 'prompt');
    const sentence = !asksPrompts
      ? vscode.l10n.t('The queue is over: {0} of {1} jobs are done, {2} failed.', counts.done, total, failed)
      : failed === 0
        ? vscode.l10n.t('The tournament is over: {0} of {1} prompts are answered.', counts.done, total)
        : vscode.l10n.t(
            'The tournament is over: {0} of {1} prompts are answered, {2} failed.',
            counts.done,
            total,
            failed,
          );
    const shown =
      failed === 0
        ? vscode.window.showInformationMessage(sentence, board)
        : vscode.window.showWarningMessage(sentence, look, retry, board);
    void shown.then((chosen) => {
      if (chosen === board) return runCommand('llp.openLeaderboard');
      if (chosen === look) return runCommand('llp.focusTournament');
      return chosen === retry ? runCommand('llp.retryFailedJobs') : undefined;
    });
  }

  private async cancel(target?: Target): Promise<void> {
    const { playground, id } = await this.current(target, 'unfinished');
    const stop = vscode.l10n.t('Stop Tournament');
    // Escape and the cross keep it running too: “Cancel” would read as cancelling the tournament.
    const keep: vscode.MessageItem = { title: vscode.l10n.t('Keep Running'), isCloseAffordance: true };
    const { finished, total } = playground.tournaments.progress(id);
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Stop the tournament?'),
      {
        modal: true,
        detail: vscode.l10n.t(
          '{0} of {1} answers are kept. The other {2} will not run.',
          finished,
          total,
          total - finished,
        ),
      },
      { title: stop },
      keep,
    );
    if (chosen?.title === stop) await playground.tournaments.cancel(id);
  }

  /** The tournament that a command means: the one it was called on, else the latest to which it applies. */
  private async current(
    target: Target,
    wanted: 'running' | 'waiting' | 'unfinished' | 'failed',
  ): Promise<{ playground: Playground; id: number }> {
    const playground = await this.session.playground();
    if (target?.kind === 'tournament') return { playground, id: target.progress.tournament.id };
    const fits = (progress: TournamentProgress): boolean => {
      const situation = tournamentSituation(progress);
      if (wanted === 'failed') return progress.counts.failed + progress.counts.parked > 0;
      if (wanted === 'running') return situation === 'running';
      const waits = situation === 'paused' || situation === 'interrupted';
      return waits || (wanted === 'unfinished' && situation === 'running');
    };
    const found = this.all(playground).find(fits);
    if (!found) throw new Error(vscode.l10n.t('There is no such tournament.'));
    return { playground, id: found.tournament.id };
  }

  private all(playground: Playground): TournamentProgress[] {
    return playground.read.tournaments.list(10).map(({ id }) => playground.tournaments.progress(id));
  }

  private requireJob(target: Target): Job {
    const node = target ?? this.tree.selection[0];
    if (node?.kind !== 'job') throw new Error(vscode.l10n.t('Select a prompt in the Tournament view first.'));
    return node.job;
  }

  /** What the buttons of the view depend on. */
  private async setContext(): Promise<void> {
    const playground = this.session.current;
    if (!playground) return;
    const situations = playground.read.tournaments
      .list(10)
      .map((tournament) => tournamentSituation({ tournament, active: playground.tournaments.isActive(tournament.id) }));
    const situation = ['running', 'paused', 'interrupted'].find((one) => situations.some((other) => other === one));
    await setContext('llp.tournamentState', situation ?? 'none');
  }
}

/** Whether a queue only runs the code of answers: it is no tournament to a person. */
function onlyEvaluates({ read }: Playground, id: number): boolean {
  return read.jobs.kinds(id).every((kind) => kind === 'evaluate');
}
