import { createHash } from 'node:crypto';
import { version } from '../../../package.json';
import { redactForOthers } from '../../model/redact';
import type { Evaluation, PublicSample } from './evaluations';

const schemaVersion = '0.3.0';

/**
 * An evaluation as *Every Eval Ever* 0.3 has it (arXiv 2606.14516): one record a run, and a line a sample in a file
 * beside it, whose name and checksum the record states.
 */
export function everyEvalEver(evaluation: Evaluation, at: string): { path: string; record: string; samples: string } {
  const { first, points, max, id } = evaluation;
  const { result, run } = first;
  const samples = evaluation.samples.map((sample) => `${JSON.stringify(sampleOf(sample, id))}\n`).join('');
  const path = pathOf(evaluation);
  const record = {
    schema_version: schemaVersion,
    evaluation_id: evaluationId(result, id),
    evaluation_timestamp: result.started_at,
    retrieved_timestamp: String(Math.floor(Date.parse(at) / 1000)),
    source_metadata: {
      source_name: 'Local LLM Playground',
      source_type: 'evaluation_run',
      source_organization_name: 'individual',
      evaluator_relationship: 'third_party',
      additional_details: { trust_tier: result.tier },
    },
    eval_library: { name: 'local-llm-playground', version },
    model_info: {
      name: result.model ?? '',
      id: result.model ?? '',
      ...(run.model?.publisher ? { developer: run.model.publisher } : {}),
      inference_platform: 'local',
      inference_engine: { name: result.runtime ?? 'unknown', version: result.runtime_version ?? 'unknown' },
      additional_details: texts({
        deployment_type: 'self_deployed',
        model_availability: 'unknown',
        quantization: result.quantization,
        format: result.format,
        architecture: result.architecture,
        context_length: result.context,
        hardware: result.hardware,
      }),
    },
    evaluation_results: [
      {
        evaluation_name: result.slug,
        source_data: {
          dataset_name: result.slug,
          source_type: 'other',
          additional_details: { suite: result.benchmark, prompts: String(evaluation.samples.length) },
        },
        evaluation_timestamp: result.started_at,
        metric_config: {
          evaluation_description: 'Points reached, as a share of the points that could be had',
          lower_is_better: false,
          score_type: 'continuous',
          min_score: 0,
          max_score: 1,
        },
        score_details: {
          score: points / max,
          details: { points: String(points), max_points: String(max) },
          uncertainty: { num_samples: evaluation.samples.length },
        },
        generation_config: {
          generation_args: {
            temperature: run.request.parameters.temperature ?? null,
            top_p: run.request.parameters.topP ?? null,
            top_k: run.request.parameters.topK ?? null,
            ...(limitOf(first) === null ? {} : { max_tokens: limitOf(first) }),
            execution_command: first.command,
          },
          additional_details: texts({ sampling: result.variant }),
        },
      },
    ],
    detailed_evaluation_results: {
      format: 'jsonl',
      file_path: `${path}_samples.jsonl`,
      hash_algorithm: 'sha256',
      checksum: createHash('sha256').update(samples).digest('hex'),
      total_rows: evaluation.samples.length,
    },
  };
  return { path, record: `${JSON.stringify(record, null, 2)}\n`, samples };
}

function sampleOf({ result, run, prompt }: PublicSample, id: string): object {
  const { promptTokens, completionTokens, timeToFirstTokenSeconds, totalSeconds } = run.stats;
  const raw = redactForOthers(prompt?.text ?? run.request.messages.at(-1)?.content ?? '');
  return {
    schema_version: schemaVersion,
    evaluation_id: evaluationId(result, id),
    model_id: result.model ?? '',
    evaluation_name: result.slug,
    sample_id: result.prompt_id,
    sample_hash: createHash('sha256').update(raw).digest('hex'),
    interaction_type: 'single_turn',
    input: { raw, reference: [] },
    output: {
      raw: [redactForOthers(run.text)],
      ...(run.reasoning === '' ? {} : { reasoning_trace: [redactForOthers(run.reasoning)] }),
    },
    messages: null,
    answer_attribution: [
      { turn_idx: 0, source: 'output.raw', extracted_value: '', extraction_method: 'rubric', is_terminal: true },
    ],
    evaluation: { score: result.points / result.max, is_correct: result.points >= result.max },
    ...(promptTokens === null || completionTokens === null
      ? {}
      : {
          token_usage: {
            input_tokens: promptTokens,
            output_tokens: completionTokens,
            total_tokens: promptTokens + completionTokens,
          },
        }),
    ...(totalSeconds === null
      ? {}
      : {
          performance: {
            latency_ms: totalSeconds * 1000,
            ...(timeToFirstTokenSeconds === null ? {} : { time_to_first_token_ms: timeToFirstTokenSeconds * 1000 }),
          },
        }),
    metadata: { log_sha256: result.log_sha256 ?? '', prompt_hash: run.promptHash, trust_tier: result.tier },
  };
}

/** Where the format keeps an evaluation: benchmark, developer, model, and a UUID, which is the same for the same content. */
function pathOf({ first, id }: Evaluation): string {
  const { result, run } = first;
  const hex = createHash('sha256').update(evaluationId(result, id)).digest('hex');
  const uuid = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)];
  const folder = (text: string | null | undefined): string =>
    (text ?? '').replace(/[^A-Za-z0-9._-]+/g, '_').replace(/^[._]+/, '') || 'unknown';
  return `data/${folder(result.slug)}/${folder(run.model?.publisher)}/${folder(result.model)}/${uuid.join('-')}`;
}

function evaluationId(result: PublicSample['result'], id: string): string {
  return `${result.slug}/${result.model}/${id}/${result.started_at}`;
}

function limitOf({ run }: PublicSample): number | null {
  const { maxTokens } = run.request.parameters;
  return maxTokens === undefined || maxTokens < 1 ? null : maxTokens;
}

/** Values of the format are texts; unknown ones are left out. */
function texts(values: Record<string, string | number | null>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
  );
}
