import * as vscode from 'vscode';
import { number, speed } from '../../edge/figures';
import { commandLink } from '../../edge/commands';
import { coreText } from '../../edge/coreText';
import { jobStatusText } from '../../edge/statusText';
import type { Job, JobStatus, LaneState, TournamentProgress } from '../../model/tournament';
import type { Playground } from '../../playground';

export type Situation = 'running' | 'paused' | 'interrupted' | 'done' | 'cancelled';

/** `interrupted`: there is work left, and no process is at it. */
export function tournamentSituation({
  tournament,
  active,
}: Pick<TournamentProgress, 'tournament' | 'active'>): Situation {
  if (tournament.state !== 'open') return tournament.state;
  return active ? 'running' : 'interrupted';
}

/** `12/95 · 2 failed · about 4 min left`. */
export function progressText(progress: TournamentProgress): string {
  const { counts, finished, total, secondsLeft } = progress;
  const failed = counts.failed + counts.parked;
  const situation = tournamentSituation(progress);
  return [
    `${finished}/${total}`,
    failed > 0 ? vscode.l10n.t('{0} failed', failed) : null,
    situation === 'paused' ? vscode.l10n.t('paused') : null,
    situation === 'interrupted' ? vscode.l10n.t('interrupted') : null,
    situation === 'cancelled' ? vscode.l10n.t('cancelled') : null,
    situation === 'running' && secondsLeft !== null ? vscode.l10n.t('about {0} left', durationText(secondsLeft)) : null,
    ...progress.lanes.map(laneText),
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** What a server is doing where that is not simply answering. */
export function laneText(lane: LaneState): string | null {
  switch (lane.kind) {
    case 'running':
      return null;
    case 'loading':
      return vscode.l10n.t('loading {0}', lane.modelId);
    case 'unloading':
      return vscode.l10n.t('unloading {0}', lane.modelId);
    case 'backing-off':
      return vscode.l10n.t('next try in {0}', durationText(Math.max(0, (lane.until - Date.now()) / 1000)));
    case 'server-gone':
      return vscode.l10n.t('waiting for {0}', lane.server.replace(/^https?:\/\//, ''));
    case 'waiting-for-turn':
      return vscode.l10n.t('waiting for {0}', lane.holder);
  }
}

export function durationText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes >= 60) return vscode.l10n.t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
  return minutes >= 1 ? vscode.l10n.t('{0} min', minutes) : vscode.l10n.t('{0} s', Math.ceil(seconds));
}

const icons: Record<JobStatus, string> = {
  pending: 'circle-outline',
  running: 'loading~spin',
  done: 'pass',
  failed: 'error',
  parked: 'warning',
  skipped: 'debug-step-over',
  cancelled: 'circle-slash',
};

export function jobItem(job: Job, playground: Playground | null): vscode.TreeItem {
  const bot = (job.botId === null ? null : playground?.read.bots.get(job.botId)?.name) ?? job.modelId;
  const prompt = job.label ?? playground?.suites.prompt(`${job.categoryId}/${job.promptId}`)?.title ?? job.promptId;
  const item = new vscode.TreeItem(prompt, vscode.TreeItemCollapsibleState.None);
  item.contextValue = `job.${job.status}`;
  item.iconPath = new vscode.ThemeIcon(icons[job.status]);
  const state = stateText(job, playground);
  item.description = [bot, state].filter((part) => part !== '').join(' · ');
  item.tooltip = [`${bot}: ${prompt}`, inOwnWords(job.reason), inOwnWords(job.note)].filter(Boolean).join('\n\n');
  item.accessibilityInformation = {
    label: `${prompt}, ${bot}, ${inOwnWords(job.reason) || jobStatusText(job.status)}`,
  };
  if (job.status === 'running' || job.runId !== null)
    item.command = commandLink(vscode.l10n.t('Watch'), 'llp.watchJob', [{ kind: 'job', job, id: `job:${job.id}` }]);
  return item;
}

function stateText(job: Job, playground: Playground | null): string {
  if (job.status === 'running') {
    const work = playground?.tournaments.liveJob(job.id);
    const live = work?.answer?.meter.live();
    if (!live) return inOwnWords(work?.progress ?? null);
    const { deltas, seconds, timeToFirstTokenSeconds, waitedSeconds } = live;
    if (timeToFirstTokenSeconds === null) return vscode.l10n.t('waiting {0} s', number(waitedSeconds));
    // Pieces stand in for tokens until the server has stated its count: hence the ≈.
    return `≈ ${number(deltas)} tokens${seconds > 0.2 ? ` · ≈ ${speed(deltas / seconds)}` : ''}`;
  }
  if (job.status === 'done')
    return [job.seconds === null ? '' : `${number(job.seconds, 1, true)} s`, inOwnWords(job.note)]
      .filter(Boolean)
      .join(' · ');
  return inOwnWords(job.reason);
}

/** The core wrote it into the queue. */
function inOwnWords(sentence: string | null): string {
  return sentence === null ? '' : coreText(sentence);
}
