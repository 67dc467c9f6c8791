/**
 * How well a bot's results are proven. `measured`: every answer that counts was made here, and its raw log is there as it
 * was when the run ended. `partial`: of some that is not so, because they were pasted, imported or published elsewhere,
 * or because their log is gone or was changed. `unproven`: of none it is so.
 */
export const trustTiers = ['measured', 'partial', 'unproven'] as const;
export type TrustTier = (typeof trustTiers)[number];

/** The tier of a bot with that many answers, of which so many were made here and have their raw log. */
export function tierOf(answers: number, logged: number): TrustTier {
  if (logged >= answers) return 'measured';
  return logged > 0 ? 'partial' : 'unproven';
}
