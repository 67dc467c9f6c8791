import type { Timing } from '../../store/tournaments';

/**
 * Seconds until the queue is empty, from what was measured: a bot's mean time, times how much longer than usual the
 * prompt takes. Machines work side by side. Null while nothing was measured.
 */
export function secondsLeft(
  timings: readonly Timing[],
  concurrency: (server: string) => number,
  /** Mean seconds that loading a model took; null where none was loaded. */
  loadSeconds: number | null,
  /** Which machine works for a server. */
  machine: (server: string) => string = (server) => server,
): number | null {
  const done = timings.filter((timing): timing is Timing & { seconds: number } => timing.seconds !== null);
  if (done.length === 0) return null;
  const bots = means(done, (timing) => [timing.botId, timing.seconds]);
  const usual = mean([...bots.values()]);
  const prompts = means(done, (timing) => [
    timing.prompt,
    timing.seconds / Math.max(bots.get(timing.botId) ?? usual, 1e-9),
  ]);
  const started = new Set(done.map((timing) => `${timing.server}\n${timing.modelId}`));
  const machines = new Map<string, number>();
  for (const { status, server, modelId, botId, prompt } of timings) {
    if (status === 'done') continue;
    const answer = (bots.get(botId) ?? usual) * (prompts.get(prompt) ?? 1);
    const model = `${server}\n${modelId}`;
    const load = started.has(model) ? 0 : (loadSeconds ?? 0);
    started.add(model);
    const own = machine(server);
    machines.set(own, (machines.get(own) ?? 0) + answer / Math.max(1, concurrency(server)) + load);
  }
  return Math.max(0, ...machines.values());
}

function means<K>(
  timings: readonly (Timing & { seconds: number })[],
  read: (timing: Timing & { seconds: number }) => [K, number],
): Map<K, number> {
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
