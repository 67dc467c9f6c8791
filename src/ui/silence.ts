const askAfterMs = 2_000;
const waitMs = 3_000;

/**
 * Notices that nobody answers a page any more: when VS Code's extension host ends, its pages stay on the screen. Asks
 * only after something was sent, so that a page at rest stays at rest.
 */
export class Silence {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ask: () => void,
    private readonly onChange: (isSilent: boolean) => void,
  ) {}

  /** Something went out. */
  sent(): void {
    this.timer ??= setTimeout(() => {
      this.ask();
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.onChange(true);
      }, waitMs);
    }, askAfterMs);
  }

  /** Something came in. */
  heard(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.onChange(false);
  }
}
