import type { ChatOptions } from '../../../../src/model/chat';
import type { ServerKind } from '../../../../src/model/server';
import type { ConnectOptions } from '../../../../src/servers';
import { chatWith, type Outcome } from './chatting';

/** A response whose body arrives in exactly these pieces, without a network. */
export function respondWith(
  pieces: Uint8Array[],
  headers: Record<string, string> = {},
): NonNullable<ConnectOptions['fetch']> {
  return () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const piece of pieces) if (piece.length > 0) controller.enqueue(piece);
        controller.close();
      },
    });
    return Promise.resolve(new Response(body, { status: 200, headers }));
  };
}

export function chatOver(
  pieces: Uint8Array[],
  kind: ServerKind = 'openai-compatible',
  options: ChatOptions = {},
): Promise<Outcome> {
  return chatWith('http://127.0.0.1:1', options, kind, { fetch: respondWith(pieces) });
}

/** The pieces of `bytes` between the cuts, which may come in any order. */
export function cutAt(bytes: Uint8Array, cuts: number[]): Uint8Array[] {
  const places = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}
