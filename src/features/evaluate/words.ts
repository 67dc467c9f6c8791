import * as vscode from 'vscode';
import { changedLines } from '../../evaluate/adjust/difference';
import type { Evaluation } from '../../evaluate/model';

/** An answer's points in a few words. */
export function scoreText({ status, points, max }: Evaluation): string {
  if (status === 'unscored') return vscode.l10n.t('unscored: it was cut off by the context');
  return vscode.l10n.t('{0} of {1}', points ?? 0, max);
}

/** What the points came from, for the end of a line. */
export function figuresText({ cases, coverage, mutants, status, adjustment }: Evaluation): string {
  if (status === 'unscored') return '';
  if (adjustment === -1) return vscode.l10n.t('disqualified');
  const said = [vscode.l10n.t('{0} of {1} cases', cases.passed, cases.total)];
  if (coverage !== null) said.push(vscode.l10n.t('{0} % of statements', Math.round(coverage * 1000) / 10));
  if (mutants.caught > 0) said.push(vscode.l10n.t('{0} of {1} faults noticed', mutants.caught, mutants.total));
  return said.join(' • ');
}

/** A table of the items for a terminal or a tooltip, made inert. */
export function itemsTable({ items }: Evaluation): string {
  return Object.entries(items)
    .map(
      ([id, { points, max, evidence }]) =>
        `${id.padEnd(12)} ${String(points ?? '–').padStart(3)} / ${max}  ${inert(evidence)}`,
    )
    .join('\n');
}

/** What the minor adjustment changed, for a terminal; '' where nothing was. */
export function adjustedText({ adjustments }: Evaluation): string {
  return adjustments
    .map(({ file, before, after }) => inert(`${file}\n${changedLines(before, after).join('\n')}\n`))
    .join('');
}

/** What a program wrote, without anything that a terminal would obey; its lines stay. */
export function inert(text: string): string {
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
