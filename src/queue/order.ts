/**
 * Brings jobs into the order in which each model is loaded once: on each server model by model, those that are in
 * memory already first, within a model bot by bot. Otherwise the given order stays.
 */
export function orderJobs<T extends { server: string; modelId: string; botId: number }>(
  jobs: readonly T[],
  isResident: (job: T) => boolean = () => false,
): T[] {
  const servers = group(jobs, (job) => job.server);
  return servers.flatMap((ofServer) => {
    const models = group(ofServer, (job) => job.modelId);
    const resident = models.filter(([first]) => first !== undefined && isResident(first));
    const rest = models.filter((model) => !resident.includes(model));
    return [...resident, ...rest].flatMap((ofModel) => group(ofModel, (job) => job.botId).flat());
  });
}

/** Groups by a key, in the order in which the keys first appear. */
function group<T>(items: readonly T[], keyOf: (item: T) => string | number): T[][] {
  const groups = new Map<string | number, T[]>();
  for (const item of items) {
    const own = groups.get(keyOf(item));
    if (own) own.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
