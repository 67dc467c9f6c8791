/**
 * Where a result comes from. `measured`: a model answered here, or on a server that was asked from here. `practice`: the
 * practice server made it up; such results never mix with others. `pasted`: a person put it in by hand. `imported`: it
 * came with a file from someone else. `published`: a figure of a table that was published elsewhere.
 */
export const origins = ['measured', 'practice', 'pasted', 'imported', 'published'] as const;
export type Origin = (typeof origins)[number];

export interface Provenance {
  origin: Origin;
  /** From whom or what, e.g. the file's name, for what was imported or published. */
  from?: string;
  /** When it was imported, or published: ISO 8601, UTC. */
  at?: string;
}

/** What was made here by a bot: a practice bot's results are practice, however they came about. */
export function madeBy(bot: { practice: boolean }, origin: 'measured' | 'pasted' = 'measured'): Provenance {
  return { origin: bot.practice ? 'practice' : origin };
}

/**
 * What a result is here that came with a file: someone else's, whatever it was there. Practice stays practice, a
 * published table published, and what had been imported already keeps whose it first was.
 */
export function importedFrom(was: Provenance, from: string, at: string): Provenance {
  if (was.origin === 'practice') return { origin: 'practice', from, at };
  return was.origin === 'imported' || was.origin === 'published' ? was : { origin: 'imported', from, at };
}

/** Length and checksum of a raw log as it was when the run ended. */
export interface LogDigest {
  bytes: number;
  /** In hex. */
  sha256: string;
}
