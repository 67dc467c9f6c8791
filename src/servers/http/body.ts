import { said } from '../../l10n/said';
import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import zlib from 'node:zlib';
import { TransportError } from './transportError';

/** The decoded body of a response. Decoders flush as they go, so that a compressed stream still arrives token by token. */
function decoded(response: IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  const decoder = decoderFor(encoding);
  if (decoder === null) return response;
  // `pipeline` hands a broken connection on to the decoder; its own callback has nothing left to do.
  pipeline(response, decoder, () => undefined);
  return decoder;
}

function decoderFor(encoding: string) {
  const sync = { flush: zlib.constants.Z_SYNC_FLUSH, finishFlush: zlib.constants.Z_SYNC_FLUSH };
  const flush = zlib.constants.BROTLI_OPERATION_FLUSH;
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return zlib.createGunzip(sync);
    case 'deflate':
      return zlib.createInflate(sync);
    case 'br':
      return zlib.createBrotliDecompress({ flush, finishFlush: flush });
    case '':
    case 'identity':
      return null;
    default:
      throw new TransportError(
        'body',
        'ENCODING',
        said`The server compresses its answer as "${encoding}", which nobody asked for.`,
      );
  }
}

/** Bytes that may wait for a slow reader before the server is slowed down. */
const maximumWaiting = 16 * 1024 * 1024;

/**
 * A web stream over a response; cancelling it, or the signal, destroys the socket, so that the server stops generating.
 * A broken connection is reported only after all that had arrived was read.
 */
export function bodyStream(response: IncomingMessage, signal: AbortSignal | undefined): ReadableStream<Uint8Array> {
  const source = decoded(response);
  let failure: TransportError | undefined;
  let settled = false;
  const settle = () => {
    settled = true;
    signal?.removeEventListener('abort', abort);
  };
  let abort = () => {};
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const fail = (error: unknown) => {
          if (settled) return;
          settle();
          failure = TransportError.from('body', error);
          // An error throws away what still waits in the stream, so it waits too.
          if (isEmpty(controller)) controller.error(failure);
          response.destroy();
        };
        abort = () => {
          if (settled) return;
          settle();
          controller.error(new TransportError('body', 'ABORTED', said`The request was cancelled.`));
          response.destroy();
        };
        source.on('data', (chunk: Buffer) => {
          if (settled) return;
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 1) <= 0) source.pause();
        });
        source.on('end', () => {
          // Without a length, Node takes a reset for the end of the body.
          if (response.socket?.errored) fail(response.socket.errored);
          if (settled) return;
          settle();
          controller.close();
        });
        source.on('error', fail);
        source.on('close', () => {
          if (!settled) fail(new TransportError('body', 'ECONNRESET', said`The connection closed within the answer.`));
        });
        if (signal?.aborted) abort();
        else signal?.addEventListener('abort', abort, { once: true });
      },
      pull(controller) {
        if (failure === undefined) source.resume();
        else if (isEmpty(controller)) controller.error(failure);
      },
      cancel() {
        settle();
        response.destroy();
      },
    },
    { highWaterMark: maximumWaiting, size: (chunk) => chunk.byteLength },
  );
}

function isEmpty(controller: ReadableStreamDefaultController<Uint8Array>): boolean {
  return controller.desiredSize === maximumWaiting;
}
