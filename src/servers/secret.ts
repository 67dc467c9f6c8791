/** What stands where a key stood. */
const mark = '•••';

/** Keys that are none: what tools fill in where a server wants any. Answers may well hold such words. */
const placeholders =
  /^(?:lm-?studio|ollama|llama|empty|none|null|dummy|unused|api-?key|no-?key|not-?needed|sk-no-key-required)$/i;
const shortest = 6;

/**
 * Masks the API key in all that a server sends: one that echoes it, be it in an answer, an error or a header, must not
 * bring it into the database, a log, an export or onto a screen.
 */
export class Secret {
  private readonly key: string;
  private readonly bytes: Buffer;
  /** The key as it is, or with characters written as escapes of JSON. */
  private readonly pattern: RegExp;

  private constructor(key: string) {
    this.key = key;
    this.bytes = Buffer.from(key);
    const units = [...key].map((character) => {
      const plain = character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
      return `(?:${plain}|\\\\${plain}|\\\\u00${character.charCodeAt(0).toString(16).padStart(2, '0')})`;
    });
    this.pattern = new RegExp(units.join(''), 'gi');
  }

  /** Null where there is nothing worth a mask. */
  static of(key: string | undefined): Secret | null {
    return key === undefined || key.length < shortest || placeholders.test(key) ? null : new Secret(key);
  }

  /** A whole text. */
  mask(text: string): string {
    return text.replace(this.pattern, mark);
  }

  /** A text that comes in pieces. */
  stream(): TextMask {
    return new TextMask(this.key);
  }

  /** A response whose head and body do not hold the key, however its bytes are cut. */
  response(response: Response): Response {
    const headers = new Headers();
    response.headers.forEach((value, name) => headers.append(name, value.replaceAll(this.key, '***')));
    const body = response.body && this.maskedBody(response.body as ReadableStream<Uint8Array>);
    return new Response(body, { status: response.status, headers });
  }

  private maskedBody(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const reader = body.getReader();
    let held: Buffer = Buffer.alloc(0);
    let failure: { reason: unknown } | null = null;
    return new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          for (;;) {
            if (failure !== null) throw failure.reason;
            try {
              const { done, value } = await reader.read();
              if (done) {
                if (held.length > 0) controller.enqueue(held);
                return controller.close();
              }
              const [ready, rest] = this.parted(Buffer.concat([held, value]));
              held = rest;
              if (ready.length === 0) continue;
              return controller.enqueue(ready);
            } catch (error) {
              failure = { reason: error };
              // What had arrived comes before the failure.
              if (held.length > 0) return controller.enqueue(held);
            }
          }
        },
        cancel: (reason) => reader.cancel(reason),
      },
      { highWaterMark: 0 },
    );
  }

  /** The bytes that may go on, masked, and those that may be the beginning of a key. */
  private parted(bytes: Buffer): [ready: Buffer, held: Buffer] {
    const parts: Buffer[] = [];
    let from = 0;
    for (let at = bytes.indexOf(this.bytes); at >= 0; at = bytes.indexOf(this.bytes, from)) {
      parts.push(bytes.subarray(from, at), Buffer.from(mark));
      from = at + this.bytes.length;
    }
    const rest = bytes.subarray(from);
    let length = Math.min(rest.length, this.bytes.length - 1);
    while (length > 0 && !this.bytes.subarray(0, length).equals(rest.subarray(rest.length - length))) length--;
    const cut = rest.length - length;
    return [
      parts.length === 0 && length === 0 ? rest : Buffer.concat([...parts, rest.subarray(0, cut)]),
      rest.subarray(cut),
    ];
  }
}

/** Masks a key in a text that comes in pieces, also where it is cut over several; holds back what may be its beginning. */
export class TextMask {
  private held = '';

  constructor(private readonly key: string) {}

  /** What may be shown now. */
  feed(text: string): string {
    const whole = (this.held + text).replaceAll(this.key, mark);
    let length = Math.min(whole.length, this.key.length - 1);
    while (length > 0 && !whole.endsWith(this.key.slice(0, length))) length--;
    this.held = whole.slice(whole.length - length);
    return whole.slice(0, whole.length - length);
  }

  /** What was still held back. */
  end(): string {
    const { held } = this;
    this.held = '';
    return held;
  }
}

/** Masks the text and the reasoning of an answer, each by itself, in the pieces in which they come. */
export class AnswerMask {
  private readonly masks: Record<'text' | 'reasoning', TextMask>;

  constructor(secret: Secret) {
    this.masks = { text: secret.stream(), reasoning: secret.stream() };
  }

  /** The events to pass on in place of one; an empty text still tells that a token came. */
  pass<T extends { type: string }>(event: T): (T | { type: 'text' | 'reasoning'; text: string })[] {
    if (isPiece(event)) return [{ ...event, text: this.masks[event.type].feed(event.text) }];
    return event.type === 'text-was-reasoning' || event.type === 'end' ? [...this.end(), event] : [event];
  }

  /** What is held back when nothing more comes. */
  end(): { type: 'text' | 'reasoning'; text: string }[] {
    return (['reasoning', 'text'] as const)
      .map((type) => ({ type, text: this.masks[type].end() }))
      .filter(({ text }) => text !== '');
  }
}

function isPiece<T extends { type: string }>(event: T): event is T & { type: 'text' | 'reasoning'; text: string } {
  return event.type === 'text' || event.type === 'reasoning';
}
