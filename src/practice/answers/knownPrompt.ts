/** An answer to a prompt that the practice models have met before, in three grades that deserve different points. */
export interface KnownPrompt {
  clue: RegExp;
  good: string;
  fair: string;
  poor: string;
}
