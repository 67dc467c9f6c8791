import type { Pace } from './clock';
import { invalidRequest, loadFailed, modelNotFound, noModelsLoaded, PracticeFailure } from './failures';
import type { PracticeModel } from './models';
import { Turnstile } from './turnstile';

/** The part of a load request that the server keeps and echoes. */
export interface LoadConfig {
  context_length: number;
  eval_batch_size: number;
  flash_attention: boolean;
  offload_kv_cache_to_gpu: boolean;
}

/** A model in memory. */
export interface Instance {
  readonly id: string;
  readonly model: PracticeModel;
  readonly config: LoadConfig;
  /** Simulated seconds that loading took. */
  readonly loadSeconds: number;
  readonly jit: boolean;
  readonly turnstile: Turnstile;
  /** Aborted when the instance is unloaded. */
  readonly gone: AbortController;
  /** What its prompt cache holds. */
  cachedPrompt: string;
}

export interface ResidencyOptions {
  models: readonly PracticeModel[];
  pace: Pace;
  /** Load on demand; otherwise only what is loaded answers. */
  jit: boolean;
  /** Keep at most one model that was loaded on demand. */
  autoEvict: boolean;
  defaultContextLength: number;
}

/** Which models are in memory, under which ids, and how they get there. */
export class Residency {
  private readonly resident = new Map<string, Instance>();
  private readonly loading = new Map<string, Promise<Instance>>();
  /** Ids that are taken by an instance still on its way. */
  private readonly reserved = new Set<string>();

  constructor(private readonly options: ResidencyOptions) {}

  get models(): readonly PracticeModel[] {
    return this.options.models;
  }

  instances(): Instance[] {
    return [...this.resident.values()];
  }

  instancesOf(model: PracticeModel): Instance[] {
    return this.instances().filter((instance) => instance.model === model);
  }

  instance(id: string): Instance | undefined {
    return this.resident.get(id);
  }

  /** A model by its id, its id without variant, or with it spelled out. */
  model(id: string): PracticeModel | undefined {
    const { models } = this.options;
    return (
      models.find((model) => model.id === id) ??
      models.find((model) => model.id.split('@')[0] === id) ??
      models.find((model) => variantId(model) === id.toLowerCase())
    );
  }

  /** The model that a request means; with no name given, the one that is loaded. Throws a PracticeFailure. */
  resolve(asked: string | undefined): PracticeModel | Instance {
    const chats = this.instances().filter((instance) => instance.model.kind !== 'embeddings');
    if (asked === undefined || asked === '') {
      const only = chats[0];
      if (!only) throw noModelsLoaded();
      return only;
    }
    const exact = this.resident.get(asked);
    if (exact) return exact;
    const model = this.model(asked);
    if (!model) throw modelNotFound(asked, this.visibleIds());
    const loaded = this.instancesOf(model)[0];
    if (loaded) return loaded;
    if (!this.options.jit) {
      if (this.resident.size === 0) throw noModelsLoaded();
      throw modelNotFound(
        asked,
        this.instances().map((instance) => instance.id),
      );
    }
    return model;
  }

  /** Loads on demand. Requests that come while the model is loading share that load. */
  loadOnDemand(model: PracticeModel, contextLength?: number): Promise<Instance> {
    const underway = this.loading.get(model.id);
    if (underway) return underway;
    if (this.options.autoEvict) this.evictIdle();
    const load = this.load(model, contextLength === undefined ? {} : { context_length: contextLength }, true);
    this.loading.set(model.id, load);
    const forget = (): void => void this.loading.delete(model.id);
    load.then(forget, forget);
    return load;
  }

  /** Loads an instance, a further one (`:2`, `:3`) when the model is resident already. Takes the model's load time. */
  async load(model: PracticeModel, wished: Partial<LoadConfig> = {}, jit = false): Promise<Instance> {
    const config = this.configFor(model, wished);
    const id = this.freeId(model);
    this.reserved.add(id);
    try {
      await this.options.pace.wait(model.loadSeconds * 1000);
    } finally {
      this.reserved.delete(id);
    }
    const instance: Instance = {
      id,
      model,
      config,
      loadSeconds: model.loadSeconds / this.options.pace.scale,
      jit,
      turnstile: new Turnstile(),
      gone: new AbortController(),
      cachedPrompt: '',
    };
    this.resident.set(id, instance);
    return instance;
  }

  /** Takes an instance out of memory; what it is generating fails. Returns false when there is none of that id. */
  unload(id: string): boolean {
    const instance = this.resident.get(id);
    if (!instance) return false;
    this.resident.delete(id);
    instance.gone.abort(new PracticeFailure('unloaded', 'Model unloaded.'));
    return true;
  }

  /** Puts a model into memory without delay, as if it had been loaded before the server started. */
  preload(model: PracticeModel): void {
    const loadSeconds = model.loadSeconds / this.options.pace.scale;
    const rest = { jit: false, turnstile: new Turnstile(), gone: new AbortController(), cachedPrompt: '' };
    this.resident.set(model.id, { id: model.id, model, config: this.configFor(model, {}), loadSeconds, ...rest });
  }

  visibleIds(): string[] {
    return this.options.models.filter((model) => !model.hidden).map((model) => model.id);
  }

  private evictIdle(): void {
    for (const instance of this.instances()) {
      // A busy one stays: losing a running answer is a fault of the original that helps nobody here.
      if (instance.jit && !instance.turnstile.busy) this.unload(instance.id);
    }
  }

  private freeId(model: PracticeModel): string {
    const taken = (id: string): boolean => this.resident.has(id) || this.reserved.has(id);
    if (!taken(model.id)) return model.id;
    let n = 2;
    while (taken(`${model.id}:${n}`)) n++;
    return `${model.id}:${n}`;
  }

  private configFor(model: PracticeModel, wished: Partial<LoadConfig>): LoadConfig {
    const length = wished.context_length ?? Math.min(this.options.defaultContextLength, model.maxContextLength);
    if (!Number.isInteger(length) || length < 1) {
      throw invalidRequest('"context_length" must be a whole number from 1', 'invalid_value', 'context_length');
    }
    if (length > model.maxContextLength * 8) throw loadFailed(model.id);
    return {
      context_length: Math.min(length, model.maxContextLength),
      eval_batch_size: wished.eval_batch_size ?? 512,
      flash_attention: wished.flash_attention ?? true,
      offload_kv_cache_to_gpu: wished.offload_kv_cache_to_gpu ?? true,
    };
  }
}

/** The id with its variant: `practice/sage-27b@iq4_xs`. */
export function variantId(model: PracticeModel): string {
  return model.id.includes('@') ? model.id : `${model.id}@${model.quantization.toLowerCase()}`;
}
