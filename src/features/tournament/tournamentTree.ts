import * as vscode from 'vscode';
import { dateTime } from '../../edge/figures';
import { Disposables } from '../../edge/disposables';
import type { Session } from '../../edge/session';
import type { Bot } from '../../model/bot';
import type { Job, JobStatus, TournamentProgress } from '../../model/tournament';
import type { Playground } from '../../playground';
import { jobItem, progressText, tournamentSituation } from './tournamentText';

/** What a tournament's jobs are grouped under, in this order. */
const groups = [
  { key: 'queue', statuses: ['pending'], icon: 'list-ordered' },
  { key: 'failed', statuses: ['failed', 'parked'], icon: 'error' },
  { key: 'done', statuses: ['done'], icon: 'pass' },
  { key: 'out', statuses: ['skipped', 'cancelled'], icon: 'circle-slash' },
] as const satisfies { key: string; statuses: JobStatus[]; icon: string }[];
type Group = (typeof groups)[number];

export type TournamentNode =
  | { kind: 'tournament'; id: string; progress: TournamentProgress }
  | { kind: 'group'; id: string; tournamentId: number; group: Group; jobs: number }
  | { kind: 'bot'; id: string; tournamentId: number; group: Group; botId: number | null; jobs: number }
  | { kind: 'job'; id: string; job: Job };

const shownTournaments = 10;
const refreshMs = 500;

/** The queue: what is being answered, what waits, what failed and why, what is done. */
export class TournamentTree extends Disposables implements vscode.TreeDataProvider<TournamentNode> {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.changed.event;
  private timer: NodeJS.Timeout | null = null;
  private view: vscode.TreeView<TournamentNode> | null = null;

  constructor(private readonly session: Session) {
    super();
    this.own(
      session.onDidChange((change) => {
        if (change === 'tournaments') this.refreshSoon();
      }),
    );
    this.atEnd(() => this.timer && clearTimeout(this.timer));
  }

  /** Creates the view. */
  show(): vscode.TreeView<TournamentNode> {
    this.view = vscode.window.createTreeView('llp.tournament', { treeDataProvider: this, showCollapseAll: true });
    return this.view;
  }

  /** The jobs that are selected, for keys and commands without an argument. */
  get selection(): readonly TournamentNode[] {
    return this.view?.selection ?? [];
  }

  async getChildren(node?: TournamentNode): Promise<TournamentNode[]> {
    const playground = await this.session.playground();
    if (!node) {
      const { read, tournaments } = playground;
      return read.tournaments.list(shownTournaments).map(({ id }) => {
        const progress = tournaments.progress(id);
        return { kind: 'tournament', id: `tournament:${id}`, progress };
      });
    }
    if (node.kind === 'tournament') return tournamentChildren(playground, node.progress);
    if (node.kind === 'group') return groupChildren(playground, node);
    if (node.kind === 'bot')
      return jobsOf(playground, node.tournamentId, node.group)
        .filter(({ botId }) => botId === node.botId)
        .map(jobNode);
    return [];
  }

  getTreeItem(node: TournamentNode): vscode.TreeItem {
    const playground = this.session.current;
    if (node.kind === 'job') {
      // Words that change each second would be read out each second: only what is running is drawn again.
      if (node.job.status === 'running') this.refreshSoon(1_000);
      const item = jobItem(node.job, playground);
      item.id = node.id;
      return item;
    }
    const item = node.kind === 'tournament' ? tournamentItem(node.progress) : folderItem(node, playground);
    item.id = node.id;
    return item;
  }

  private refreshSoon(ms = refreshMs): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.changed.fire();
    }, ms);
  }
}

function tournamentChildren({ read }: Playground, { tournament, counts }: TournamentProgress): TournamentNode[] {
  const running = read.jobs.list(tournament.id, 'running').map(jobNode);
  const rest = groups.flatMap((group): TournamentNode[] => {
    const jobs = group.statuses.reduce((sum, status) => sum + counts[status], 0);
    const id = `group:${tournament.id}:${group.key}`;
    return jobs === 0 ? [] : [{ kind: 'group', id, tournamentId: tournament.id, group, jobs }];
  });
  return [...running, ...rest];
}

/** Bot by bot where there are several; what failed is at once in sight. */
function groupChildren(playground: Playground, node: TournamentNode & { kind: 'group' }): TournamentNode[] {
  const jobs = jobsOf(playground, node.tournamentId, node.group);
  const byBot = new Map<number | null, number>();
  for (const { botId } of jobs) byBot.set(botId, (byBot.get(botId) ?? 0) + 1);
  if (node.group.key === 'failed' || byBot.size < 2) return jobs.map(jobNode);
  return [...byBot].map(([botId, count]) => ({ ...node, kind: 'bot', id: `${node.id}:${botId}`, botId, jobs: count }));
}

function jobsOf({ read }: Playground, tournamentId: number, group: Group): Job[] {
  const jobs = group.statuses.flatMap((status) => read.jobs.list(tournamentId, status));
  return jobs.sort((a, b) => a.position - b.position);
}

function jobNode(job: Job): TournamentNode & { kind: 'job' } {
  return { kind: 'job', id: `job:${job.id}`, job };
}

function tournamentItem(progress: TournamentProgress): vscode.TreeItem {
  const { tournament } = progress;
  const situation = tournamentSituation(progress);
  const over = situation === 'done' || situation === 'cancelled';
  const item = new vscode.TreeItem(
    tournament.title,
    over ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.Expanded,
  );
  const icons = {
    running: 'sync~spin',
    paused: 'debug-pause',
    interrupted: 'debug-disconnect',
    done: 'check-all',
    cancelled: 'circle-slash',
  };
  item.iconPath = new vscode.ThemeIcon(icons[situation]);
  const failed = progress.counts.failed + progress.counts.parked > 0 ? '.failed' : '';
  item.contextValue = `tournament.${situation}${failed}`;
  item.description = progressText(progress);
  const started = dateTime(tournament.createdAt);
  item.tooltip = vscode.l10n.t('Tournament {0}, started {1}: {2}', tournament.id, started, progressText(progress));
  return item;
}

function folderItem(node: TournamentNode & { kind: 'group' | 'bot' }, playground: Playground | null): vscode.TreeItem {
  const botId = node.kind === 'bot' ? node.botId : null;
  const bot: Bot | null = botId === null ? null : (playground?.read.bots.get(botId) ?? null);
  const titles = {
    queue: vscode.l10n.t('Queue'),
    failed: vscode.l10n.t('Failed'),
    done: vscode.l10n.t('Done'),
    out: vscode.l10n.t('Left out'),
  };
  const expanded = node.kind === 'group' && node.group.key === 'failed';
  const item = new vscode.TreeItem(
    node.kind === 'bot' ? (bot?.name ?? '–') : titles[node.group.key],
    expanded ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.iconPath = new vscode.ThemeIcon(node.kind === 'bot' ? 'hubot' : node.group.icon);
  item.description = String(node.jobs);
  item.contextValue = `jobs.${node.group.key}`;
  return item;
}
