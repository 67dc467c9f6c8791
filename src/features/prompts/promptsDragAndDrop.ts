import * as vscode from 'vscode';
import type { PromptDesk } from './promptDesk';
import { report } from '../../edge/report';
import type { Session } from '../../edge/session';
import type { Prompt } from '../../model/prompt';
import type { PromptNode } from './promptsTree';

const mime = 'application/vnd.code.tree.llp.prompts';

/** Dragging prompts, groups and categories to where they are to stand. */
export class PromptsDragAndDrop implements vscode.TreeDragAndDropController<PromptNode> {
  readonly dragMimeTypes = [mime];
  readonly dropMimeTypes = [mime];

  constructor(
    private readonly session: Session,
    private readonly desk: PromptDesk,
  ) {}

  handleDrag(source: readonly PromptNode[], data: vscode.DataTransfer): void {
    data.set(mime, new vscode.DataTransferItem(source.filter((node) => node.kind === source[0]?.kind)));
  }

  async handleDrop(target: PromptNode | undefined, data: vscode.DataTransfer): Promise<void> {
    const nodes = data.get(mime)?.value as PromptNode[] | undefined;
    const [first] = nodes ?? [];
    if (!nodes || !first || !target || nodes.some((node) => node.id === target.id)) return;
    try {
      if (first.kind === 'prompt')
        await this.dropPrompts(
          nodes.flatMap((node) => (node.kind === 'prompt' ? [node.prompt] : [])),
          target,
        );
      else if (first.kind === 'group') await this.dropGroup(first, target);
      else await this.dropCategory(first, target);
    } catch (error) {
      void report(error, this.session.log);
    }
  }

  /** On a prompt: beside it, on the side where it came to lie; on a group or category: at the end of it. */
  private async dropPrompts(prompts: Prompt[], target: PromptNode): Promise<void> {
    const { movePrompts } = await import('./prompts');
    const ordered = prompts.toSorted((a, b) => a.position - b.position);
    if (target.kind === 'group') return movePrompts(this.desk, ordered, target.category, { group: target.group });
    if (target.kind === 'category') return movePrompts(this.desk, ordered, target.category, { group: null });
    const { id, categoryId, position } = target.prompt;
    const isDownwards = ordered.every((prompt) => prompt.categoryId === categoryId && prompt.position < position);
    await movePrompts(this.desk, ordered, target.category, isDownwards ? { after: id } : { before: id });
  }

  private async dropGroup(group: PromptNode & { kind: 'group' }, target: PromptNode): Promise<void> {
    if (target.category.id !== group.category.id)
      throw new Error(vscode.l10n.t('A group stays in its category; drag its prompts to another one.'));
    const titles = [...new Set(group.category.prompts.map((prompt) => prompt.group))].filter((one) => one !== null);
    const onto = target.kind === 'group' ? target.group : target.kind === 'prompt' ? target.prompt.group : titles[0];
    if (onto === undefined || onto === null || onto === group.group) return;
    const isDownwards = titles.indexOf(group.group) < titles.indexOf(onto);
    const before = isDownwards ? (titles[titles.indexOf(onto) + 1] ?? null) : onto;
    await this.desk.edit((editor) => editor.moveGroup(group.category.id, group.group, before));
  }

  private async dropCategory(node: PromptNode, target: PromptNode): Promise<void> {
    const { id } = node.category;
    await this.desk.edit(async (editor, { suites }) => {
      const ids = suites.categories.map((category) => category.id);
      const onto = ids.indexOf(target.category.id);
      const isDownwards = ids.indexOf(id) < onto;
      await editor.moveCategory(id, isDownwards ? (ids[onto + 1] ?? null) : target.category.id);
    });
  }
}
