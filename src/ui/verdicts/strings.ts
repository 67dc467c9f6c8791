/** The texts in English of what checks say of an answer. */
export const verdictStrings = {
  verdictPass: 'Passes',
  verdictFail: 'Fails',
  verdictUnknown: 'Cannot be told: a person decides',
  verdictLoose:
    'By the loose reading, without the first or last line or Markdown marks, it passes; the strict one counts.',
  verdictLine: 'Line {0} of the answer',
  verdictPoints: '{0} of {1} points',
  verdictsLabel: 'What the checks say',
};
export type VerdictStrings = typeof verdictStrings;
