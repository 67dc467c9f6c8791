/** Waits that can be cut short: by time, or because something has changed. */
export class Wake {
  private sleepers = new Set<() => void>();

  /** Ends all waits. */
  now(): void {
    for (const wakeUp of [...this.sleepers]) wakeUp();
  }

  /** Resolves after so many ms at the latest; without a number only when woken. */
  wait(ms?: number): Promise<void> {
    return new Promise((resolve) => {
      const wakeUp = (): void => {
        clearTimeout(timer);
        this.sleepers.delete(wakeUp);
        resolve();
      };
      // A longer delay would overflow Node's timers and fire at once.
      const timer = ms === undefined ? undefined : setTimeout(wakeUp, Math.min(Math.max(0, ms), 2 ** 31 - 1));
      this.sleepers.add(wakeUp);
    });
  }
}
