import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface TinyRequest {
  model: string;
  prompt: string;
  /** How often this prompt of this model has come, from 1. */
  attempt: number;
  response: ServerResponse;
}

/** An OpenAI-compatible server whose every answer a test decides; one that cannot load or unload. */
export class TinyServer {
  readonly asked: { model: string; prompt: string; at: number }[] = [];
  /** Most requests that were open at once. */
  mostOpen = 0;
  private open = 0;
  private server: Server | null = null;
  private port = 0;

  private constructor(
    private readonly models: string[],
    private readonly answer: (request: TinyRequest) => void | Promise<void>,
  ) {}

  static async start(
    models: string[],
    answer: (request: TinyRequest) => void | Promise<void> = say('Fine.'),
  ): Promise<TinyServer> {
    const tiny = new TinyServer(models, answer);
    await tiny.listen();
    onTestFinished(() => tiny.stop());
    return tiny;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async listen(): Promise<void> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => void this.handle(request.url ?? '', Buffer.concat(chunks).toString(), response));
    });
    await new Promise<void>((resolve) => this.server?.listen(this.port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  private async handle(url: string, body: string, response: ServerResponse): Promise<void> {
    if (url === '/v1/models') {
      sendJson(response, 200, { object: 'list', data: this.models.map((id) => ({ id, object: 'model' })) });
    } else if (url === '/v1/chat/completions') {
      const { model, messages } = JSON.parse(body) as { model: string; messages: { content: string }[] };
      const prompt = messages.at(-1)?.content ?? '';
      this.asked.push({ model, prompt, at: Date.now() });
      this.open++;
      this.mostOpen = Math.max(this.mostOpen, this.open);
      response.on('close', () => this.open--);
      const attempt = this.asked.filter((other) => other.model === model && other.prompt === prompt).length;
      await this.answer({ model, prompt, attempt, response });
    } else {
      sendJson(response, 404, { error: { message: 'Not found' } });
    }
  }
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export function streamText(response: ServerResponse, text: string, usage: Record<string, unknown> = {}): void {
  const chunk = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(chunk({ choices: [{ index: 0, delta: { content: text } }] }));
  response.write(chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }));
  response.write(chunk({ choices: [], usage: { prompt_tokens: 100, completion_tokens: 5, ...usage } }));
  response.end('data: [DONE]\n\n');
}

/** Answers after so many ms. */
export function say(text: string, ms = 0): (request: TinyRequest) => Promise<void> {
  return async ({ response }) => {
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    if (!response.destroyed) streamText(response, text);
  };
}
