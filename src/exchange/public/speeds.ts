import { quantileOf } from '../../rank/moments';
import type { SpeedEvidence } from '../../store/trust';

const notProvided = 'Not provided';
const median = (values: readonly number[]): number =>
  quantileOf(
    values.toSorted((a, b) => a - b),
    0.5,
  );
/** Fewer timed answers than this make a sparse row. */
const enough = 5;

/** How far a speed may be relied on. */
export type Confidence = 'higher' | 'medium' | 'lower';

/** A speed of one model on one machine, with what it rests on. What is not known reads “Not provided”. */
export interface SpeedRow {
  model: string;
  quantization: string;
  format: string;
  runtime: string;
  runtime_version: string;
  hardware: string;
  /** The whole machine. */
  environment: unknown;
  runner: string;
  source: 'measured here' | 'measured by someone else';
  /** Who took the time: the server, or LLP by the clock. */
  timed_by: string;
  operator: 'this board' | 'someone else';
  reproduction_state: 'run again, agrees' | 'run again, differs' | 'not run again';
  raw_logs: 'kept' | 'kept in part' | typeof notProvided;
  /** Medians over the samples: tokens/s, and seconds. */
  tokens_per_second: number;
  seconds_to_first_token: number | null;
  samples: number;
  tested_at: string;
  missing: string[];
  confidence: Confidence;
}

/** Speeds, a row for each model, quantization, runtime, machine and who ran it, by the ladder of confidence. */
export function speedRows(evidence: readonly SpeedEvidence[]): SpeedRow[] {
  const groups = new Map<string, SpeedEvidence[]>();
  for (const one of evidence) {
    const { model, quantization, runtime, hardware, origin } = one;
    const key = JSON.stringify([model, quantization, runtime, hardware, origin]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map(rowOf);
}

function rowOf(samples: SpeedEvidence[]): SpeedRow {
  const latest = samples.reduce((a, b) => (a.started_at < b.started_at ? b : a));
  const facts = {
    model: latest.model,
    quantization: latest.quantization,
    runtime: latest.runtime,
    runtime_version: latest.runtime_version,
    hardware: latest.hardware,
    environment: latest.rig,
    runner: latest.llp,
  };
  const kept = samples.filter(({ log_kept: own }) => own === 1).length;
  const missing = [
    ...Object.entries(facts).flatMap(([name, value]) => (value === null || value === '' ? [name] : [])),
    ...(kept < samples.length ? ['raw_logs'] : []),
  ];
  const waits = samples.flatMap(({ seconds_to_first_token: wait }) => (wait === null ? [] : [wait]));
  const state = reproduction(samples);
  return {
    model: facts.model ?? notProvided,
    quantization: facts.quantization ?? notProvided,
    format: latest.format ?? notProvided,
    runtime: facts.runtime ?? notProvided,
    runtime_version: facts.runtime_version ?? notProvided,
    hardware: facts.hardware ?? notProvided,
    environment: facts.environment === null ? notProvided : (JSON.parse(facts.environment) as unknown),
    runner: facts.runner === null ? notProvided : `llp ${facts.runner}`,
    source: latest.origin === 'measured' ? 'measured here' : 'measured by someone else',
    timed_by: latest.source ?? notProvided,
    operator: latest.origin === 'measured' ? 'this board' : 'someone else',
    reproduction_state: state,
    raw_logs: kept === 0 ? notProvided : kept < samples.length ? 'kept in part' : 'kept',
    tokens_per_second: median(samples.map(({ tokens_per_second: speed }) => speed)),
    seconds_to_first_token: waits.length === 0 ? null : median(waits),
    samples: samples.length,
    tested_at: latest.started_at,
    missing,
    confidence: confidenceOf(samples.length, missing.length, state),
  };
}

function reproduction(samples: readonly SpeedEvidence[]): SpeedRow['reproduction_state'] {
  if (samples.some(({ agreed }) => agreed === 0)) return 'run again, differs';
  return samples.some(({ agreed }) => agreed === 1) ? 'run again, agrees' : 'not run again';
}

/** Sparse rows, and those that lack something, are of lower confidence; the highest is what was run again and agreed. */
function confidenceOf(samples: number, missing: number, state: SpeedRow['reproduction_state']): Confidence {
  if (samples < enough || missing > 0 || state === 'run again, differs') return 'lower';
  return state === 'run again, agrees' ? 'higher' : 'medium';
}
