import type { LiveBenchPlaces } from '../playground/liveBenchKind';

export interface LiveBenchPlaceOptions {
  checkout?: string;
  python?: string;
}

/** What the command line or its environment names; an option comes first. */
export function liveBenchPlaces({ checkout, python }: LiveBenchPlaceOptions): LiveBenchPlaces {
  return {
    checkout: checkout ?? process.env['LLP_LIVEBENCH_CHECKOUT'] ?? null,
    python: python ?? process.env['LLP_LIVEBENCH_PYTHON'] ?? null,
  };
}
