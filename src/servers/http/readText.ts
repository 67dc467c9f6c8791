import { said } from '../../l10n/said';
import { TransportError } from './transportError';

/** Bytes of a list of models at most; nobody has a longer one. */
const maximumBytes = 64 * 1024 * 1024;

/**
 * The body of a response as text. Beyond `bytes` it throws, unless `seconds` says that a part will do: then it gives
 * what came within these limits.
 */
export async function readText(response: Response, limits?: { bytes: number; seconds: number }): Promise<string> {
  const body = response.body as ReadableStream<Uint8Array> | null;
  const reader = body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder('utf-8');
  let text = '';
  let bytes = 0;
  let late = false;
  const timer = limits
    ? setTimeout(() => {
        late = true;
        void reader.cancel();
      }, limits.seconds * 1000)
    : undefined;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + (late ? '' : decoder.decode());
      bytes += value.byteLength;
      text += decoder.decode(value, { stream: true });
      if (bytes <= (limits?.bytes ?? maximumBytes)) continue;
      await reader.cancel();
      if (limits) return text;
      throw new TransportError('body', 'TOO_LONG', said`The server sent more than 64 MB.`);
    }
  } finally {
    clearTimeout(timer);
  }
}
