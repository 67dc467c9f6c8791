import { said } from '../l10n/said';
import type { ServerAdapter } from '../model/chat';
import { ServerError, type ModelInfo, type ServerConfig } from '../model/server';
import { soundModels } from '../model/modelId';
import { normalizeServerUrl } from '../servers/address';
import { machineOf } from '../servers/machine';

/** What is known of a server since it was last asked. */
export interface ServerState {
  /** Normalised base URL, or what the person wrote where it is no address. */
  url: string;
  config: ServerConfig;
  adapter: ServerAdapter | null;
  /** As last listed, embedding models included. */
  models: ModelInfo[];
  /** Ids in the list that no model can be asked for by: blank ones, and repeats of others. */
  left: string[];
  /** Why the last request for the list failed; null when it succeeded or was not made yet. */
  error: ServerError | null;
  /** False until it was asked for the first time. */
  asked: boolean;
}

export type ApiKeys = (url: string) => Promise<string | undefined>;

/** Asks the person whether prompts may go to a server that is none of the configured ones. */
export type ConfirmServer = (url: string) => Promise<boolean>;

/** The configured servers, connected when they are first needed. */
export class ServerPool {
  private states = new Map<string, ServerState>();
  /** Those of the settings; others come with bots that were imported, or whose server is not in the settings any more. */
  private configured = new Set<string>();
  private readonly confirmed = new Map<string, Promise<boolean>>();

  constructor(
    configs: ServerConfig[],
    private readonly apiKey: ApiKeys,
    /** Where proxy settings are read from; VS Code applies its own, so that it is empty there. */
    private readonly environment: NodeJS.ProcessEnv = process.env,
    /** By default nobody can be asked, and nothing is sent to others. */
    private readonly confirmServer: ConfirmServer = async () => false,
  ) {
    this.configure(configs);
  }

  /** Takes the settings over; servers that stay the same keep what is known of them. */
  configure(configs: ServerConfig[]): void {
    const before = this.states;
    this.states = new Map();
    this.configured = new Set(configs.map(urlOf));
    for (const config of configs) {
      const url = urlOf(config);
      const known = before.get(url);
      const same = known && JSON.stringify(known.config) === JSON.stringify(config);
      this.states.set(
        url,
        same ? known : { url, config, adapter: null, models: [], left: [], error: null, asked: false },
      );
    }
  }

  list(): ServerState[] {
    return [...this.states.values()];
  }

  /** Forgets the connection, e.g. after the API key has changed. */
  forget(url: string): void {
    const state = this.states.get(url);
    if (state) state.adapter = null;
  }

  /**
   * The connected adapter for a server; one that is not in the settings is connected once the person has confirmed it.
   * Throws `ServerError`.
   */
  async adapter(server: string): Promise<ServerAdapter> {
    const state = this.stateFor(server);
    state.adapter ??= await this.connect(state);
    return state.adapter;
  }

  /** Asks a server for its models; the state says how it went. Never throws for what the server does. */
  async refresh(state: ServerState, signal?: AbortSignal): Promise<ServerState> {
    try {
      // Connected anew: another program may listen there by now.
      state.adapter = await this.connect(state);
      const { models, left } = soundModels(await state.adapter.listModels(signal));
      state.models = models;
      state.left = left;
      state.error = null;
    } catch (error) {
      if (!(error instanceof ServerError)) throw error;
      state.error = error;
      state.adapter = null;
      state.models = state.models.map((model) => ({ ...model, state: null }));
    }
    state.asked = true;
    return state;
  }

  async refreshAll(signal?: AbortSignal): Promise<ServerState[]> {
    // Others are asked when a bot of theirs is.
    const own = this.list().filter(({ url, adapter }) => this.configured.has(url) || adapter !== null);
    return Promise.all(own.map((state) => this.refresh(state, signal)));
  }

  /** A model as last listed, or null. */
  model(server: string, modelId: string): ModelInfo | null {
    return this.states.get(server)?.models.find((model) => model.id === modelId) ?? null;
  }

  /** Which machine works for a server; see `machineOf`. */
  machine(server: string): string {
    return machineOf(server, this.states.get(server)?.config.machine);
  }

  /** Replaces what is known of one model, e.g. after it was loaded. */
  remember(model: ModelInfo): void {
    const state = this.states.get(model.server);
    if (state) state.models = state.models.map((other) => (other.id === model.id ? model : other));
  }

  /** What is known of a server; one that is not in the settings is added for this session. */
  stateFor(server: string): ServerState {
    const known = this.states.get(server);
    if (known) return known;
    const state: ServerState = {
      url: server,
      config: { url: server },
      adapter: null,
      models: [],
      left: [],
      error: null,
      asked: false,
    };
    this.states.set(server, state);
    return state;
  }

  private async mayConnect(url: string): Promise<boolean> {
    if (this.configured.has(url)) return true;
    if (normalizeServerUrl(url) !== url) return false;
    const known = this.confirmed.get(url) ?? this.confirmServer(url);
    this.confirmed.set(url, known);
    const isConfirmed = await known;
    // A “no” holds for the run that was asked for, not for ever.
    if (!isConfirmed) this.confirmed.delete(url);
    return isConfirmed;
  }

  private async connect(state: ServerState): Promise<ServerAdapter> {
    // An address that is none is refused before anybody is asked about it.
    normalizeServerUrl(state.url);
    if (!(await this.mayConnect(state.url))) throw stranger(state.url);
    const { connectServer } = await import('../servers');
    return connectServer(state.config, { apiKey: await this.apiKey(state.url), environment: this.environment });
  }
}

function stranger(server: string): ServerError {
  return new ServerError(
    'wrong-address',
    said`Nothing was sent to ${hostOf(server)}, as it is none of your servers. Add its address to the settings, or name it with --server.`,
    { server },
  );
}

function hostOf(server: string): string {
  return URL.canParse(server) ? new URL(server).host : server;
}

function urlOf(config: ServerConfig): string {
  try {
    return normalizeServerUrl(config.url);
  } catch {
    return config.url;
  }
}
