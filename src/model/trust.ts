/**
 * How well a bot's results are proven. `measured`: every answer that counts was made here and has its raw log.
 * `partial`: some have none, because they were pasted by hand or imported without. `unproven`: none has.
 */
export const trustTiers = ['measured', 'partial', 'unproven'] as const;
export type TrustTier = (typeof trustTiers)[number];

/** The tier of a bot with that many answers, of which so many have a raw log. */
export function tierOf(answers: number, logged: number): TrustTier {
  if (logged >= answers) return 'measured';
  return logged > 0 ? 'partial' : 'unproven';
}
