import type { CommandId } from '../../edge/commands';

/** What is done with bots; the code of it is read when it is needed. */
export const botCommands = [
  'llp.refreshBots',
  'llp.addBot',
  'llp.renameBot',
  'llp.editParameters',
  'llp.duplicateBot',
  'llp.deleteBot',
  'llp.selectBot',
  'llp.setApiKey',
] as const satisfies readonly CommandId[];
