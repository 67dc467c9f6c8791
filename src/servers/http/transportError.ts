/** How far a request had come when it failed: no connection, no response head, or within the body. */
export type TransportPhase = 'connect' | 'head' | 'body';

/** A failure below HTTP. `code` is Node's (`ECONNREFUSED`, `HPE_…`) or one of ours (`CONNECT_TIMEOUT`, `REDIRECT`, `ABORTED`). */
export class TransportError extends Error {
  override readonly name = 'TransportError';
  constructor(
    readonly phase: TransportPhase,
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** Wraps whatever Node threw. */
  static from(phase: TransportPhase, error: unknown): TransportError {
    if (error instanceof TransportError) return error;
    const code = (error as { code?: unknown } | null)?.code;
    const message = error instanceof Error ? error.message : String(error);
    return new TransportError(phase, typeof code === 'string' ? code : 'UNKNOWN', message, { cause: error });
  }
}
