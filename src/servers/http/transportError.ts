import { SaidError, saidOf, type Said } from '../../l10n/said';
/** How far a request had come when it failed: no connection, no response head, or within the body. */
export type TransportPhase = 'connect' | 'head' | 'body';

/** A failure below HTTP. `code` is Node's (`ECONNREFUSED`, `HPE_…`) or one of ours (`CONNECT_TIMEOUT`, `REDIRECT`, `ABORTED`). */
export class TransportError extends SaidError {
  override readonly name = 'TransportError';
  constructor(
    readonly phase: TransportPhase,
    readonly code: string,
    said: Said,
    options?: ErrorOptions,
  ) {
    super(said, options);
  }

  /** Wraps whatever Node threw. */
  static from(phase: TransportPhase, error: unknown): TransportError {
    if (error instanceof TransportError) return error;
    const code = (error as { code?: unknown } | null)?.code;
    return new TransportError(phase, typeof code === 'string' ? code : 'UNKNOWN', saidOf(error), { cause: error });
  }
}
