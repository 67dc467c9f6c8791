import * as vscode from 'vscode';
import { runCommand, type Handlers } from '../../edge/commands';
import type { Category, Prompt } from '../../model/prompt';
import { categoryNode, promptNode, type PromptNode } from './promptsTree';
import { fuzzyPick } from '../../edge/pick';
import type { promptCommands } from './promptCommands';
import type { PromptDesk } from './promptDesk';
import type { PromptTarget, PromptTargets } from './promptTargets';
import type { Session } from '../../edge/session';
import { suiteUri } from '../../edge/suiteUri';

declare module '../../edge/commands' {
  interface Commands {
    'llp.newPrompt': (target?: PromptTarget) => Promise<void>;
    'llp.newCategory': () => Promise<void>;
    'llp.renamePrompt': (target?: PromptTarget) => Promise<void>;
    'llp.duplicatePrompt': (target?: PromptTarget) => Promise<void>;
    'llp.deletePrompt': (target?: PromptTarget, all?: PromptNode[]) => Promise<void>;
    /** The same, named for what it was called on. */
    'llp.deleteCategory': (target?: PromptTarget, all?: PromptNode[]) => Promise<void>;
    'llp.movePromptUp': (target?: PromptTarget) => Promise<void>;
    'llp.movePromptDown': (target?: PromptTarget) => Promise<void>;
    'llp.movePrompt': (target?: PromptTarget, all?: PromptNode[]) => Promise<void>;
    'llp.undoSuiteEdit': () => Promise<string | undefined>;
  }
}

/** Create, rename, reorder, duplicate, move and delete prompts, groups and categories from the tree. */
export function promptHandlers(
  session: Session,
  desk: PromptDesk,
  targets: PromptTargets,
): Required<Pick<Handlers, (typeof promptCommands)[number]>> {
  const open = async (categoryId: string, promptId: string): Promise<void> => {
    const promptKey = `${categoryId}/${promptId}`;
    const { suites } = await session.playground();
    const [category, prompt] = [suites.category(categoryId), suites.prompt(promptKey)];
    if (category && prompt) await targets.reveal(promptNode(category, prompt));
    await runCommand('llp.openPrompt', { promptKey });
  };
  const remove = async (target?: PromptTarget, all?: PromptNode[]): Promise<void> => {
    const nodes = targets.nodes(target, all);
    const [node] = nodes;
    if (!node) return;
    const prompts = nodes.flatMap(promptsOf);
    const what = nodes.length === 1 ? `“${titleOf(node)}”` : vscode.l10n.t('{0} prompts', nodes.length);
    if (!(await confirmDeletion(desk, what, node, prompts))) return;
    const done = await desk.edit(async (editor) => {
      if (node.kind === 'prompt') await editor.deletePrompts(prompts);
      else if (node.kind === 'group') await editor.deleteGroup(node.category.id, node.group);
      else await editor.deleteCategory(node.category.id);
      return true;
    });
    if (done) desk.offerUndo(vscode.l10n.t('Deleted {0}. Answers and scores are kept.', what));
  };
  return {
    'llp.newPrompt': async (target: PromptTarget) => {
      const category = await targets.category(target, vscode.l10n.t('In which category?'));
      if (!category) return;
      const node = targets.node(target);
      const title = await askTitle(vscode.l10n.t('New prompt in {0}', category.title), '');
      const points = title === undefined ? undefined : await askPoints();
      if (title === undefined || points === undefined) return;
      const id = await desk.edit((editor) =>
        editor.createPrompt(category.id, { title, points, group: groupOf(node, category) }),
      );
      if (id !== undefined) await open(category.id, id);
    },
    'llp.newCategory': async () => {
      const title = await askTitle(vscode.l10n.t('New category'), '');
      if (title === undefined) return;
      const id = await desk.edit((editor) => editor.createCategory(title));
      if (id !== undefined) await openFile(session, targets, id);
    },
    'llp.renamePrompt': async (target: PromptTarget) => {
      const node = targets.node(target);
      if (!node) return;
      const title = await askTitle(vscode.l10n.t('Rename'), titleOf(node));
      if (title === undefined || title === titleOf(node)) return;
      await desk.edit(async (editor) => {
        if (node.kind === 'prompt') await editor.renamePrompt(node.prompt, title);
        else if (node.kind === 'group') await editor.renameGroup(node.category.id, node.group, title);
        else await editor.renameCategory(node.category.id, title);
      });
    },
    'llp.duplicatePrompt': async (target: PromptTarget) => {
      const node = targets.node(target);
      if (!node || node.kind === 'group') return;
      const suggestion = vscode.l10n.t('{0} (copy)', titleOf(node));
      const title = await askTitle(vscode.l10n.t('Duplicate'), suggestion);
      if (title === undefined) return;
      const id = await desk.edit((editor) =>
        node.kind === 'prompt'
          ? editor.duplicatePrompt(node.prompt, title)
          : editor.duplicateCategory(node.category.id, title),
      );
      if (id === undefined) return;
      if (node.kind === 'prompt') await open(node.category.id, id);
      else await openFile(session, targets, id);
    },
    'llp.deletePrompt': remove,
    'llp.deleteCategory': remove,
    'llp.movePromptUp': (target: PromptTarget) => step(desk, targets.node(target), 'up'),
    'llp.movePromptDown': (target: PromptTarget) => step(desk, targets.node(target), 'down'),
    'llp.movePrompt': async (target: PromptTarget, all?: PromptNode[]) => {
      const prompts = await targets.prompts(target, all);
      const place = prompts.length > 0 ? await pickPlace(session) : undefined;
      if (place) await movePrompts(desk, prompts, place.category, { group: place.group });
    },
    'llp.undoSuiteEdit': () => desk.undo(),
  };
}

/** Moves prompts; where scores would stay behind in another category, only after asking. */
export async function movePrompts(
  desk: PromptDesk,
  prompts: Prompt[],
  category: Category,
  place: { before: string } | { after: string } | { group: string | null },
): Promise<void> {
  const strangers = prompts.filter((prompt) => prompt.categoryId !== category.id);
  const hanging = strangers.length > 0 ? await desk.hanging(strangers) : null;
  if (hanging !== null) {
    const move = vscode.l10n.t('Move');
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t('Move to {0}? It starts there without scores.', category.title),
      {
        modal: true,
        detail: vscode.l10n.t(
          '{0} They are kept where they are and count again when the prompt comes back. In another category a prompt may also get another system prompt and temperature.',
          hanging,
        ),
      },
      move,
    );
    if (chosen !== move) return;
  }
  await desk.edit((editor) => editor.movePrompts(prompts, category.id, place));
}

async function step(desk: PromptDesk, node: PromptNode | undefined, direction: 'up' | 'down'): Promise<void> {
  if (!node) return;
  await desk.edit(async (editor) => {
    if (node.kind === 'prompt') await editor.stepPrompt(node.prompt, direction);
    else if (node.kind === 'group') await editor.stepGroup(node.category.id, node.group, direction);
    else await editor.stepCategory(node.category.id, direction);
  });
}

/** Nothing is asked where nothing hangs on it: the undo button is enough then. */
async function confirmDeletion(desk: PromptDesk, what: string, node: PromptNode, prompts: Prompt[]): Promise<boolean> {
  const hanging = await desk.hanging(prompts);
  if (hanging === null && node.kind === 'prompt') return true;
  const remove = vscode.l10n.t('Delete');
  const detail =
    hanging === null
      ? vscode.l10n.t('It has {0} prompts and no answers yet.', prompts.length)
      : vscode.l10n.t('{0} They stay in the database and in llm_outputs, but leave the leaderboard.', hanging);
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete {0}?', what),
    { modal: true, detail },
    remove,
  );
  return chosen === remove;
}

interface PlaceChoice {
  category: Category;
  group: string | null;
}

async function pickPlace(session: Session): Promise<PlaceChoice | undefined> {
  const { suites } = await session.playground();
  const items = suites.categories.flatMap((category) => {
    const groups = [...new Set(category.prompts.map((prompt) => prompt.group))].filter((group) => group !== null);
    return [null, ...groups].map((group) => ({
      id: `${category.id}/${group ?? ''}`,
      label: group === null ? category.title : `${category.title} › ${group}`,
      value: { category, group },
    }));
  });
  return (await fuzzyPick(items, { title: vscode.l10n.t('Move'), placeholder: vscode.l10n.t('Where to?') }))?.value;
}

function askTitle(title: string, value: string): Thenable<string | undefined> {
  return vscode.window
    .showInputBox({
      title,
      value,
      prompt: vscode.l10n.t('The name that people see; the id stays what it is'),
      validateInput: (text) => (text.trim() === '' ? vscode.l10n.t('A title needs at least one character.') : null),
    })
    .then((text) => text?.trim());
}

async function askPoints(): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Points'),
    value: '20',
    prompt: vscode.l10n.t('What a flawless answer earns'),
    validateInput: (value) =>
      /^[1-9]\d{0,5}$/.test(value.trim()) ? null : vscode.l10n.t('Points must be a whole number from 1.'),
  });
  return text === undefined ? undefined : Number(text);
}

function groupOf(node: PromptNode | undefined, category: Category): string | null {
  if (node?.kind === 'prompt') return node.prompt.group;
  if (node?.kind === 'group') return node.group;
  return category.prompts.at(-1)?.group ?? null;
}

function titleOf(node: PromptNode): string {
  if (node.kind === 'prompt') return node.prompt.title;
  return node.kind === 'group' ? node.group : node.category.title;
}

function promptsOf(node: PromptNode): Prompt[] {
  if (node.kind === 'prompt') return [node.prompt];
  return node.kind === 'category'
    ? node.category.prompts
    : node.category.prompts.filter((prompt) => prompt.group === node.group);
}

async function openFile(session: Session, targets: PromptTargets, categoryId: string): Promise<void> {
  const category = (await session.playground()).suites.category(categoryId);
  if (!category) return;
  await targets.reveal(categoryNode(category));
  await vscode.window.showTextDocument(suiteUri(session, category.file));
}
