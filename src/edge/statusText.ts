import * as vscode from 'vscode';
import type { RunStatus } from '../model/run';
import type { JobStatus } from '../model/tournament';

/** How a run ended, in the person's language. */
export function statusText(status: RunStatus): string {
  const texts: Record<RunStatus, string> = {
    running: vscode.l10n.t('running'),
    complete: vscode.l10n.t('complete'),
    truncated: vscode.l10n.t('truncated'),
    cancelled: vscode.l10n.t('cancelled'),
    failed: vscode.l10n.t('failed'),
  };
  return texts[status];
}

/** How far a tournament is with one of its prompts. */
export function jobStatusText(status: JobStatus): string {
  const texts: Record<JobStatus, string> = {
    pending: vscode.l10n.t('in the queue'),
    running: vscode.l10n.t('running'),
    done: vscode.l10n.t('done'),
    failed: vscode.l10n.t('failed'),
    parked: vscode.l10n.t('given up after several tries'),
    skipped: vscode.l10n.t('skipped'),
    cancelled: vscode.l10n.t('cancelled'),
  };
  return texts[status];
}
