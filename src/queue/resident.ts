import type { ModelInfo } from '../model/server';

/** A model that is ready to be asked. */
export interface Resident {
  /** Null where the server does not list it; then the chat itself tells whether it can be asked. */
  model: ModelInfo | null;
  /** The instance to address; null: by the model's own id. */
  instanceId: string | null;
  /** True where it is known to be in memory: requests may be sent side by side. */
  warm: boolean;
  loadSeconds: number | null;
}
