import type { FaultName } from './faults';

/** One request as the practice server saw it. The entry fills up while the request is answered. */
export interface RequestEntry {
  id: number;
  /** Milliseconds since the epoch. */
  at: number;
  method: string;
  path: string;
  /** Model or instance that was asked for, as the client wrote it. */
  model?: string;
  stream?: boolean;
  fault?: FaultName;
  /** HTTP status, once it is sent. */
  status?: number;
  outcome: 'open' | 'complete' | 'failed' | 'disconnected' | 'broken';
  /** Message of a failure. */
  problem?: string;
  promptTokens?: number;
  /** Tokens generated so far. */
  completionTokens: number;
  tokensPerSecond?: number;
  /** Real milliseconds until the answer was over. */
  durationMs?: number;
}

const KEPT = 500;

/** The latest requests, oldest first. */
export class RequestLog {
  readonly entries: RequestEntry[] = [];
  private last = 0;

  constructor(private readonly onFinished: ((entry: RequestEntry) => void) | undefined) {}

  open(at: number, method: string, path: string): RequestEntry {
    const entry: RequestEntry = { id: ++this.last, at, method, path, outcome: 'open', completionTokens: 0 };
    this.entries.push(entry);
    if (this.entries.length > KEPT) this.entries.shift();
    return entry;
  }

  finish(entry: RequestEntry, outcome: RequestEntry['outcome'], at: number): void {
    if (entry.outcome !== 'open') return;
    entry.outcome = outcome;
    entry.durationMs = at - entry.at;
    this.onFinished?.(entry);
  }
}
