import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isFields } from './chatRequest';
import type { Pace } from './clock';
import type { Conversations, Exchange, Route } from './exchange';
import { apiTokenProblem, openAiErrorBody, PracticeFailure, v1ErrorBody } from './failures';
import type { FaultName } from './faults';
import { faultInText, faultOfModel, isFaultName } from './faults';
import type { RequestEntry, RequestLog } from './requestLog';
import type { Residency } from './residency';
import { completionRoutes } from './routes/completions';
import { modelListRoutes } from './routes/modelLists';
import { residencyRoutes } from './routes/residencyRoutes';
import { v1ChatRoutes } from './routes/v1Chat';
import { prepare, readJson, sendJson } from './wire';

export interface Handling {
  residency: Residency;
  pace: Pace;
  log: RequestLog;
  conversations: Conversations;
  fault: FaultName | undefined;
  apiToken: string | undefined;
}

const FAULT_HEADER = 'x-llp-fault';
const routes: readonly Route[] = [...modelListRoutes, ...residencyRoutes, ...completionRoutes, ...v1ChatRoutes];

/** Answers one HTTP request and keeps its log entry. Never rejects. */
export async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  handling: Handling,
): Promise<void> {
  const { log, pace } = handling;
  const entry = log.open(pace.clock.now(), request.method ?? 'GET', request.url ?? '/');
  const closed = new AbortController();
  response.on('close', () => {
    closed.abort(new Error('The client has closed the connection.'));
    entry.status ??= response.headersSent ? response.statusCode : undefined;
    log.finish(entry, outcome(entry, response), pace.clock.now());
  });
  response.on('error', () => undefined);
  prepare(response);
  try {
    await dispatch(request, response, entry, closed.signal, handling);
  } catch (error) {
    refuse(error, response, entry);
  }
}

async function dispatch(
  request: IncomingMessage,
  response: ServerResponse,
  entry: RequestEntry,
  signal: AbortSignal,
  handling: Handling,
): Promise<void> {
  const { residency, pace, conversations } = handling;
  const found = match(request.method ?? 'GET', request.url ?? '/');
  if (!found) return unexpected(request, response);
  const body = request.method === 'POST' ? await readJson(request) : undefined;
  if (isFields(body)) {
    if (typeof body.model === 'string') entry.model = body.model;
    if (typeof body.stream === 'boolean') entry.stream = body.stream;
  }
  const fault = faultFor(request, body, handling.fault);
  if (fault !== undefined) entry.fault = fault;
  if (found.route.path !== '/lmstudio-greeting') checkToken(request, handling.apiToken, fault);
  if (fault === 'unexpected-endpoint') return unexpected(request, response);
  const exchange: Exchange = { response, body, entry, signal, fault, residency, pace, conversations, rest: found.rest };
  await found.route.handle(exchange);
}

function match(method: string, url: string): { route: Route; rest: string } | undefined {
  const path = url.replace(/[?#].*$/, '');
  const plain = path.length > 1 ? path.replace(/\/$/, '') : path;
  for (const route of routes) {
    if (route.method !== method) continue;
    if (route.path === plain) return { route, rest: '' };
    if (route.path.endsWith('/') && plain.startsWith(route.path)) {
      try {
        return { route, rest: decodeURIComponent(plain.slice(route.path.length)) };
      } catch {
        return undefined;
      }
    }
  }
  return undefined;
}

/** LM Studio answers 200 to routes that it does not have. */
function unexpected(request: IncomingMessage, response: ServerResponse): void {
  sendJson(response, 200, { error: `Unexpected endpoint or method. (${request.method} ${request.url})` });
}

/** A fault asked for by header, by the model's name, by the prompt, or of the whole server, in this order. */
function faultFor(request: IncomingMessage, body: unknown, ofServer: FaultName | undefined): FaultName | undefined {
  if (request.method !== 'POST') return undefined;
  const header = request.headers[FAULT_HEADER];
  if (typeof header === 'string' && isFaultName(header)) return header;
  if (!isFields(body)) return ofServer;
  const ofModel = typeof body.model === 'string' ? faultOfModel(body.model) : undefined;
  return ofModel ?? faultInText(lastUserText(body)) ?? ofServer;
}

function lastUserText(body: Record<string, unknown>): string {
  if (typeof body.input === 'string') return body.input;
  const messages: unknown[] = Array.isArray(body.messages) ? body.messages : [];
  const last = messages.findLast((message) => isFields(message) && message.role === 'user');
  return isFields(last) && typeof last.content === 'string' ? last.content : '';
}

function checkToken(request: IncomingMessage, apiToken: string | undefined, fault: FaultName | undefined): void {
  if (fault === 'auth-missing') throw apiTokenProblem(false);
  if (apiToken === undefined) return;
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (given === undefined || !same(given, apiToken)) throw apiTokenProblem(given !== undefined);
}

/** Node reads header bytes as Latin-1, whatever the client meant. */
function same(given: string, wanted: string): boolean {
  const [left, right] = [Buffer.from(given, 'latin1'), Buffer.from(wanted, 'utf8')];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Turns what a route threw into a response, if the client is still there to get one. */
function refuse(error: unknown, response: ServerResponse, entry: RequestEntry): void {
  if (response.destroyed || response.writableEnded) return;
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const failure =
    error instanceof PracticeFailure
      ? error
      : new PracticeFailure('compute', error instanceof Error ? error.message : String(error), 500);
  entry.problem = failure.message;
  const v1 = entry.path.startsWith('/api/v1/');
  sendJson(response, failure.status, v1 ? v1ErrorBody(failure) : openAiErrorBody(failure));
}

function outcome(entry: RequestEntry, response: ServerResponse): RequestEntry['outcome'] {
  if (entry.problem === 'cut' || entry.problem === 'reset') return 'broken';
  if (!response.writableFinished) return 'disconnected';
  return entry.problem === undefined ? 'complete' : 'failed';
}
