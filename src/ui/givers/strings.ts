/** The texts in English of who gave points, and of the time that the others take. */
export const giverStrings = {
  givenByHand: '{0} by hand',
  givenByProgram: '{0} by a program',
  givenByProposal: '{0} by an accepted proposal',
  givenPart: '{0} of {1} points proven by a program, {2} open: give the points of the whole item',
  givenOpen: '{0} points open',
  minuteLeft: 'about 1 minute of scoring left',
  minutesLeft: 'about {0} minutes of scoring left',
  hoursLeft: 'about {0} hours of scoring left',
  timeLeftUsual: 'Reckoned with {0} seconds a rubric item, until you have scored 20 items yourself.',
  timeLeftOwn: 'Reckoned with your own pace: {0} seconds a rubric item, over {1} items.',
};
export type GiverStrings = typeof giverStrings;
