export interface Timers {
  setTimeout(callback: () => void, milliseconds: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const systemTimers: Timers = {
  setTimeout: (callback, milliseconds) => setTimeout(callback, milliseconds),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** A limit on silence. It runs only while somebody waits for the server, and not at all for an infinite limit. */
export class Watchdog {
  private timer: unknown;
  private readonly timers: Timers;

  constructor(
    private readonly onSilence: (seconds: number) => void,
    timers: Timers | undefined,
  ) {
    this.timers = timers ?? systemTimers;
  }

  wait(seconds: number): void {
    this.rest();
    if (!Number.isFinite(seconds)) return;
    // Node runs a timer at once whose delay exceeds 31 bits.
    const milliseconds = Math.min(Math.max(0, seconds * 1000), 2 ** 31 - 1);
    this.timer = this.timers.setTimeout(() => {
      this.timer = undefined;
      this.onSilence(seconds);
    }, milliseconds);
  }

  rest(): void {
    if (this.timer === undefined) return;
    this.timers.clearTimeout(this.timer);
    this.timer = undefined;
  }
}
