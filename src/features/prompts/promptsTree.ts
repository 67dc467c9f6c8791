import * as vscode from 'vscode';
import { number } from '../../edge/figures';
import { Disposables } from '../../edge/disposables';
import { countText } from '../../edge/countText';
import { commandLink, setContext } from '../../edge/commands';
import type { Session } from '../../edge/session';
import type { Category, Prompt } from '../../model/prompt';
import type { Playground } from '../../playground';
import { WaitingWords } from '../../edge/waitingWords';

export type PromptNode =
  | { kind: 'category'; category: Category; id: string }
  | { kind: 'group'; category: Category; group: string; id: string }
  | { kind: 'prompt'; category: Category; prompt: Prompt; id: string };

type Standing = ReturnType<Playground['store']['standings']['ofBot']>[number];

/** How far the selected bot is with a prompt. */
type State = 'open' | 'answered' | 'scored' | 'outdated';

/** Categories, their groups and prompts, with what the selected bot has reached in each. */
export class PromptsTree extends Disposables implements vscode.TreeDataProvider<PromptNode> {
  private readonly changed = this.own(new vscode.EventEmitter<void>());
  readonly onDidChangeTreeData = this.changed.event;
  private shown: unknown[] = [];
  private words: WaitingWords | null = null;
  private view: vscode.TreeView<PromptNode> | null = null;
  private standings = new Map<string, Standing>();
  /** Prompts for which some bot's score belongs to an older version. */
  private outdated = new Map<string, string[]>();

  constructor(private readonly session: Session) {
    super();
    this.own(
      session.onDidChange((change) => {
        if (change === 'servers' || change === 'tournaments' || (change === 'suites' && this.isShown())) return;
        this.changed.fire();
        // A hidden view is not asked for its rows.
        if (session.current && !this.view?.visible) this.countWaiting(this.standingsOf(session.current));
      }),
    );
  }

  /** Creates the view. */
  show(options: Omit<vscode.TreeViewOptions<PromptNode>, 'treeDataProvider'>): vscode.TreeView<PromptNode> {
    const view = vscode.window.createTreeView('llp.prompts', { ...options, treeDataProvider: this });
    this.words = this.own(new WaitingWords(view, vscode.l10n.t('Reading the suites…')));
    this.view = view;
    return view;
  }

  async getChildren(node?: PromptNode): Promise<PromptNode[]> {
    const playground = await this.session.playground();
    if (!node) {
      const standings = this.standingsOf(playground);
      this.standings = new Map(standings.map((standing) => [keyOf(standing), standing]));
      const outdated = Map.groupBy(playground.read.standings.outdated(), keyOf);
      this.outdated = new Map([...outdated].map(([key, all]) => [key, all.map((standing) => standing.bot)]));
      await setContext('llp.outdated', outdated.size > 0);
      this.shown = partsOf(playground.suites.categories);
      this.words?.over(playground.suites.categories.length);
      this.countWaiting(standings);
      return playground.suites.categories.map(categoryNode);
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

  /**
   * Whether the tree shows the suites as they are: they are read again after every save, and a tree that is redrawn
   * while a menu is open forgets which row that was for. Prompts that have not changed are the same objects.
   */
  private isShown(): boolean {
    const now = partsOf(this.session.current?.suites.categories ?? []);
    return now.length === this.shown.length && now.every((part, index) => part === this.shown[index]);
  }

  getParent(node: PromptNode): PromptNode | undefined {
    if (node.kind === 'category') return undefined;
    const { category } = node;
    if (node.kind === 'prompt' && node.prompt.group !== null) {
      return { kind: 'group', category, group: node.prompt.group, id: `group:${category.id}:${node.prompt.group}` };
    }
    return categoryNode(category);
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

  private standingsOf({ read }: Playground): Standing[] {
    const bot = this.session.selectedBot();
    return bot ? read.standings.ofBot(bot.id) : [];
  }

  /** How many answers of the selected bot wait for a score, as a number on the view. */
  private countWaiting(standings: Standing[]): void {
    if (!this.view) return;
    const waiting = standings.filter(({ points }) => points === null).length;
    // Without its name, as this can be read while answers are judged blind.
    const tooltip = vscode.l10n.t('Answers of the selected bot that wait for a score: {0}', waiting);
    this.view.badge = waiting === 0 ? undefined : { value: waiting, tooltip };
  }

  private summary(prompts: Prompt[]): string {
    const points = prompts.reduce((sum, prompt) => sum + prompt.points, 0);
    const outdated = prompts.filter((prompt) => this.outdated.has(keyOfPrompt(prompt))).length;
    const note = outdated === 0 ? '' : ` · ${vscode.l10n.t('{0} with older scores', outdated)}`;
    if (this.standings.size === 0) return countText(prompts.length, points) + note;
    const scored = prompts.filter((prompt) => this.stateOf(prompt) === 'scored');
    const reached = scored.reduce((sum, prompt) => sum + (this.standings.get(keyOfPrompt(prompt))?.points ?? 0), 0);
    return (
      vscode.l10n.t(
        '{0}/{1} points · {2}/{3} scored',
        number(reached, 1),
        number(points),
        number(scored.length),
        number(prompts.length),
      ) + note
    );
  }

  private stateOf(prompt: Prompt): State {
    const standing = this.standings.get(keyOfPrompt(prompt));
    if (!standing) return 'open';
    if (standing.points === null) return standing.answeredHash === prompt.hash ? 'answered' : 'open';
    return standing.scoredHash === prompt.hash ? 'scored' : 'outdated';
  }

  private promptItem(prompt: Prompt, id: string): vscode.TreeItem {
    const standing = this.standings.get(keyOfPrompt(prompt));
    const others = this.outdated.get(keyOfPrompt(prompt)) ?? [];
    const state = this.stateOf(prompt);
    const item = new vscode.TreeItem(prompt.title, vscode.TreeItemCollapsibleState.None);
    item.id = id;
    item.contextValue = ['prompt', ...(standing ? ['answered'] : []), ...(others.length > 0 ? ['outdated'] : [])].join(
      '.',
    );
    const [icon, text] = stateText(state, prompt, standing);
    item.iconPath = new vscode.ThemeIcon(icon);
    const ofOthers = others.length > 0 && state !== 'outdated';
    item.description = ofOthers ? `${text} · ${vscode.l10n.t('older scores')}` : text;
    item.tooltip = tooltipOf(prompt, others);
    item.accessibilityInformation = { label: `${prompt.title}, ${item.description}` };
    // As in the Explorer: a click shows the prompt, and the keys still belong to the tree.
    item.command = commandLink(vscode.l10n.t('Open prompt'), 'llp.openPrompt', [
      { promptKey: keyOfPrompt(prompt) },
      { preserveFocus: true },
    ]);
    return item;
  }
}

function stateText(state: State, prompt: Prompt, standing: Standing | undefined): [icon: string, text: string] {
  switch (state) {
    case 'open':
      return ['circle-outline', vscode.l10n.t('{0} points', prompt.points)];
    case 'answered':
      return ['comment', vscode.l10n.t('{0} points · answered', prompt.points)];
    case 'scored':
      return ['pass-filled', vscode.l10n.t('{0}/{1} points', standing?.points ?? 0, prompt.points)];
    case 'outdated':
      return [
        'history',
        vscode.l10n.t('{0}/{1} · older version', standing?.points ?? 0, standing?.max ?? prompt.points),
      ];
  }
}

function tooltipOf(prompt: Prompt, outdated: string[]): string {
  const text = prompt.text.length > 600 ? `${prompt.text.slice(0, 600)}…` : prompt.text;
  if (outdated.length === 0) return text;
  const note = vscode.l10n.t('Scored for an older version of this prompt: {0}.', outdated.join(', '));
  return `${note}\n\n${text}`;
}

function keyOf(standing: { categoryId: string; promptId: string }): string {
  return `${standing.categoryId}/${standing.promptId}`;
}

function keyOfPrompt(prompt: Prompt): string {
  return `${prompt.categoryId}/${prompt.id}`;
}

/** All that the tree shows of the suites. */
function partsOf(categories: Category[]): unknown[] {
  return categories.flatMap((category) => [
    category.id,
    category.title,
    category.file,
    category.description,
    ...category.prompts,
  ]);
}

export function categoryNode(category: Category): PromptNode {
  return { kind: 'category', category, id: `category:${category.id}` };
}

export function promptNode(category: Category, prompt: Prompt): PromptNode {
  return { kind: 'prompt', category, prompt, id: `prompt:${category.id}/${prompt.id}` };
}
