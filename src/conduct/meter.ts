import { canBe, fewTokens, plausibleStats } from '../model/figures';
import type { ChatEvent, ServerFacts } from '../model/chat';
import { unknownStats, type RunStatName, type RunStats } from '../model/run';

/** Pieces within a millisecond came in one read. */
const sameReadMs = 1;
/** An answer of this many pieces is timed only where they came in at least `fewReads` reads. */
const manyPieces = 8;
const fewReads = 4;
/** …and took at least this share of the whole time. */
const leastShare = 0.01;

/** Measures one answer as its events arrive, and joins that with what the server states. Times in ms of `clock`. */
export class Meter {
  private begun: number;
  private first: number | null = null;
  private last: number | null = null;
  private characters = 0;
  /** Characters of the first read, whose tokens were generated before the clock of decoding starts. */
  private firstCharacters = 0;
  private deltas = 0;
  private reads = 0;
  private facts: ServerFacts['stats'] = {};
  private stop: string | null = null;
  /** Figures that the server stated and that cannot be such. */
  readonly refused = new Set<RunStatName>();

  constructor(private readonly clock: () => number = () => performance.now()) {
    this.begun = clock();
  }

  /** Starts the clock: call it as the request is sent. */
  begin(): void {
    this.begun = this.clock();
  }

  see(event: ChatEvent): void {
    if (event.type === 'facts') this.facts = { ...this.facts, ...plausibleStats(event.facts.stats, this.refused) };
    if (event.type === 'end') this.stop = event.finishReason;
    if ((event.type === 'text' || event.type === 'reasoning' || event.type === 'tool') && event.text !== '') {
      const now = this.clock();
      if (this.last === null || now - this.last > sameReadMs) this.reads++;
      this.last = now;
      this.first ??= now;
      this.characters += event.text.length;
      if (this.reads === 1) this.firstCharacters += event.text.length;
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

  /** Whether the answer came in one burst, as from behind a proxy that keeps streams back: then nothing in it can be timed. */
  get atOnce(): boolean {
    if (this.first === null || this.last === null || this.deltas < manyPieces) return false;
    return this.reads < fewReads || this.last - this.first < leastShare * (this.clock() - this.begun);
  }

  /** The figures of the finished answer, each with its source. What the server states goes before what was measured. */
  stats(): RunStats {
    const facts = this.possible();
    const measured = this.measured(facts.completionTokens ?? null);
    const stats: RunStats = { ...unknownStats, sources: {} };
    const names = Object.keys(unknownStats).filter((name): name is RunStatName => name !== 'sources');
    for (const name of names) {
      const stated = name === 'stopReason' ? (facts.stopReason ?? this.stop) : facts[name];
      const value = stated ?? measured[name] ?? null;
      Object.assign(stats, { [name]: value });
      stats.sources[name] =
        value === null ? 'unknown' : stated === undefined || stated === null ? 'measured' : 'server';
    }
    return stats;
  }

  /** What was stated, without figures that cannot be true of the text that came. */
  private possible(): ServerFacts['stats'] {
    const facts = { ...this.facts };
    const { completionTokens } = facts;
    if (typeof completionTokens === 'number' && !canBe(completionTokens, this.characters)) {
      this.refused.add('completionTokens');
      delete facts.completionTokens;
    }
    // Of a word or two no speed can be told, whatever the server works out.
    if ((facts.completionTokens ?? this.deltas) < fewTokens) delete facts.tokensPerSecond;
    return facts;
  }

  private measured(tokens: number | null): Partial<Record<RunStatName, number | null>> {
    const decoding = this.first === null || this.last === null || this.atOnce ? 0 : (this.last - this.first) / 1000;
    // What came with the first read was generated before the clock started: one token, or as many as its characters say.
    const early = tokens === null ? 0 : Math.max(1, (tokens * this.firstCharacters) / Math.max(1, this.characters));
    const timed = tokens === null ? 0 : tokens - early;
    const first = this.first === null || this.atOnce ? null : (this.first - this.begun) / 1000;
    return {
      tokensPerSecond: tokens !== null && tokens >= fewTokens && timed > 0 && decoding > 0 ? timed / decoding : null,
      charactersPerSecond: decoding > 0 ? (this.characters - this.firstCharacters) / decoding || null : null,
      timeToFirstTokenSeconds: first,
      totalSeconds: (this.clock() - this.begun) / 1000,
    };
  }
}
