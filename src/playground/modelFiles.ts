import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { ServerAdapter } from '../model/chat';
import type { ModelFile, RunRecord } from '../model/record';
import { isLoopback } from '../servers/http/loopback';
import type { Store } from '../store';

/** How far a model's file has been read. */
export interface FileProgress {
  model: string;
  done: number;
  total: number;
}

interface Wanted {
  path: string;
  model: string;
  key: FileKey;
  runs: Set<number>;
}

/** A file as it is now: another length or time, another file. */
interface FileKey {
  /** SHA-256 of the path, which may name a person. */
  path: string;
  bytes: number;
  modifiedMs: number;
}

/** A side question after an answer: nobody waits for it longer. */
const askMs = 2_000;
const laterMs = 3_000;

/**
 * The files of models on this machine: their checksums and headers go into the records of runs. Gigabytes are read only
 * while nothing is asked of a model, as it would falsify its speed, and once a file.
 */
export class ModelFiles {
  private readonly wanted = new Map<string, Wanted>();
  private timer: NodeJS.Timeout | undefined;
  private reading: { controller: AbortController; done: Promise<void> } | null = null;
  private asked = 0;

  constructor(
    private readonly store: Store,
    private readonly workerFile: string,
    private readonly wishes: {
      onProgress?: (progress: FileProgress | null) => void;
      problem: (problem: unknown) => void;
    },
  ) {}

  /** A model is asked: what is being read is put off. Call what it returns when the answer is there. */
  asking(): () => void {
    this.asked++;
    clearTimeout(this.timer);
    this.reading?.controller.abort();
    return () => {
      this.asked--;
      this.startLater();
    };
  }

  /** What the server tells of how the model is loaded, and its file where that is known already. Does not fail. */
  async recordOf(
    adapter: ServerAdapter | null,
    model: string,
    runId: number,
  ): Promise<Pick<RunRecord, 'file' | 'load'>> {
    if (!adapter?.local || adapter.practice) return {};
    try {
      const { file, load } = await adapter.local(model, AbortSignal.timeout(askMs));
      const known = file === null ? null : await this.find(adapter.url, file, model, runId);
      return { ...(load ? { load } : {}), ...(known ? { file: known } : {}) };
    } catch {
      // Only more to know of a run that has its answer.
      return {};
    }
  }

  /** How many files wait to be read. */
  get waiting(): number {
    return this.wanted.size;
  }

  /** Reads all files that runs wait for; ends early, without a fault, once `signal` is aborted. */
  async settle(signal: AbortSignal, onProgress?: (progress: FileProgress) => void): Promise<void> {
    clearTimeout(this.timer);
    for (const one of [...this.wanted.values()]) {
      if (signal.aborted) return;
      await this.read(one, signal, onProgress);
    }
  }

  close(): void {
    clearTimeout(this.timer);
    this.wanted.clear();
    this.reading?.controller.abort();
  }

  private async find(url: string, path: string, model: string, runId: number): Promise<ModelFile | null> {
    // Another machine's paths mean nothing here.
    if (!isLoopback(new URL(url).hostname) || !isAbsolute(path)) return null;
    const facts = await stat(path).catch(() => null);
    if (!facts?.isFile()) return null;
    const key = {
      path: createHash('sha256').update(path).digest('hex'),
      bytes: facts.size,
      modifiedMs: Math.round(facts.mtimeMs),
    };
    const known = this.store.modelFiles.get(key);
    if (known) return known;
    const waiting = this.wanted.get(path);
    if (waiting && waiting.key.modifiedMs === key.modifiedMs && waiting.key.bytes === key.bytes)
      waiting.runs.add(runId);
    else this.wanted.set(path, { path, model, key, runs: new Set([runId]) });
    this.startLater();
    return null;
  }

  private startLater(): void {
    if (this.asked > 0 || this.wanted.size === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.settle(new AbortController().signal).catch(this.wishes.problem);
    }, laterMs).unref();
  }

  private async read(one: Wanted, signal: AbortSignal, onProgress?: (progress: FileProgress) => void): Promise<void> {
    const controller = new AbortController();
    const stop = (): void => controller.abort();
    signal.addEventListener('abort', stop, { once: true });
    const done = this.readOne(one, controller.signal, onProgress).catch((error: unknown) => {
      if (controller.signal.aborted) return;
      // One that cannot be read will not be readable at the next run either.
      this.wanted.delete(one.path);
      this.wishes.problem(error);
    });
    this.reading = { controller, done };
    await done;
    this.reading = null;
    signal.removeEventListener('abort', stop);
    this.wishes.onProgress?.(null);
  }

  private async readOne(
    { path, model, key, runs }: Wanted,
    signal: AbortSignal,
    onProgress?: (progress: FileProgress) => void,
  ): Promise<void> {
    const tell = (done: number): void => {
      const progress = { model, done, total: key.bytes };
      onProgress?.(progress);
      this.wishes.onProgress?.(progress);
    };
    const { readInThread } = await import('./modelFiles/inThread');
    const file = await readInThread(this.workerFile, path, { signal, onProgress: tell });
    if (signal.aborted) return;
    this.wanted.delete(path);
    const now = await stat(path);
    // It changed while it was read, or since the run.
    if (now.size !== key.bytes || Math.round(now.mtimeMs) !== key.modifiedMs || file.bytes !== key.bytes) return;
    this.store.modelFiles.put(key, file, [...runs]);
  }
}
