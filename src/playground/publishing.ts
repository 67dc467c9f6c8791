import { dirname, join } from 'node:path';
import { evaluationsOf, type Evaluation } from '../exchange/public/evaluations';
import { gistOf, type Gist } from '../exchange/public/gist';
import { secretsOf } from '../model/redact';
import type { Store } from '../store';
import type { Notify } from './changes';
import { createGist } from './github';
import { readLog } from './logFiles';
import { said, SaidError } from '../l10n/said';

/** What publishing needs of the playground. */
export interface PublishSource {
  store: Store;
  notify: Notify;
  changedElsewhere(): void;
}
type Source = Pick<PublishSource, 'store' | 'notify'>;

/** One evaluation that passes the gate, as a person chooses it. */
export interface Publishable {
  id: string;
  benchmark: string;
  model: string;
  hardware: string;
  samples: number;
  runs: number[];
}

/** What passes the trust gate and is scored, by benchmark and model. */
export function publishables({ store }: Source): Publishable[] {
  return evaluationsOf(store).map(({ id, first, samples }) => ({
    id,
    benchmark: first.result.benchmark,
    model: first.result.model ?? '',
    hardware: first.result.hardware ?? '',
    samples: samples.length,
    runs: samples.map(({ run }) => run.id),
  }));
}

/** What a gist of an evaluation's logs will hold, exactly. Throws a sentence where it cannot be published. */
export async function gistFor({ store }: Source, id: string): Promise<Gist> {
  const evaluation = evaluationsOf(store).find((one) => one.id === id);
  if (!evaluation)
    throw new SaidError(said`These results do not pass the trust gate any more; the board says what they lack.`);
  const folder = dirname(store.database.file);
  const logs = [];
  for (const { run, result } of evaluation.samples) {
    const bytes = await readLog(join(folder, run.rawLog ?? '')).catch(() => {
      throw new SaidError(said`The log of run ${run.id} cannot be read, so nothing was published.`);
    });
    logs.push({ run: run.id, prompt: result.prompt_id, bytes });
  }
  return gistOf(titleOf(evaluation), aboutOf(evaluation), logs, secretsOf(process.env));
}

/** Publishes it, and remembers where for `test_run_log_url`. Returns the address. */
export async function publish(
  source: Source,
  id: string,
  gist: Gist,
  wishes: { token: string; isPublic: boolean; api?: string; signal?: AbortSignal },
): Promise<string> {
  const runs = publishables(source).find((one) => one.id === id)?.runs ?? [];
  const url = await createGist(gist, wishes);
  source.store.trust.published(runs, url, wishes.isPublic, new Date().toISOString());
  source.notify('runs');
  return url;
}

function titleOf({ first: { result } }: Evaluation): string {
  return `${result.benchmark} (${result.slug}): raw logs of ${result.model} ${result.quantization} on ${result.hardware}`;
}

function aboutOf({ first, samples, points, max }: Evaluation): string {
  const { result } = first;
  return [
    `# ${titleOf({ first, samples, points, max, id: '' })}`,
    `- Score: ${points} of ${max} points, ${samples.length} prompts`,
    `- Runner: llp ${result.llp}`,
    `- Runtime: ${result.runtime} ${result.runtime_version}`,
    `- Sampling: ${result.variant === 'greedy' ? 'temperature 0, one sample' : result.variant}`,
    `- Trust tier: ${result.tier}`,
    '',
    '| run | prompt | points | SHA-256 of the log | command |',
    '| --- | --- | --- | --- | --- |',
    ...samples.map(
      ({ run, result: own, command }) =>
        `| ${run.id} | ${own.prompt_id} | ${own.points} of ${own.max} | ${own.log_sha256} | \`${command.replace(/[|`]/g, '?')}\` |`,
    ),
    '',
  ].join('\n');
}
