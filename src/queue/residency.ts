import { said } from '../l10n/said';
import type { ServerAdapter } from '../model/chat';
import { ServerError, type ModelInfo, type ServerErrorCode } from '../model/server';
import type { TournamentOptions } from '../model/tournament';
import type { QueuePort } from './port';
import type { Resident } from './resident';

export const defaultContextLength = 32_768;

const refusals: readonly ServerErrorCode[] = [
  'load-failed',
  'unknown-model',
  'wrong-route',
  'bad-request',
  'unauthorized',
];

/** Looks that are taken at the server's list until it shows a load or unload, and ms before the second one. */
const looks = 6;
const firstPauseMs = 100;

/** Brings models into a server's memory and out of it, believing only what the server lists afterwards. */
export class Residency {
  constructor(
    private readonly port: QueuePort,
    private readonly server: string,
    private readonly options: TournamentOptions,
  ) {}

  /**
   * Makes a model ready. One that is resident with enough context is taken as it is: loading it again would make a
   * second instance. `wished` is in tokens. Throws `ServerError`.
   */
  async prepare(modelId: string, wished: number | null, signal: AbortSignal): Promise<Resident> {
    const adapter = await this.port.adapter(this.server);
    const listed = await this.find(adapter, modelId, signal);
    if (!listed) return { model: null, instanceId: null, warm: false, loadSeconds: null };
    let model = listed;
    await this.clear(adapter, modelId, signal);
    if (this.options.load === 'off' || !adapter.load || fits(model, wish(model, wished))) return asItIs(model);
    const wasResident = isLoaded(model) && !this.isOurs(modelId);
    // Before the request: if this process is killed while the server loads, the next one knows whose model it is.
    if (!wasResident) this.port.store.leases.recordLoad(this.server, modelId, modelId);
    const begun = performance.now();
    try {
      const loaded = await adapter.load(modelId, { contextLength: wish(model, wished), signal });
      model = await this.confirm(adapter, modelId, isLoaded, signal);
      if (!isLoaded(model)) throw notConfirmed(this.server, modelId);
      const instanceId = model.instances.includes(loaded.instanceId) ? loaded.instanceId : nameOf(model);
      if (!wasResident) this.port.store.leases.recordLoad(this.server, modelId, instanceId);
      this.port.unloaded(this.server, modelId);
      return { model, instanceId, warm: true, loadSeconds: loaded.loadSeconds ?? (performance.now() - begun) / 1000 };
    } catch (error) {
      // Otherwise the server may still be loading it: the record stays, and who comes next unloads it.
      const refused = error instanceof ServerError && refusals.includes(error.code);
      if (refused && !wasResident) this.port.store.leases.forgetLoad(this.server, modelId);
      // A server that turns out to have no such route loads on demand.
      if (error instanceof ServerError && error.code === 'wrong-route') return asItIs(model);
      throw error;
    }
  }

  /** Unloads a model if a tournament has loaded it; one that a person had loaded stays. Never throws for the server. */
  async release(modelId: string, signal?: AbortSignal): Promise<void> {
    const own = this.port.store.leases.loads(this.server).find((load) => load.modelId === modelId);
    if (!own) return;
    try {
      const adapter = await this.port.adapter(this.server);
      await this.unload(adapter, modelId, own.instanceId, signal);
    } catch (error) {
      // The record stays, so that whoever uses the server next tries again.
      if (!(error instanceof ServerError)) throw error;
    }
  }

  /** What earlier tournaments have left in memory goes; with `unloadOthers` everything else too. */
  private async clear(adapter: ServerAdapter, modelId: string, signal: AbortSignal): Promise<void> {
    for (const load of this.port.store.leases.loads(this.server))
      if (load.modelId !== modelId) await this.release(load.modelId, signal);
    if (!this.options.unloadOthers || !adapter.unload) return;
    for (const other of await adapter.listModels(signal)) {
      if (other.id === modelId || !isLoaded(other)) continue;
      for (const instance of other.instances) await this.unload(adapter, other.id, instance, signal);
    }
  }

  private async unload(
    adapter: ServerAdapter,
    modelId: string,
    instanceId: string,
    signal?: AbortSignal,
  ): Promise<void> {
    const isGone = (model: ModelInfo): boolean => !isLoaded(model) || !model.instances.includes(instanceId);
    try {
      await adapter.unload?.(instanceId, signal);
    } catch (error) {
      // It may have been unloaded by hand or evicted; the list decides.
      if (!(error instanceof ServerError) || !isGone(await adapter.getModel(modelId, signal))) throw error;
    }
    if (!isGone(await this.confirm(adapter, modelId, isGone, signal))) return;
    this.port.store.leases.forgetLoad(this.server, modelId);
    this.port.unloaded(this.server, modelId);
  }

  /** Looks at the server's list until it is as expected, or some seconds have passed; returns the last look. */
  private async confirm(
    adapter: ServerAdapter,
    modelId: string,
    expected: (model: ModelInfo) => boolean,
    signal?: AbortSignal,
  ): Promise<ModelInfo> {
    for (let look = 1; ; look++) {
      const model = await adapter.getModel(modelId, signal);
      if (expected(model) || look === looks) return model;
      await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 2 ** (look - 1)));
    }
  }

  /** As the server lists it. Null where a server that cannot load anyway has no usable list. */
  private async find(adapter: ServerAdapter, modelId: string, signal: AbortSignal): Promise<ModelInfo | null> {
    try {
      return await adapter.getModel(modelId, signal);
    } catch (error) {
      const unlisted =
        error instanceof ServerError && ['unknown-model', 'wrong-route', 'bad-response'].includes(error.code);
      if (unlisted && !adapter.load) return null;
      throw error;
    }
  }

  private isOurs(modelId: string): boolean {
    return this.port.store.leases.loads(this.server).some((load) => load.modelId === modelId);
  }
}

function isLoaded(model: ModelInfo): boolean {
  return model.state === 'loaded';
}

/** The wished context length, or the default, but no more than the model has. */
export function wish(model: ModelInfo, wished: number | null): number {
  return Math.min(wished ?? defaultContextLength, model.maxContextLength ?? Infinity);
}

/** In memory with enough context; where the server does not tell the context, its word that it is loaded must do. */
function fits(model: ModelInfo, contextLength: number): boolean {
  return isLoaded(model) && (model.loadedContextLength === null || model.loadedContextLength >= contextLength);
}

function nameOf(model: ModelInfo): string {
  return model.instances.includes(model.id) ? model.id : (model.instances[0] ?? model.id);
}

function asItIs(model: ModelInfo): Resident {
  // A server that has no notion of loading (state null) has its model in memory.
  return {
    model,
    instanceId: nameOf(model),
    warm: model.state === 'loaded' || model.state === null,
    loadSeconds: null,
  };
}

function notConfirmed(server: string, model: string): ServerError {
  return new ServerError(
    'load-failed',
    said`The server says that it loaded "${model}", but does not list it as loaded. Look into its log, then retry.`,
    { server, model },
  );
}
