import * as vscode from 'vscode';
import type { Session } from '../commands/session';
import type { Category, Prompt } from '../model/prompt';

export type PromptNode =
  | { kind: 'category'; category: Category; id: string }
  | { kind: 'group'; category: Category; group: string; id: string }
  | { kind: 'prompt'; category: Category; prompt: Prompt; id: string };

interface Progress {
  runId: number;
  scoredRun: number | null;
  points: number | null;
}

/** Categories, their groups and prompts, with what the selected bot has reached in each. */
export class PromptsTree implements vscode.TreeDataProvider<PromptNode>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly subscription: vscode.Disposable;
  private progress = new Map<string, Progress>();

  constructor(private readonly session: Session) {
    this.subscription = session.onDidChange((change) => {
      if (change !== 'servers') this.changed.fire();
    });
  }

  async getChildren(node?: PromptNode): Promise<PromptNode[]> {
    const playground = await this.session.playground();
    if (!node) {
      const bot = this.session.selectedBot();
      this.progress = bot ? playground.store.runs.latestByPrompt(bot.id) : new Map<string, Progress>();
      return playground.suites.categories.map((category) => ({
        kind: 'category',
        category,
        id: `category:${category.id}`,
      }));
    }
    if (node.kind === 'prompt') return [];
    const { category } = node;
    if (node.kind === 'group')
      return category.prompts
        .filter((prompt) => prompt.group === node.group)
        .map((prompt) => promptNode(category, prompt));
    const groups = [...new Set(category.prompts.map((prompt) => prompt.group))];
    return groups.flatMap((group): PromptNode[] =>
      group === null
        ? category.prompts.filter((prompt) => prompt.group === null).map((prompt) => promptNode(category, prompt))
        : [{ kind: 'group', category, group, id: `group:${category.id}:${group}` }],
    );
  }

  getParent(node: PromptNode): PromptNode | undefined {
    if (node.kind === 'category') return undefined;
    const { category } = node;
    if (node.kind === 'prompt' && node.prompt.group !== null) {
      return { kind: 'group', category, group: node.prompt.group, id: `group:${category.id}:${node.prompt.group}` };
    }
    return { kind: 'category', category, id: `category:${category.id}` };
  }

  getTreeItem(node: PromptNode): vscode.TreeItem {
    if (node.kind === 'prompt') return this.promptItem(node.prompt, node.id);
    const prompts =
      node.kind === 'category'
        ? node.category.prompts
        : node.category.prompts.filter((prompt) => prompt.group === node.group);
    const label = node.kind === 'category' ? node.category.title : node.group;
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
    item.id = node.id;
    item.contextValue = node.kind;
    item.iconPath = new vscode.ThemeIcon(node.kind === 'category' ? 'library' : 'list-tree');
    item.description = this.summary(prompts);
    if (node.kind === 'category') item.tooltip = node.category.description;
    return item;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private summary(prompts: Prompt[]): string {
    const points = prompts.reduce((sum, prompt) => sum + prompt.points, 0);
    if (this.progress.size === 0) return vscode.l10n.t('{0} prompts · {1} points', prompts.length, points);
    const own = prompts.map((prompt) => this.progress.get(`${prompt.categoryId}/${prompt.id}`));
    const scored = own.filter((progress) => progress?.points != null);
    const reached = scored.reduce((sum, progress) => sum + (progress?.points ?? 0), 0);
    return vscode.l10n.t('{0}/{1} points · {2}/{3} scored', reached, points, scored.length, prompts.length);
  }

  private promptItem(prompt: Prompt, id: string): vscode.TreeItem {
    const progress = this.progress.get(`${prompt.categoryId}/${prompt.id}`);
    const item = new vscode.TreeItem(prompt.title, vscode.TreeItemCollapsibleState.None);
    item.id = id;
    item.contextValue = progress ? 'prompt.answered' : 'prompt';
    const [icon, state] = !progress
      ? ['circle-outline', vscode.l10n.t('{0} points', prompt.points)]
      : progress.points === null
        ? ['comment', vscode.l10n.t('{0} points · answered', prompt.points)]
        : ['pass-filled', vscode.l10n.t('{0}/{1} points', progress.points, prompt.points)];
    item.iconPath = new vscode.ThemeIcon(icon);
    item.description = state;
    item.tooltip = prompt.text.length > 600 ? `${prompt.text.slice(0, 600)}…` : prompt.text;
    item.accessibilityInformation = { label: `${prompt.title}, ${state}` };
    item.command = {
      command: 'llp.openPrompt',
      title: vscode.l10n.t('Open prompt'),
      arguments: [{ kind: 'prompt', prompt }],
    };
    return item;
  }
}

function promptNode(category: Category, prompt: Prompt): PromptNode {
  return { kind: 'prompt', category, prompt, id: `prompt:${category.id}/${prompt.id}` };
}
