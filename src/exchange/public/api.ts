import { version } from '../../../package.json';
import { methodology } from './methodology';
import type { Store } from '../../store';
import type { PublicBenchmark } from '../../store/trust';
import { citation } from './citation';
import { evaluationsOf } from './evaluations';
import { speedRows } from './speeds';

const schema =
  'https://raw.githubusercontent.com/local-llm-playground/local-llm-playground/main/schemas/quality-benchmarks.schema.json';

/** A JSON file in the shape of a public quality-benchmarks API: one row a benchmark, what was run otherwise apart. */
export function apiFile(store: Store, at: string): object {
  const commands = new Map(
    evaluationsOf(store).map(({ first, samples }) => [
      keyOf(first.result),
      samples.map(({ result, command }) => ({ prompt: result.prompt_id, command })),
    ]),
  );
  const rowOf = (row: PublicBenchmark): object => ({
    benchmark: row.slug,
    benchmark_name: row.benchmark,
    model: row.model,
    quantization: row.quantization,
    format: row.format,
    architecture: row.architecture,
    runtime: row.runtime,
    runtime_version: row.runtime_version,
    hardware: row.hardware,
    rig: JSON.parse(row.rig) as unknown,
    score: row.points / row.max,
    points: row.points,
    max_points: row.max,
    points_by: { person: row.given, program: row.proven, accepted_proposal: row.accepted },
    sampling: row.variant === 'greedy' ? 'temperature 0, one sample' : row.variant,
    trust_tier: row.tier,
    runner: `llp ${row.llp}`,
    reproduction_commands: commands.get(keyOf(row)) ?? [],
    test_run_log_url: row.log_url,
    per_subtask_json: JSON.parse(row.per_subtask_json) as unknown,
    tested_at: row.tested_at,
  });
  return {
    $schema: schema,
    format: 'llp-quality-benchmarks',
    version: 1,
    generated_at: at,
    generator: `local-llm-playground ${version}`,
    methodology: methodology(store, at),
    citation: citation(at),
    benchmarks: store.trust.publicBenchmarks('greedy').map(rowOf),
    variants: store.trust.publicBenchmarks('variants').map(rowOf),
    speeds: speedRows(store.trust.speeds()),
    history: store.trust.publicResults({ history: true }).map((row) => ({
      benchmark: row.slug,
      prompt: row.prompt_id,
      model: row.model,
      quantization: row.quantization,
      runtime: row.runtime,
      hardware: row.hardware,
      sampling: row.variant,
      points: row.points,
      max_points: row.max,
      trust_tier: row.tier,
      log_sha256: row.log_sha256,
      test_run_log_url: row.log_url,
      tested_at: row.started_at,
    })),
  };
}

function keyOf(row: {
  slug: string;
  model: string | null;
  quantization: string | null;
  runtime: string | null;
  hardware: string | null;
  variant: string;
}): string {
  const { slug, model, quantization, runtime, hardware, variant } = row;
  return JSON.stringify([slug, model, quantization, runtime, hardware, variant]);
}
