import * as vscode from 'vscode';
import { tidy } from '../../../model/score';
import type { Mark, ScoreSheet } from '../../../model/scoreSheet';

/** `+5`, `−2`: with the sign that typographers use, which lines up with the plus. */
export function signed(points: number): string {
  return points < 0 ? `−${Math.abs(points)}` : points > 0 ? `+${points}` : '0';
}

/** `+5 correctness, −2`: the sum for each item, or an empty string where there are no marks. */
export function marksText(marks: Mark[]): string {
  const sums = new Map<string | null, number>();
  for (const { item, points } of marks) sums.set(item, (sums.get(item) ?? 0) + points);
  return [...sums]
    .map(([item, points]) => [signed(Math.round(points * 100) / 100), item].filter((part) => part !== null).join(' '))
    .join(', ');
}

/** `12 of 40 points`, or that there are none yet. */
export function totalText(sheet: ScoreSheet, scored: boolean): string {
  return scored
    ? vscode.l10n.t('{0} of {1} points', sheet.points, sheet.max)
    : vscode.l10n.t('no points yet, of {0}', sheet.max);
}

/** `correctness 12/20 · form 3/10`; of many items only those that were judged. */
export function itemsText(sheet: ScoreSheet): string {
  const shown = sheet.items.length > 6 ? sheet.items.filter((item) => item.judged) : sheet.items;
  const parts = shown.map((item) => {
    const points = `${item.id} ${item.judged ? item.points : '–'}/${item.max}`;
    if (item.settled !== undefined)
      return vscode.l10n.t('{0} (by a program, {1} open)', points, tidy(item.max - item.settled));
    // A person's own points need no word.
    if (item.source === 'automatic') return vscode.l10n.t('{0} (by a program)', points);
    return item.source === 'accepted' ? vscode.l10n.t('{0} (accepted proposal)', points) : points;
  });
  if (sheet.unassigned !== 0) parts.push(vscode.l10n.t('whole answer {0}', signed(sheet.unassigned)));
  return parts.join(' · ');
}
