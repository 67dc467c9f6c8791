/** Lets one holder through at a time, in the order in which they came. */
export class Turnstile {
  private readonly waiting: (() => void)[] = [];
  private held = false;

  get busy(): boolean {
    return this.held;
  }

  /** Resolves when it is this caller's turn, with the function that lets the next one in; rejects on abort. */
  enter(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const abandon = (): void => {
        const at = this.waiting.indexOf(admit);
        if (at >= 0) this.waiting.splice(at, 1);
        reject(signal.reason as Error);
      };
      const admit = (): void => {
        signal.removeEventListener('abort', abandon);
        this.held = true;
        resolve(this.leaver());
      };
      if (!this.held) {
        admit();
        return;
      }
      this.waiting.push(admit);
      signal.addEventListener('abort', abandon, { once: true });
    });
  }

  private leaver(): () => void {
    let left = false;
    return () => {
      if (left) return;
      left = true;
      this.held = false;
      this.waiting.shift()?.();
    };
  }
}
