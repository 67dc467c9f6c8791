/** What is asked of LiveBench for one model. */
export interface LiveBenchRun {
  /** The id by which the server knows the model. */
  model: string;
  /** The name that results stand under. */
  displayName: string;
  /** With the `/v1` at its end. */
  apiBase: string;
  /** E.g. `live_bench/reasoning`. */
  benches: string[];
  release: string;
  questionSource: 'huggingface' | 'jsonl';
  temperature: number | null;
  maxTokens: number | null;
  parallelRequests: number | null;
  /** Goes on where answers are there already, and asks again what had failed. */
  resume: boolean;
}

/** The variable that hands the key over; its value never stands among the arguments given here. */
export const keyVariable = 'LLP_LIVEBENCH_KEY';

/**
 * The arguments of `run_livebench.py`. The provider is always `local`: without that a model id that LiveBench's
 * configurations know would be asked for at its vendor, whatever the address.
 */
export function runArguments(run: LiveBenchRun): string[] {
  const optional = (name: string, value: number | null): string[] => (value === null ? [] : [name, String(value)]);
  return [
    'run_livebench.py',
    ...['--model', run.model],
    ...['--model-display-name', run.displayName],
    ...['--bench-name', ...run.benches],
    ...['--question-source', run.questionSource],
    ...['--livebench-release-option', run.release],
    ...['--api-base', run.apiBase],
    ...['--api-key-name', keyVariable],
    ...['--model-provider-override', 'local'],
    ...optional('--force-temperature', run.temperature),
    ...optional('--max-tokens', run.maxTokens),
    ...optional('--parallel-requests', run.parallelRequests),
    ...(run.resume ? ['--resume', '--retry-failures'] : []),
  ];
}

/** The command as a person would type it; the key is left to the variable. */
export function commandLine(run: LiveBenchRun): string {
  return `export ${keyVariable}=EMPTY && python ${runArguments(run).join(' ')}`;
}
