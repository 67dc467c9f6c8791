import type { ChatEvent, ServerFacts } from '../model/chat';
import { unknownStats, type RunStatName, type RunStats } from '../model/run';

/** Measures one answer as its events arrive, and joins that with what the server states. Times in ms of `clock`. */
export class Meter {
  private begun: number;
  private first: number | null = null;
  private last: number | null = null;
  private characters = 0;
  private deltas = 0;
  private facts: ServerFacts['stats'] = {};
  private stop: string | null = null;

  constructor(private readonly clock: () => number = () => performance.now()) {
    this.begun = clock();
  }

  /** Starts the clock: call it as the request is sent. */
  begin(): void {
    this.begun = this.clock();
  }

  see(event: ChatEvent): void {
    if (event.type === 'facts') this.facts = { ...this.facts, ...event.facts.stats };
    if (event.type === 'end') this.stop = event.finishReason;
    if ((event.type === 'text' || event.type === 'reasoning' || event.type === 'tool') && event.text !== '') {
      this.last = this.clock();
      this.first ??= this.last;
      this.characters += event.text.length;
      this.deltas++;
    }
  }

  /** Characters and pieces so far, and seconds since the first of them; for the live display. */
  live(): {
    characters: number;
    deltas: number;
    seconds: number;
    timeToFirstTokenSeconds: number | null;
    waitedSeconds: number;
  } {
    const now = this.clock();
    return {
      characters: this.characters,
      deltas: this.deltas,
      seconds: this.first === null ? 0 : (now - this.first) / 1000,
      timeToFirstTokenSeconds: this.first === null ? null : (this.first - this.begun) / 1000,
      waitedSeconds: (now - this.begun) / 1000,
    };
  }

  /** The figures of the finished answer, each with its source. What the server states goes before what was measured. */
  stats(): RunStats {
    const decoding = this.first === null || this.last === null ? 0 : (this.last - this.first) / 1000;
    const tokens = this.facts.completionTokens ?? null;
    const measured: Partial<Record<RunStatName, number | null>> = {
      // The first token starts the clock, so it is not among those that were timed.
      tokensPerSecond: tokens !== null && tokens > 1 && decoding > 0 ? (tokens - 1) / decoding : null,
      charactersPerSecond: decoding > 0 ? this.characters / decoding : null,
      timeToFirstTokenSeconds: this.first === null ? null : (this.first - this.begun) / 1000,
      totalSeconds: (this.clock() - this.begun) / 1000,
    };
    const stats: RunStats = { ...unknownStats, sources: {} };
    const names = Object.keys(unknownStats).filter((name): name is RunStatName => name !== 'sources');
    for (const name of names) {
      const stated = name === 'stopReason' ? (this.facts.stopReason ?? this.stop) : this.facts[name];
      const value = stated ?? measured[name] ?? null;
      Object.assign(stats, { [name]: value });
      stats.sources[name] =
        value === null ? 'unknown' : stated === undefined || stated === null ? 'measured' : 'server';
    }
    return stats;
  }
}
