/** Calls that one side of a webview answers: name → one parameter → result. */
export type Methods = Record<string, (parameter: never) => unknown>;

/** What travels between a webview and its panel; `kind` keeps it apart from messages that are not ours. */
export type Wire =
  | { kind: 'request'; id: number; method: string; parameter: unknown }
  | { kind: 'notify'; method: string; parameter: unknown }
  | { kind: 'reply'; id: number; result: { ok: unknown } | { err: string } }
  /** Is anybody there? */
  | { kind: 'ping' }
  | { kind: 'pong' };

type Parameter<M extends Methods, K extends keyof M> = Parameters<M[K]>[0];
type Result<M extends Methods, K extends keyof M> = Awaited<ReturnType<M[K]>>;
type Handler = (parameter: unknown) => unknown;

/** The other side's own sentence about what went wrong. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
}

/** One end of a typed two-way channel. Every request is answered once, also when its handler fails or is unknown. */
export class Rpc<Local extends Methods, Remote extends Methods> {
  private readonly waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  private lastId = 0;
  private closed = false;

  constructor(
    private readonly post: (message: Wire) => void,
    private readonly handlers: Local,
    /** Hears of a notification whose handler failed: there is nobody to answer. */
    private readonly onError: (error: unknown) => void = () => undefined,
    /** What the other end is told of a handler that failed. */
    private readonly inWords: (error: unknown) => string = sentence,
  ) {}

  /** Rejects with `RemoteError` when the handler over there fails, or when this end is closed before it answers. */
  request<K extends keyof Remote & string>(method: K, parameter: Parameter<Remote, K>): Promise<Result<Remote, K>> {
    if (this.closed) return Promise.reject(new RemoteError('The view was closed.'));
    const id = ++this.lastId;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.post({ kind: 'request', id, method, parameter });
    });
  }

  /** Tells the other side something that needs no answer. */
  notify<K extends keyof Remote & string>(method: K, parameter: Parameter<Remote, K>): void {
    if (!this.closed) this.post({ kind: 'notify', method, parameter });
  }

  /** Takes a message from the channel; returns false when it is not one of ours. */
  async receive(message: unknown): Promise<boolean> {
    if (!isWire(message)) return false;
    if (message.kind === 'ping' && !this.closed) this.post({ kind: 'pong' });
    if (message.kind === 'ping' || message.kind === 'pong') return true;
    if (message.kind === 'reply') {
      const waiting = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      // A result of nothing is no longer there after the journey, which is made as JSON.
      if ('err' in message.result) waiting?.reject(new RemoteError(message.result.err));
      else waiting?.resolve(message.result.ok);
      return true;
    }
    try {
      const result = await this.handle(message.method, message.parameter);
      if (message.kind === 'request') this.answer(message.id, { ok: result });
    } catch (error) {
      if (message.kind === 'request') this.answer(message.id, { err: this.inWords(error) });
      this.onError(error);
    }
    return true;
  }

  /** Ends the channel; whoever still waits is told. */
  close(): void {
    this.closed = true;
    for (const { reject } of this.waiting.values()) reject(new RemoteError('The view was closed.'));
    this.waiting.clear();
  }

  private handle(method: string, parameter: unknown): unknown {
    const handler = Object.hasOwn(this.handlers, method) ? (this.handlers[method] as Handler) : undefined;
    if (!handler) throw new Error(`Unknown call “${method}”.`);
    return handler(parameter);
  }

  private answer(id: number, result: { ok: unknown } | { err: string }): void {
    if (!this.closed) this.post({ kind: 'reply', id, result });
  }
}

function isWire(message: unknown): message is Wire {
  if (typeof message !== 'object' || message === null) return false;
  const { kind, id, method, result } = message as Record<string, unknown>;
  if (kind === 'ping' || kind === 'pong') return true;
  if (kind === 'reply') return typeof id === 'number' && typeof result === 'object' && result !== null;
  return (kind === 'notify' || (kind === 'request' && typeof id === 'number')) && typeof method === 'string';
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
