import type { CommandId } from '../../edge/commands';

/** What changes prompts and categories; the code of it is read when it is needed. */
export const promptCommands = [
  'llp.newPrompt',
  'llp.newCategory',
  'llp.renamePrompt',
  'llp.duplicatePrompt',
  'llp.deletePrompt',
  'llp.deleteCategory',
  'llp.movePromptUp',
  'llp.movePromptDown',
  'llp.movePrompt',
  'llp.undoSuiteEdit',
] as const satisfies readonly CommandId[];
