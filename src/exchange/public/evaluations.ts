import type { Prompt } from '../../model/prompt';
import type { Run } from '../../model/run';
import { redactForOthers } from '../../model/redact';
import type { Store } from '../../store';
import type { PublicResult } from '../../store/trust';
import { llpRun } from '../../trust/commands';
import { commandLine } from '../../trust/quote';

/** A published answer with the points that count for it. */
export interface PublicSample {
  result: PublicResult & { points: number; max: number };
  run: Run;
  prompt: Pick<Prompt, 'system' | 'rubric' | 'text' | 'title'> | null;
  /** The `llp run` that repeats it, for bash. */
  command: string;
}

/** What one model answered of one benchmark: the samples of one key of the trust gate. */
export interface Evaluation {
  /** Unique among the evaluations, and a safe name of a file. */
  id: string;
  first: PublicSample;
  samples: PublicSample[];
  points: number;
  max: number;
}

/** All settled answers that the trust gate lets through, by benchmark, model, quantization, runtime, hardware, variant. */
export function evaluationsOf(store: Store): Evaluation[] {
  const groups = new Map<string, PublicSample[]>();
  for (const result of store.trust.publicResults()) {
    const { points, max, settled } = result;
    if (points === null || max === null || settled === null || settled < max) continue;
    const run = store.runs.require(result.run_id);
    const prompt = store.prompts.version(run.categoryId, run.promptId, run.promptHash);
    const sample = { result: { ...result, points, max }, run, prompt, command: commandFor(run, prompt) };
    const { slug, model, quantization, runtime, hardware, variant } = result;
    const key = JSON.stringify([slug, model, quantization, runtime, hardware, variant]);
    groups.set(key, [...(groups.get(key) ?? []), sample]);
  }
  const names = new Set<string>();
  return [...groups.values()].flatMap((samples) => {
    const [first] = samples;
    if (!first) return [];
    const { slug, model, hardware, variant } = first.result;
    const id = unused(safe(`${slug}_${model}_${hardware}${variant === 'greedy' ? '' : '_variant'}`), names);
    const sum = (name: 'points' | 'max'): number => samples.reduce((total, { result }) => total + result[name], 0);
    return [{ id, first, samples, points: sum('points'), max: sum('max') }];
  });
}

function commandFor(run: Run, prompt: PublicSample['prompt']): string {
  return redactForOthers(commandLine(llpRun(run, prompt), 'bash'));
}

function safe(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]+/g, '_').slice(0, 150);
}

function unused(name: string, names: Set<string>): string {
  let free = name;
  for (let number = 2; names.has(free); number++) free = `${name}_${number}`;
  names.add(free);
  return free;
}
