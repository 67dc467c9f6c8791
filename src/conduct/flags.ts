import { promptLooksCut } from '../model/figures';
import { endingOf } from '../model/stopReason';
import type { RunFlag, RunRequest, RunStats, RunStatus } from '../model/run';
import type { ModelInfo, ServerError } from '../model/server';

/** Servers that state how long loading took state a few milliseconds for a model that was there. */
const noticeableLoadSeconds = 0.25;

/** What limits the trust in a run, as far as the run itself tells. */
export function flagsOf(run: {
  status: RunStatus;
  failure: ServerError | null;
  stats: RunStats;
  request?: Pick<RunRequest, 'modelId' | 'messages' | 'parameters'>;
  /** As listed when the run began, with what the answer itself states of it. */
  model: ModelInfo | null;
  /** Nothing in the answer could be timed, as it came in one burst. */
  atOnce?: boolean;
  /** A figure was stated that cannot be one. */
  refusedFigures?: boolean;
  /** The model that the answer names. */
  answeredBy?: string | undefined;
  usageRefused?: boolean;
  isListed?: ((modelId: string) => boolean) | undefined;
  /** As the server states it; null where it does not. */
  cachedPromptTokens: number | null;
}): RunFlag[] {
  const { status, failure, stats, model, cachedPromptTokens, request } = run;
  const { stopReason, promptTokens } = stats;
  const flags: RunFlag[] = [];
  if (model?.state === 'not-loaded' || (stats.loadSeconds ?? 0) > noticeableLoadSeconds) flags.push('cold-load');
  if (
    cachedPromptTokens !== null &&
    promptTokens !== null &&
    cachedPromptTokens * 2 >= promptTokens &&
    promptTokens > 0
  )
    flags.push('cache-hit-suspected');
  if (status === 'truncated') flags.push('truncated');
  const ending = endingOf(stopReason);
  if (ending === 'length') flags.push('length-stopped');
  if (ending === 'unknown') flags.push('unknown-stop');
  if (failure?.code === 'context-overflow' || ending === 'context') flags.push('context-overflow');
  const characters = (request?.messages ?? []).reduce((sum, { content }) => sum + content.length, 0);
  if (promptTokens !== null && promptLooksCut(promptTokens, characters)) flags.push('prompt-cut-suspected');
  const wished = request?.parameters.contextLength;
  const loaded = model?.loadedContextLength ?? null;
  if (wished !== undefined && loaded !== null && loaded < wished) flags.push('context-below-wish');
  if (run.answeredBy !== undefined && request && isOther(run.answeredBy, request.modelId, run))
    flags.push('other-model');
  if (run.atOnce && stats.sources.tokensPerSecond !== 'server') flags.push('arrived-at-once');
  if (run.refusedFigures) flags.push('impossible-figure');
  if (run.usageRefused) flags.push('usage-refused');
  return flags;
}

/**
 * Whether another model of the server's list has answered. An alias or a path that is not in the list is the asked model
 * by another name, and so is an instance of it.
 */
function isOther(
  answeredBy: string,
  asked: string,
  { model, isListed }: { model: ModelInfo | null; isListed?: ((modelId: string) => boolean) | undefined },
): boolean {
  const plain = (id: string) => id.trim().replace(/:latest$/, '');
  const own = [asked, ...(model ? [model.id, ...model.instances] : [])].map(plain);
  return !own.includes(plain(answeredBy)) && isListed?.(answeredBy) === true;
}

/** How many prompts of a model are remembered: servers keep the caches of a few slots, some of all recent prompts. */
const remembered = 200;
/** A shared beginning of fewer characters is processed too fast to change the time to first token. */
const noticeablePrefix = 2_000;

interface Passage {
  machine: string;
  alone: boolean;
}

/**
 * What this process sends to the servers: tells which runs were in flight together on one machine, and which found a prompt in the
 * server's cache that an earlier run had put there.
 */
export class Traffic {
  private readonly inFlight = new Set<Passage>();
  /** Per server and model: time to first token by prompt, the latest prompt last. */
  private readonly prompts = new Map<string, Map<string, number | null>>();

  constructor(private readonly machine: (server: string) => string = (server) => server) {}

  /** Call as the request is sent; the returned function, called with the stats at its end, says which flags apply. */
  enter(request: RunRequest): (stats: RunStats) => RunFlag[] {
    const passage: Passage = { machine: this.machine(request.server), alone: true };
    for (const other of this.inFlight) {
      if (other.machine !== passage.machine) continue;
      other.alone = passage.alone = false;
    }
    this.inFlight.add(passage);
    return (stats) => {
      this.inFlight.delete(passage);
      const flags: RunFlag[] = passage.alone ? [] : ['concurrent-request'];
      if (this.cacheHit(request, stats.timeToFirstTokenSeconds)) flags.push('cache-hit-suspected');
      return flags;
    };
  }

  /** Forgets a model's prompts: it was unloaded, and its cache with it. */
  unloaded(server: string, modelId: string): void {
    this.prompts.delete(`${server}\n${modelId}`);
  }

  private cacheHit(request: RunRequest, seconds: number | null): boolean {
    const key = `${request.server}\n${request.modelId}`;
    const known = this.prompts.get(key) ?? new Map<string, number | null>();
    this.prompts.set(key, known);
    const prompt = request.messages.map(({ role, content }) => `${role}\n${content}`).join('\n');
    const before = known.get(prompt);
    const latest = [...known.keys()].at(-1) ?? '';
    const hit =
      before === undefined
        ? commonPrefix(latest, prompt) >= Math.max(noticeablePrefix, prompt.length / 2)
        : // The same prompt that took as long as before was not served from the cache.
          before === null || seconds === null || seconds < before / 2;
    known.delete(prompt);
    known.set(prompt, before === undefined || before === null ? seconds : Math.max(before, seconds ?? 0));
    const [oldest] = known.keys();
    if (known.size > remembered && oldest !== undefined) known.delete(oldest);
    return hit;
  }
}

function commonPrefix(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}
