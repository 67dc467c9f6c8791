import type { CommandId } from '../../edge/commands';

// The code of these is read when it is needed.

export const conductCommands = [
  'llp.conduct',
  'llp.send',
  'llp.cancelRun',
  'llp.runAgain',
] as const satisfies readonly CommandId[];

export const answerCommands = [
  'llp.saveAnswer',
  'llp.openAnswer',
  'llp.openRawLog',
] as const satisfies readonly CommandId[];

/** The document that shows what saving would write, for the difference view. */
export const previewScheme = 'llp-save-preview';
