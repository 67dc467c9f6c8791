/** The texts in English of what limits the trust in a run’s figures. */
export const flagStrings = {
  flagColdLoad: 'cold load',
  flagColdLoadHint: 'The model was loaded for this run: its time to first token includes loading',
  flagCache: 'cache hit?',
  flagCacheHint: 'The prompt was probably cached: the time to first token is not comparable',
  flagConcurrent: 'concurrent',
  flagConcurrentHint: 'Other requests ran at the same time',
  flagTruncated: 'truncated',
  flagTruncatedHint: 'The answer broke off',
  flagLength: 'length',
  flagLengthHint: 'The answer was cut at the limit of tokens',
  flagContext: 'context',
  flagContextHint: 'The context was full',
  flagPasted: 'pasted',
  flagPastedHint: 'The answer came from another program',
};
export type FlagStrings = typeof flagStrings;
