/** Options of `llp livebench run` by the names of a task's properties. */
const options: Record<string, string> = {
  model: '--model',
  bot: '--bot',
  bench: '--bench-name',
  release: '--release',
  questionSource: '--question-source',
  temperature: '--temperature',
  repeat: '--repeat',
  displayName: '--display-name',
  maxTokens: '--max-tokens',
  parallelRequests: '--parallel-requests',
  server: '--server',
};

/** A task's properties as arguments; a value that looks like an option stays a value. Unknown properties are left out. */
export function taskArguments(definition: Record<string, unknown>): string[] {
  return Object.entries(options).flatMap(([key, option]) => {
    const value = definition[key];
    const values = (Array.isArray(value) ? value : [value]).filter(
      (one): one is string | number => typeof one === 'string' || typeof one === 'number',
    );
    return values.map((one) => `${option}=${one}`);
  });
}
