import * as vscode from 'vscode';
import type { Category, Prompt } from '../../model/prompt';
import type { Playground } from '../../playground';
import type { PromptNode } from './promptsTree';
import { fuzzyPick, type PickItem } from '../../edge/pick';
import type { Session } from '../../edge/session';

/** What a prompt command may be called on: an item of the tree, several of them, or `category/prompt`. */
export type PromptTarget = PromptNode | { promptKey: string } | undefined;

/** Items a command is about: those it was called on, else those selected in the tree. */
export class PromptTargets {
  /** Set once the tree's view exists. */
  selection: () => readonly PromptNode[] = () => [];
  /** Scrolls the tree to a node and selects it; set once the tree's view exists. */
  reveal: (node: PromptNode) => Thenable<void> = () => Promise.resolve();

  constructor(private readonly session: Session) {}

  /** All nodes, of one kind only: that of the first. */
  nodes(target: PromptTarget, all?: PromptNode[]): PromptNode[] {
    const nodes =
      target && 'kind' in target
        ? all && all.length > 1 && all.some((node) => node.id === target.id)
          ? all
          : [target]
        : this.selection();
    return nodes.filter((node) => node.kind === nodes[0]?.kind);
  }

  /** The one node, as it stands in the suites now. */
  node(target: PromptTarget): PromptNode | undefined {
    return this.nodes(target)[0];
  }

  /** The one prompt; asked for where the command was called on none. */
  async prompt(target: PromptTarget): Promise<Prompt | undefined> {
    const playground = await this.session.playground();
    if (target && 'promptKey' in target) return playground.suites.prompt(target.promptKey) ?? undefined;
    const node = this.node(target);
    if (node?.kind === 'prompt') return fresh(playground, node.prompt);
    return this.pickPrompt(playground);
  }

  async prompts(target: PromptTarget, all?: PromptNode[]): Promise<Prompt[]> {
    const playground = await this.session.playground();
    const found = this.nodes(target, all).flatMap((node) => (node.kind === 'prompt' ? [node.prompt] : []));
    if (found.length > 0) return found.map((prompt) => fresh(playground, prompt));
    const one = await this.prompt(target);
    return one ? [one] : [];
  }

  /** The category of the node, else asked for. */
  async category(target: PromptTarget, placeholder: string): Promise<Category | undefined> {
    const playground = await this.session.playground();
    const node = this.node(target);
    if (node) return playground.suites.category(node.category.id) ?? node.category;
    return this.pickCategory(playground, placeholder);
  }

  async pickCategory(playground: Playground, placeholder: string): Promise<Category | undefined> {
    const items = playground.suites.categories.map((category) => ({
      id: category.id,
      label: category.title,
      description: vscode.l10n.t('{0} prompts', category.prompts.length),
      value: category,
    }));
    return (await fuzzyPick(items, { title: vscode.l10n.t('Category'), placeholder }))?.value;
  }

  private async pickPrompt(playground: Playground): Promise<Prompt | undefined> {
    const items = playground.suites.categories.flatMap((category) =>
      category.prompts.map((prompt): PickItem<Prompt> => ({
        id: `${category.id}/${prompt.id}`,
        label: prompt.title,
        description: category.title,
        value: prompt,
      })),
    );
    return (await fuzzyPick(items, { title: vscode.l10n.t('Prompt'), placeholder: vscode.l10n.t('Which prompt?') }))
      ?.value;
  }
}

/** The tree may be older than the suites. */
function fresh(playground: Playground, prompt: Prompt): Prompt {
  return playground.suites.prompt(`${prompt.categoryId}/${prompt.id}`) ?? prompt;
}
