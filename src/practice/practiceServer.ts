import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from './clock';
import { Pace, wallClock } from './clock';
import { Conversations } from './exchange';
import type { FaultName } from './faults';
import { faultModels } from './faults';
import { answerRequest } from './handling';
import type { PracticeModel } from './models';
import { practiceModels } from './models';
import type { RequestEntry } from './requestLog';
import { RequestLog } from './requestLog';
import { Residency } from './residency';
import { PRACTICE_HEADER } from './wire';

export { PRACTICE_HEADER } from './wire';
export type { FaultName } from './faults';
export type { RequestEntry } from './requestLog';

export interface PracticeServerOptions {
  /** Default 127.0.0.1: reachable from this machine only. */
  host?: string;
  /** Default 1234, LM Studio's own; 0 takes a free one. */
  port?: number;
  /** 1 is the models' own pace, 10 ten times as fast, `Infinity` without any wait. Default 1. */
  speed?: number;
  models?: readonly PracticeModel[];
  clock?: Clock;
  /** List the models that exist to fail. They answer in any case. */
  faults?: boolean;
  /** A fault for every chat and load request. */
  fault?: FaultName;
  /** Require `Authorization: Bearer <apiToken>`. */
  apiToken?: string;
  /** Load models on demand, as LM Studio does by default. */
  jit?: boolean;
  /** Keep at most one model that was loaded on demand. Default true. */
  autoEvict?: boolean;
  /** Ids of the models that are in memory from the start. Default: the first model. */
  loaded?: readonly string[];
  /** Context length of models that are loaded without a wish. Default 8192. */
  defaultContextLength?: number;
  /** Called once for every request, when it is over. */
  onRequest?: (entry: RequestEntry) => void;
}

export interface PracticeServer {
  /** Such as `http://127.0.0.1:1234`, without a path. */
  readonly url: string;
  readonly port: number;
  /** Latest requests, oldest first; those under way have the outcome "open". */
  readonly log: readonly RequestEntry[];
  /** Closes all connections and frees the port. May be called again. */
  stop(): Promise<void>;
}

/** The server could not start. The message is one clear sentence for people; `code` is the system's. */
export class PracticeStartError extends Error {
  constructor(
    message: string,
    readonly code: string | undefined,
  ) {
    super(message);
    this.name = 'PracticeStartError';
  }
}

/**
 * Starts a stand-in for LM Studio that needs no model and no GPU. Its answers are composed by rules, and every
 * response carries the header `x-llp-practice: 1`. Rejects with a PracticeStartError when it cannot listen.
 */
export async function startPracticeServer(options: PracticeServerOptions = {}): Promise<PracticeServer> {
  const {
    host = '127.0.0.1',
    port = 1234,
    speed = 1,
    jit = true,
    autoEvict = true,
    defaultContextLength = 8192,
  } = options;
  if (!(speed > 0)) throw new RangeError('The speed must be greater than 0.');
  const pace = new Pace(options.clock ?? wallClock(), speed);
  const failing = options.faults ? faultModels.map((model) => ({ ...model, hidden: false })) : faultModels;
  const models = [...(options.models ?? practiceModels), ...failing];
  const residency = new Residency({ models, pace, jit, autoEvict, defaultContextLength });
  for (const id of options.loaded ?? (jit ? [models[0]?.id ?? ''] : [])) {
    const model = residency.model(id);
    if (model) residency.preload(model);
  }

  const log = new RequestLog(options.onRequest);
  const common = { residency, pace, log, conversations: new Conversations() };
  const rules = { fault: options.fault, apiToken: options.apiToken };
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    void answerRequest(request, response, { ...common, ...rules });
  });
  refuseGarbage(server);
  await listen(server, host, port);

  const actual = (server.address() as AddressInfo).port;
  let stopped: Promise<void> | undefined;
  return {
    url: `http://${urlHost(host)}:${actual}`,
    port: actual,
    log: log.entries,
    stop: () => (stopped ??= close(server)),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(startError(error, host, port)));
    server.listen(port, host, resolve);
  });
}

function startError(error: NodeJS.ErrnoException, host: string, port: number): PracticeStartError {
  const place = `${host}:${port}`;
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is already in use, perhaps by LM Studio itself.`,
    EACCES: `Listening on ${place} is not allowed; choose a port above 1023.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine.`,
    ENOTFOUND: `The host name ${host} is not known.`,
  };
  return new PracticeStartError(
    sentences[error.code ?? ''] ?? `Cannot listen on ${place}: ${error.message}`,
    error.code,
  );
}

/** Even what is no HTTP gets an answer that says who is speaking. */
function refuseGarbage(server: Server): void {
  server.on('clientError', (_error, socket) => {
    if (!socket.writable) return;
    socket.end(`HTTP/1.1 400 Bad Request\r\n${PRACTICE_HEADER}: 1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Requests notice that their connection is gone and end what they are doing.
    server.closeAllConnections();
  });
}

function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
