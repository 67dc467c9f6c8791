/** The texts in English of what judges propose, and of how far they agree with a person. */
export const judgeStrings = {
  judgesTitle: 'Proposed by judges',
  judgesHint: 'Proposals count nowhere until you accept them.',
  judgeNotChecked: 'not checked on {0} answers: {1} so far',
  judgeChecked: 'checked on {0} answers',
  judgeKappa: 'weighted kappa {0}',
  judgeAlpha: 'Krippendorff’s alpha {0}',
  judgeBias: 'bias (% of the points): {0}',
  judgeLengthBias: 'bias for twice the length (%): {0}',
  judgeFamilyBias: 'bias for its own family (%): {0}',
  judgePositionBias: 'bias for the answer shown first (%): {0}',
  judgeUnknown: 'not known',
  judgeInterval: '{0} ({1} to {2})',
};
export type JudgeStrings = typeof judgeStrings;
