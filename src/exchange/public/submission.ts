import type { Store } from '../../store';
import { evaluationsOf } from './evaluations';

/** One form, and what it still lacks. */
export interface Submission {
  benchmark: string;
  model: string;
  quantization: string;
  runtime: string;
  hardware: string;
  /** `llp` and its version. */
  runner: string;
  score: string;
  reproduction_commands: string[];
  test_run_log_url: string | null;
  submitter: string | null;
  missing: string[];
}

/** A submission of each benchmark row, filled in as far as it is known. */
export function submissions(store: Store, handle: string | null): Submission[] {
  return evaluationsOf(store).map(({ first: { result }, samples, points, max }) => {
    const urls = new Set(samples.map((sample) => sample.result.log_url));
    const [url = null] = urls.size === 1 ? urls : [];
    return {
      benchmark: result.slug,
      model: result.model ?? '',
      quantization: result.quantization ?? '',
      runtime: `${result.runtime} ${result.runtime_version}`,
      hardware: result.hardware ?? '',
      runner: `llp ${result.llp}`,
      score: `${points} of ${max}`,
      reproduction_commands: samples.map(({ command }) => command),
      test_run_log_url: url,
      submitter: handle,
      missing: [
        ...(url === null ? ['The raw logs are not published: LLP: Publish Logs as a Gist.'] : []),
        ...(handle === null ? ['Say who submits it: --handle NAME (GitHub or e-mail).'] : []),
        ...(result.variant === 'greedy' ? [] : ['It was not run at temperature 0, so it is a variant only.']),
      ],
    };
  });
}

/** The forms as Markdown. */
export function submissionText(forms: readonly Submission[]): string {
  return forms
    .map((form) =>
      [
        `## ${form.benchmark}: ${form.model}`,
        '',
        `- Submitter: ${form.submitter ?? 'Not provided'}`,
        `- Model: ${form.model}`,
        `- Quantization: ${form.quantization}`,
        `- Runtime: ${form.runtime}`,
        `- Hardware: ${form.hardware}`,
        `- Runner: ${form.runner}`,
        `- Score: ${form.score}`,
        `- Raw logs: ${form.test_run_log_url ?? 'Not provided'}`,
        '',
        '```',
        ...form.reproduction_commands.map((command) => command.replaceAll('```', '` ` `')),
        '```',
        ...(form.missing.length === 0 ? [] : ['', 'Still missing:', ...form.missing.map((text) => `- ${text}`)]),
        '',
      ].join('\n'),
    )
    .join('\n');
}
