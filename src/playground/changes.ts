/** What has changed, so that views read it anew. */
export type Change = 'bots' | 'suites' | 'runs' | 'scores' | 'servers' | 'tournaments' | 'benchmarks' | 'arena';

export type Notify = (change: Change) => void;

/** Tells those who listen of each change. One that throws is reported, and keeps neither the others nor the writer from going on. */
export class Changes {
  private readonly listeners = new Set<Notify>();

  constructor(private readonly onProblem: (problem: unknown) => void) {}

  /** Calls back after each change; returns what ends that. */
  subscribe(listener: Notify): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  readonly notify: Notify = (change) => {
    for (const listener of [...this.listeners]) {
      try {
        listener(change);
      } catch (problem) {
        this.onProblem(problem);
      }
    }
  };

  clear(): void {
    this.listeners.clear();
  }
}
