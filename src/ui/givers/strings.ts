/** The texts in English of who gave points. */
export const giverStrings = {
  givenByHand: '{0} by hand',
  givenByProgram: '{0} by a program',
  givenByProposal: '{0} by an accepted proposal',
  givenOpen: '{0} points open',
};
export type GiverStrings = typeof giverStrings;
