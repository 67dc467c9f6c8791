/** One run at a time, taken before anything is waited for, so that two quick presses of a key cannot both have it. */
export class Turn {
  private current: Taken | null = null;

  /** Whether such a run has the turn and has not begun yet: asked for again now, it is the same one. */
  isPreparing(about: string): boolean {
    return this.current?.about === about && !this.current.begun;
  }

  /** Takes the turn, or gives null where somebody has it. Whoever takes it must end it. */
  take(about: string): Taken | null {
    if (this.current) return null;
    const taken = new Taken(about, () => {
      if (this.current === taken) this.current = null;
    });
    this.current = taken;
    return taken;
  }

  /** Cancels the run that has the turn; the promise is kept when it has ended. */
  async cancel(): Promise<void> {
    const { current } = this;
    current?.controller.abort();
    await current?.over;
  }
}

/** A turn that somebody has. */
export class Taken {
  readonly controller = new AbortController();
  /** True once the request is on its way. */
  begun = false;
  private readonly ending = Promise.withResolvers<void>();
  readonly over = this.ending.promise;

  constructor(
    readonly about: string,
    private readonly release: () => void,
  ) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  end(): void {
    this.release();
    this.ending.resolve();
  }
}
