import * as vscode from 'vscode';
import { number } from './figures';
import { parameterRules, type Bot } from '../model/bot';
import type { ModelInfo } from '../model/server';

/** `Q4_K_M · 2.5 GB · 32K`: what tells models apart at a glance. */
export function botDetails(bot: Bot, model: ModelInfo | null): string {
  const context = model?.loadedContextLength ?? model?.maxContextLength ?? null;
  return [
    bot.name === bot.modelId ? null : bot.modelId,
    model?.quantization ?? null,
    model?.sizeBytes ? formatSize(model.sizeBytes) : null,
    context === null ? null : formatContext(context),
    bot.practice ? vscode.l10n.t('practice') : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

export function botTooltip(bot: Bot, model: ModelInfo | null): vscode.MarkdownString {
  const facts: [string, string | null | undefined][] = [
    [vscode.l10n.t('Model'), bot.modelId],
    [vscode.l10n.t('Server'), bot.server],
    [vscode.l10n.t('Publisher'), model?.publisher],
    [vscode.l10n.t('Architecture'), model?.architecture],
    [vscode.l10n.t('Quantization'), model?.quantization],
    [vscode.l10n.t('Format'), model?.format],
    [vscode.l10n.t('Parameters'), model?.parameters],
    [vscode.l10n.t('Size'), model?.sizeBytes ? formatSize(model.sizeBytes) : null],
    [
      vscode.l10n.t('Context'),
      model?.maxContextLength ? `${model.loadedContextLength ?? '–'} / ${model.maxContextLength}` : null,
    ],
    [vscode.l10n.t('State'), stateText(model?.state ?? null)],
    ...parameterRules.map(({ key, label }): [string, string | undefined] => [
      vscode.l10n.t(label),
      bot.parameters[key]?.toString(),
    ]),
  ];
  const text = new vscode.MarkdownString();
  for (const [name, value] of facts) {
    if (value === null || value === undefined) continue;
    text.appendText(`${name}: ${value}`);
    text.appendMarkdown('  \n');
  }
  return text;
}

/** Bytes as people read them off a download page (GB = 10⁹). */
export function formatSize(bytes: number): string {
  const isLarge = bytes >= 1e9;
  return isLarge ? `${number(bytes / 1e9, 1, true)} GB` : `${number(bytes / 1e6)} MB`;
}

/** 32768 → `32K`. */
export function formatContext(tokens: number): string {
  return tokens >= 1024 ? `${Math.round(tokens / 1024)}K` : String(tokens);
}

function stateText(state: ModelInfo['state']): string {
  switch (state) {
    case 'loaded':
      return vscode.l10n.t('loaded');
    case 'loading':
      return vscode.l10n.t('is being loaded');
    case 'not-loaded':
      return vscode.l10n.t('not loaded');
    case null:
      return vscode.l10n.t('unknown');
  }
}
