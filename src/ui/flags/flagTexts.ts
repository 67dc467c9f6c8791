import type { RunFlag } from '../../model/run';
import type { FlagStrings } from './strings';

/** The name of a flag, and what it means. */
export function flagTexts(flag: RunFlag, strings: FlagStrings): [string, string] {
  switch (flag) {
    case 'cold-load':
      return [strings.flagColdLoad, strings.flagColdLoadHint];
    case 'cache-hit-suspected':
      return [strings.flagCache, strings.flagCacheHint];
    case 'concurrent-request':
      return [strings.flagConcurrent, strings.flagConcurrentHint];
    case 'truncated':
      return [strings.flagTruncated, strings.flagTruncatedHint];
    case 'length-stopped':
      return [strings.flagLength, strings.flagLengthHint];
    case 'context-overflow':
      return [strings.flagContext, strings.flagContextHint];
    case 'context-below-wish':
      return [strings.flagWish, strings.flagWishHint];
    case 'prompt-cut-suspected':
      return [strings.flagPromptCut, strings.flagPromptCutHint];
    case 'other-model':
      return [strings.flagOther, strings.flagOtherHint];
    case 'unknown-stop':
      return [strings.flagStop, strings.flagStopHint];
    case 'arrived-at-once':
      return [strings.flagAtOnce, strings.flagAtOnceHint];
    case 'impossible-figure':
      return [strings.flagFigure, strings.flagFigureHint];
    case 'usage-refused':
      return [strings.flagUsage, strings.flagUsageHint];
    case 'pasted':
      return [strings.flagPasted, strings.flagPastedHint];
  }
}
