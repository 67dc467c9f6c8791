import type { Timing } from '../store/jobs';

type Measured = Timing & { seconds: number };

/**
 * Seconds until the queue is empty, from what was measured of each kind of job: a bot's mean time, times how much longer
 * than usual the prompt takes. Machines work side by side. Null while nothing was measured of a kind that waits.
 */
export function secondsLeft(
  timings: readonly Timing[],
  concurrency: (server: string) => number,
  /** Mean seconds that loading a model took; null where none was loaded. */
  loadSeconds: number | null,
  /** Which machine works for a server. */
  machine: (server: string) => string = (server) => server,
): number | null {
  const done = timings.filter((timing): timing is Measured => timing.seconds !== null);
  if (done.length === 0) return null;
  const answers = answerSeconds(done);
  const started = new Set(done.map((timing) => `${timing.server}\n${timing.modelId}`));
  const machines = new Map<string, number>();
  for (const timing of timings) {
    const { status, server, modelId } = timing;
    if (status === 'done') continue;
    const answer = answers(timing);
    if (answer === null) return null;
    const model = `${server}\n${modelId}`;
    const load = modelId === '' || started.has(model) ? 0 : (loadSeconds ?? 0);
    started.add(model);
    const own = machine(server);
    machines.set(own, (machines.get(own) ?? 0) + answer / Math.max(1, concurrency(server)) + load);
  }
  return Math.max(0, ...machines.values());
}

/** What a job will take by what others of its kind took; null where none of them is done. */
function answerSeconds(done: readonly Measured[]): (timing: Timing) => number | null {
  const botOf = ({ kind, botId }: Timing): string => `${kind} ${botId}`;
  const promptOf = ({ kind, prompt }: Timing): string => `${kind} ${prompt}`;
  const bots = means(done, (timing) => [botOf(timing), timing.seconds]);
  const usual = new Map<string, number>();
  for (const kind of new Set(done.map((timing) => timing.kind))) {
    const own = new Set(done.filter((timing) => timing.kind === kind).map(botOf));
    usual.set(kind, mean([...own].map((bot) => bots.get(bot) ?? 0)));
  }
  const prompts = means(done, (timing) => [
    promptOf(timing),
    timing.seconds / Math.max(bots.get(botOf(timing)) ?? 0, 1e-9),
  ]);
  return (timing) => {
    const ofBot = bots.get(botOf(timing)) ?? usual.get(timing.kind);
    return ofBot === undefined ? null : ofBot * (prompts.get(promptOf(timing)) ?? 1);
  };
}

function means<K>(timings: readonly Measured[], read: (timing: Measured) => [K, number]): Map<K, number> {
  const values = new Map<K, number[]>();
  for (const timing of timings) {
    const [key, value] = read(timing);
    const own = values.get(key);
    if (own) own.push(value);
    else values.set(key, [value]);
  }
  return new Map([...values].map(([key, own]) => [key, mean(own)]));
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
