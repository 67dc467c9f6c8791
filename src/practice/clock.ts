/** Time as the practice server sees it. Tests may bring their own. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Waits `ms` milliseconds; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The clock on the wall. A sleep of 0 ms still lets the event loop turn, so that disconnects are noticed. */
export function wallClock(): Clock {
  return { now: () => Date.now(), sleep };
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const immediate = ms <= 0;
    const handle = immediate ? setImmediate(finish) : setTimeout(finish, ms);
    function finish(): void {
      signal?.removeEventListener('abort', abandon);
      resolve();
    }
    function abandon(): void {
      if (immediate) clearImmediate(handle as NodeJS.Immediate);
      else clearTimeout(handle as NodeJS.Timeout);
      reject(signal?.reason as Error);
    }
    signal?.addEventListener('abort', abandon, { once: true });
  });
}

/**
 * Simulated durations on a clock: a speed of 2 halves every wait, `Infinity` leaves none.
 * Figures that are reported to clients use `scale`, which stays finite so that they remain numbers.
 */
export class Pace {
  readonly scale: number;

  constructor(
    readonly clock: Clock,
    private readonly speed: number,
  ) {
    this.scale = Number.isFinite(speed) ? speed : 1;
  }

  /** Real milliseconds for a simulated duration. */
  real(simulatedMs: number): number {
    return simulatedMs / this.speed;
  }

  wait(simulatedMs: number, signal?: AbortSignal): Promise<void> {
    return this.clock.sleep(this.real(simulatedMs), signal);
  }
}
