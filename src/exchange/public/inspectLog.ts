import { version } from '../../../package.json';
import { redactForOthers } from '../../model/redact';
import type { Evaluation, PublicSample } from './evaluations';

/** An evaluation as a log of Inspect (UK AISI), version 2 in JSON: its viewer and its data frames read it. */
export function inspectLog({ first, samples, points, max, id }: Evaluation): string {
  const { result, run } = first;
  const scores = samples.map(({ result: { points: own, max: most } }) => own / most);
  const log = {
    version: 2,
    status: 'success',
    eval: {
      eval_id: id,
      run_id: id,
      task: result.slug,
      task_id: id,
      task_version: 0,
      created: offset(result.started_at),
      task_args: {},
      dataset: {
        name: result.slug,
        samples: samples.length,
        sample_ids: samples.map((sample) => sample.result.prompt_id),
        shuffled: false,
      },
      model: result.model ?? '',
      model_args: {},
      config: { epochs: 1 },
      packages: { 'local-llm-playground': version },
      metadata: {
        trust_tier: result.tier,
        quantization: result.quantization,
        runtime: `${result.runtime} ${result.runtime_version}`,
        hardware: result.hardware,
        sampling: result.variant,
        command: first.command,
      },
    },
    plan: { name: 'plan', steps: [{ solver: 'generate', params: {} }], config: configOf(first) },
    results: {
      total_samples: samples.length,
      completed_samples: samples.length,
      scores: [
        {
          name: 'rubric',
          scorer: 'rubric',
          scored_samples: samples.length,
          unscored_samples: 0,
          params: {},
          metrics: {
            mean: { name: 'mean', value: scores.reduce((sum, score) => sum + score, 0) / scores.length, params: {} },
            points_share: { name: 'points_share', value: points / max, params: {} },
          },
        },
      ],
    },
    stats: {
      started_at: offset(run.startedAt),
      completed_at: offset(samples.at(-1)?.run.finishedAt ?? run.startedAt),
      model_usage: {},
    },
    samples: samples.map(sampleOf),
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function sampleOf({ result, run }: PublicSample): object {
  const messages = run.request.messages.map(({ role, content }) => ({
    role,
    content: redactForOthers(content),
    ...(role === 'user' ? { source: 'input' } : {}),
  }));
  const text = redactForOthers(run.text);
  const answer = {
    role: 'assistant',
    content:
      run.reasoning === ''
        ? text
        : [
            { type: 'reasoning', reasoning: redactForOthers(run.reasoning) },
            { type: 'text', text },
          ],
    source: 'generate',
    model: result.model ?? '',
  };
  const { promptTokens, completionTokens, totalSeconds } = run.stats;
  const usage =
    promptTokens === null || completionTokens === null
      ? null
      : {
          input_tokens: promptTokens,
          output_tokens: completionTokens,
          total_tokens: promptTokens + completionTokens,
        };
  return {
    id: result.prompt_id,
    epoch: 1,
    input: redactForOthers(run.request.messages.at(-1)?.content ?? ''),
    target: '',
    messages: [...messages, answer],
    output: {
      model: result.model ?? '',
      choices: [{ message: answer, stop_reason: 'stop' }],
      ...(usage ? { usage } : {}),
      ...(totalSeconds === null ? {} : { time: totalSeconds }),
    },
    scores: {
      rubric: {
        value: result.points / result.max,
        answer: text.slice(0, 200),
        explanation: `${result.points} of ${result.max} points`,
        metadata: { points: result.points, max: result.max },
      },
    },
    metadata: { prompt_hash: run.promptHash, log_sha256: result.log_sha256, run: result.run_id },
    store: {},
    events: [],
    model_usage: usage && result.model ? { [result.model]: usage } : {},
    attachments: {},
  };
}

function configOf({ run }: PublicSample): object {
  const { temperature, topP, topK, maxTokens } = run.request.parameters;
  return Object.fromEntries(
    Object.entries({ temperature, top_p: topP, top_k: topK, max_tokens: maxTokens }).filter(
      ([, value]) => value !== undefined && value >= 0,
    ),
  );
}

/** Inspect's viewer lists only files of such names: when, task, and a number of its own, which hold no `_`. */
export function inspectName({ first: { result }, id }: Evaluation): string {
  const at = offset(result.started_at).replace(/[:.]/g, '-');
  return `${at}_${result.slug}_${id.replaceAll('_', '-')}.json`;
}

/** Inspect's times state their zone as an offset. */
function offset(time: string): string {
  return time.replace(/Z$/, '+00:00');
}
