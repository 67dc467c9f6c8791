/** The texts in English of how well results are proven. */
export const tierStrings = {
  tierOperator: 'operator',
  tierVerified: 'verified',
  tierIndependent: 'independent',
  tierIncomplete: 'incomplete',
  tierOperatorHint: 'Run here, on a stated machine, with its raw log and the command to repeat it.',
  tierVerifiedHint: 'Run again, with a score within ±2 percentage points.',
  tierIndependentHint: 'Someone else’s, with log and command; not run again here yet.',
  tierIncompleteHint: 'Something is missing, so that it cannot be published.',
  missingOrigin: 'Not measured: practice, pasted and published results cannot be checked',
  missingAnswer: 'The answer is not complete',
  missingLog: 'The raw log is gone or was changed',
  missingRunner: 'Which version of LLP ran it is not known',
  missingCommand: 'What was sent is not stored whole',
  missingQuantization: 'The quantization is not stated',
  missingRuntime: 'The runtime and its version are not stated',
  missingHardware: 'The machine is not known',
  missingRig: 'Processor, memory or system of the machine are not known',
  missingOf: '{0} (answers: {1})',
};
export type TierStrings = typeof tierStrings;
