import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One chat request as the proxy between saw it. Times in seconds since the request came in. */
export interface Exchange {
  request: Record<string, unknown>;
  status: number;
  /** Parsed `data:` frames, `[DONE]` left out. */
  chunks: Record<string, unknown>[];
  /** When the first frame with a piece of text or reasoning came. */
  firstTextSeconds: number | null;
  endSeconds: number | null;
}

export interface Recorder {
  url: string;
  chats: Exchange[];
  stop: () => Promise<void>;
}

/** A proxy before a server that notes when which part of an answer came. */
export async function startRecorder(target: string): Promise<Recorder> {
  const chats: Exchange[] = [];
  const proxy = http.createServer((incoming, outgoing) => {
    const begun = performance.now();
    const seconds = () => (performance.now() - begun) / 1000;
    const sent: Buffer[] = [];
    incoming.on('data', (data: Buffer) => sent.push(data));
    incoming.on('end', () => {
      const body = Buffer.concat(sent);
      const chat: Exchange | null = incoming.url?.endsWith('/chat/completions')
        ? {
            request: JSON.parse(body.toString()) as never,
            status: 0,
            chunks: [],
            firstTextSeconds: null,
            endSeconds: null,
          }
        : null;
      if (chat) chats.push(chat);
      const url = new URL(incoming.url ?? '/', target);
      const headers = { ...incoming.headers, host: url.host };
      const forward = http.request(url, { method: incoming.method, headers, agent: false }, (response) => {
        if (chat) chat.status = response.statusCode ?? 0;
        outgoing.writeHead(response.statusCode ?? 502, response.headers);
        let rest = '';
        response.on('data', (data: Buffer) => {
          if (chat) rest = note(rest + data.toString(), chat, seconds());
          outgoing.write(data);
        });
        response.on('end', () => {
          if (chat) chat.endSeconds = seconds();
          outgoing.end();
        });
        response.on('error', () => outgoing.destroy());
      });
      forward.on('error', () => outgoing.destroy());
      outgoing.on('close', () => forward.destroy());
      forward.end(body);
    });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    chats,
    stop: async () => {
      proxy.close();
      proxy.closeAllConnections();
      await once(proxy, 'close');
    },
  };
}

/** Takes whole lines; what is left waits for more. */
function note(text: string, chat: Exchange, at: number): string {
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  for (const line of lines) {
    if (!line.startsWith('data: {')) continue;
    const chunk = JSON.parse(line.slice(6)) as { choices?: { delta?: Record<string, unknown> }[] };
    chat.chunks.push(chunk);
    const { content, reasoning_content: reasoning } = chunk.choices?.[0]?.delta ?? {};
    if (content || reasoning) chat.firstTextSeconds ??= at;
  }
  return rest;
}
