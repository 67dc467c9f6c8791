/** The texts in English that any screen may show. */
export const pageStrings = {
  lost: 'LLP does not hear this view any more, so nothing is saved from it.',
  openAgain: 'Open it again',
};
export type PageStrings = typeof pageStrings;
