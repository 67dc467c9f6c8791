import type { CommandId } from '../../../edge/commands';

/** What is done on the lines of answers; the code of it is read when it is needed. */
export const inlineScoringCommands = [
  'llp.addRemark',
  'llp.saveRemark',
  'llp.cancelRemark',
  'llp.editRemark',
  'llp.deleteRemark',
  'llp.deleteRemarks',
  'llp.resolveRemarks',
  'llp.reopenRemarks',
  'llp.showRemarks',
  'llp.writeRemark',
  'llp.undoPoints',
  'llp.addPoints',
  'llp.chooseItem',
  'llp.givePoints',
] as const satisfies readonly CommandId[];
