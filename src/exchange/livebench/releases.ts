import type { BenchmarkQuestion } from '../../model/benchmark';

/** Releases of LiveBench as its own scripts list them (livebench/common.py, August 2026). */
export const liveBenchReleases = [
  '2024-06-24',
  '2024-07-26',
  '2024-08-31',
  '2024-11-25',
  '2025-04-02',
  '2025-04-25',
  '2025-05-30',
  '2025-11-25',
  '2025-12-23',
  '2026-01-08',
  '2026-06-25',
] as const;

export const newestRelease = liveBenchReleases[liveBenchReleases.length - 1] as string;

/** Why a question is not part of a release, or null where it is. The rules are those of LiveBench's own loader. */
export function notInRelease(
  { releaseDate, removalDate }: Pick<BenchmarkQuestion, 'releaseDate' | 'removalDate'>,
  release: string,
): string | null {
  if (releaseDate !== null && !(liveBenchReleases as readonly string[]).includes(releaseDate))
    return 'its release date is none of LiveBench’s';
  if (releaseDate !== null && releaseDate > release) return 'it came with a later release';
  if (removalDate !== null && removalDate !== '' && removalDate <= release)
    return 'it had been removed by this release';
  return null;
}
