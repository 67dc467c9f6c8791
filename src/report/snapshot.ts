import type { ExportStrings } from '../exchange/strings';
import type { EngineMethods, EngineReply } from './protocol';

type Pending = { resolve: (value: never) => void; reject: (error: Error) => void };
type TypesPolicy = { createScriptURL: (url: string) => string };
type TypesFactory = { createPolicy: (name: string, rules: TypesPolicy) => TypesPolicy };

/** The database that the page carries, opened in a worker when it is first needed. */
export class Snapshot {
  private parts: Promise<{ wasm: Blob; database: Blob }> | null = null;
  private worker: Worker | null = null;
  private opening: Promise<void> | null = null;
  private readonly pending = new Map<number, Pending>();
  private nextId = 0;

  constructor(private readonly strings: Pick<ExportStrings, 'stopped' | 'notStarted'>) {}

  query(argument: Parameters<EngineMethods['query']>[0]): Promise<ReturnType<EngineMethods['query']>> {
    return this.ask('query', argument);
  }

  search(argument: Parameters<EngineMethods['search']>[0]): Promise<ReturnType<EngineMethods['search']>> {
    return this.ask('search', argument);
  }

  /** Ends whatever is going on; the next question opens the database anew. */
  stop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.opening = null;
    for (const { reject } of this.pending.values()) reject(new Error(this.strings.stopped));
    this.pending.clear();
  }

  async open(): Promise<void> {
    this.opening ??= this.start().catch((error: unknown) => {
      this.stop();
      throw error;
    });
    await this.opening;
  }

  private async ask<K extends 'query' | 'search'>(
    method: K,
    argument: Parameters<EngineMethods[K]>[0],
  ): Promise<ReturnType<EngineMethods[K]>> {
    await this.open();
    return this.send(method, argument);
  }

  private async start(): Promise<void> {
    await whenWhole();
    this.parts ??= readParts();
    const parts = await this.parts;
    const script = new Blob([textOf('engine')], { type: 'text/javascript' });
    const url = URL.createObjectURL(script);
    this.worker = new Worker(trusted(url));
    this.worker.onmessage = ({ data }: MessageEvent<EngineReply>) => this.receive(data);
    this.worker.onerror = (event) => {
      const error = new Error(event.message || this.strings.notStarted);
      for (const { reject } of this.pending.values()) reject(error);
      this.stop();
    };
    await this.send('open', parts);
    URL.revokeObjectURL(url);
  }

  private send<K extends keyof EngineMethods>(
    method: K,
    argument: Parameters<EngineMethods[K]>[0],
  ): Promise<ReturnType<EngineMethods[K]>> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      this.worker?.postMessage({ id, method, argument });
    });
  }

  private receive(reply: EngineReply): void {
    const pending = this.pending.get(reply.id);
    this.pending.delete(reply.id);
    if ('error' in reply) pending?.reject(new Error(reply.error));
    else pending?.resolve(reply.value as never);
  }
}

/** The snapshot stands at the end of the page, which is shown before it has been read as a whole. */
function whenWhole(): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }));
}

async function readParts(): Promise<{ wasm: Blob; database: Blob }> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (const element of document.querySelectorAll('script.snapshot')) {
    pieces.push(bytesOf(element.textContent ?? ''));
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { wasm: new Blob([bytesOf(textOf('wasm'))]), database: new Blob(pieces) };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

export function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? '';
}

/** The page's policy lets scripts be named through this one door only. */
const policy = (globalThis as { trustedTypes?: TypesFactory }).trustedTypes?.createPolicy('llp-engine', {
  createScriptURL: (url) => url,
});

function trusted(url: string): string {
  return policy ? policy.createScriptURL(url) : url;
}
