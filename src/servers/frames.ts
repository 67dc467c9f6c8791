import { createParser } from 'eventsource-parser';

/** One message of a stream: an SSE event, or one line of NDJSON. `error` is the old llama.cpp `error:` field line. */
export interface Frame {
  event: string | null;
  data: string;
}

/** Cuts decoded text into frames. Synchronous, so that a chunk with a thousand events costs one call. */
export interface Framer {
  feed(text: string): Frame[];
  /** What an unterminated last event or line holds. */
  end(): Frame[];
}

/** Characters that one line or event may hold; guards against a server that never ends a line. */
const maximumFrame = 64 * 1024 * 1024;

export class FrameTooLong extends Error {}

/** Server-sent events: any line ends, comments and empty data skipped, other fields ignored except `error:`. */
export function createSseFramer(): Framer {
  let frames: Frame[] = [];
  const parser = createParser({
    maxBufferSize: maximumFrame,
    onEvent: ({ event, data }) => {
      if (data.trim() !== '') frames.push({ event: event ?? null, data });
    },
    onError: (error) => {
      if (error.type === 'max-buffer-size-exceeded') throw new FrameTooLong();
      if (error.type !== 'unknown-field') return;
      // llama.cpp before September 2025: `error: {…}` as a field of its own.
      if (error.field === 'error') frames.push({ event: 'error', data: error.value ?? '' });
      // A bare JSON line within an event stream: some gateways write their error so.
      else if (error.line?.startsWith('{')) frames.push({ event: null, data: error.line });
    },
  });
  const take = () => {
    const taken = frames;
    frames = [];
    return taken;
  };
  return {
    feed(text) {
      parser.feed(text);
      return take();
    },
    end() {
      // Ends a pending line and event; both were cut, but what they hold may still be whole.
      parser.feed('\n\n');
      return take();
    },
  };
}

/** Newline-delimited JSON, as Ollama streams it. */
export function createLineFramer(): Framer {
  let parts: string[] = [];
  let length = 0;
  return {
    feed(text) {
      const lines = text.split('\n');
      const last = lines.pop() ?? '';
      const frames: Frame[] = [];
      for (const line of lines) {
        const whole = parts.join('') + line;
        parts = [];
        length = 0;
        if (whole.trim() !== '') frames.push({ event: null, data: whole });
      }
      if (last !== '') parts.push(last);
      length += last.length;
      if (length > maximumFrame) throw new FrameTooLong();
      return frames;
    },
    end() {
      const whole = parts.join('');
      parts = [];
      return whole.trim() === '' ? [] : [{ event: null, data: whole }];
    },
  };
}
