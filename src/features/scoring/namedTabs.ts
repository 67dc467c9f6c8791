import * as vscode from 'vscode';
import type { Blind } from '../../edge/blind';
import { Disposables } from '../../edge/disposables';
import type { AnswerPlaces } from '../../edge/answers/places';

/** Tabs whose titles name bots: they go while answers are judged without names, and come back afterwards. */
export class NamedTabs extends Disposables {
  private away: { uri: vscode.Uri; viewColumn: vscode.ViewColumn }[] = [];

  constructor(
    private readonly places: AnswerPlaces,
    blind: Blind,
  ) {
    super();
    this.own(blind.onDidChange((isOn) => void (isOn ? this.putAway() : this.bringBack())));
  }

  private async putAway(): Promise<void> {
    const tabs = vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter((tab) => !tab.isDirty && this.names(tab.input));
    if (tabs.length === 0) return;
    for (const { input, group } of tabs)
      if (input instanceof vscode.TabInputText) this.away.push({ uri: input.uri, viewColumn: group.viewColumn });
    await vscode.window.tabGroups.close(tabs, true);
    void vscode.window.setStatusBarMessage(
      `$(eye-closed) ${vscode.l10n.t('Tabs that name bots are closed while you score blind.')}`,
      8_000,
    );
  }

  private async bringBack(): Promise<void> {
    for (const { uri, viewColumn } of this.away.splice(0)) {
      const options = { viewColumn, preserveFocus: true, preview: false };
      await vscode.window.showTextDocument(uri, options).then(undefined, () => undefined);
    }
  }

  private names(input: unknown): boolean {
    if (input instanceof vscode.TabInputText) return this.places.isAnswer(input.uri);
    if (input instanceof vscode.TabInputTextDiff)
      return this.places.isAnswer(input.original) || this.places.isAnswer(input.modified);
    return input instanceof vscode.TabInputWebview && input.viewType.endsWith('llp.details');
  }
}
