import * as vscode from 'vscode';

/**
 * The commands of LLP: id → what it takes and gives. Each feature adds its own in its `index.ts`, by declaration
 * merging. An argument that may be left out is one that a key or the command palette does not hand over. The manifest
 * test checks the ids against package.json; those of `llp.internal.` are for other features only and stand in none.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface Commands {}

/** Commands of VS Code itself that LLP uses, and those that VS Code makes for LLP's views. */
interface EditorCommands {
  'vscode.diff': (
    left: vscode.Uri,
    right: vscode.Uri,
    title: string,
    options?: vscode.TextDocumentShowOptions,
  ) => unknown;
  /** Several differences below each other in one tab; a resource names its entry, then its two sides. */
  'vscode.changes': (
    title: string,
    resources: readonly (readonly [resource: vscode.Uri, original: vscode.Uri, modified: vscode.Uri])[],
  ) => unknown;
  'workbench.action.openSettings': (query: string) => unknown;
  'workbench.action.focusCommentsPanel': () => unknown;
  'workbench.action.addComment': () => unknown;
  revealFileInOS: (file: vscode.Uri) => unknown;
  'llp.bots.focus': () => unknown;
  'llp.prompts.focus': () => unknown;
  'llp.tournament.focus': () => unknown;
  'llp.search.focus': () => unknown;
}

type Known = Commands & EditorCommands;
export type CommandId = keyof Commands;
type Arguments<Id extends keyof Known> = Parameters<Known[Id]>;
type Result<Id extends keyof Known> = Awaited<ReturnType<Known[Id]>>;

/** Handlers by command id. */
export type Handlers = Partial<Commands>;

/** What buttons and keys depend on (`when` in package.json). */
export type ContextKey =
  | 'llp.answerEditor'
  | 'llp.leaderboardFocus'
  | 'llp.outdated'
  | 'llp.pageFocus'
  | 'llp.picking'
  | 'llp.practice'
  | 'llp.rowSelected'
  | 'llp.running'
  | 'llp.situation'
  | 'llp.suiteEditUndoable'
  | 'llp.textFocus'
  | 'llp.tournamentState';

/** Executes a command. What went wrong in one of ours has been said to the person by then, and gives undefined. */
export async function runCommand<Id extends keyof Known>(
  id: Id,
  ...args: Arguments<Id>
): Promise<Result<Id> | undefined> {
  return vscode.commands.executeCommand<Result<Id> | undefined>(id, ...args);
}

/** A command as lenses and the rows of trees carry it. */
export function commandLink<Id extends CommandId>(
  title: string,
  command: Id,
  args: Arguments<Id>,
  tooltip?: string,
): vscode.Command {
  return { title, command, arguments: args, ...(tooltip === undefined ? {} : { tooltip }) };
}

export async function setContext(key: ContextKey, value: string | boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', key, value);
}

/** Those of `ids` that this window has: a feature may be missing. */
export async function knownCommands<Id extends string>(ids: readonly Id[]): Promise<Id[]> {
  const known = new Set(await vscode.commands.getCommands(true));
  return ids.filter((id) => known.has(id));
}
