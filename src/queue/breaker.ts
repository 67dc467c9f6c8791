import type { ServerError } from '../model/server';
import type { LaneContext } from './context';
import { judge } from './retry';

/** Pauses a server's queue while the server is gone, and lets it go on when it is back. */
export class Breaker {
  private open: ServerError | null = null;

  constructor(
    private readonly context: LaneContext,
    private readonly server: string,
  ) {}

  get isOpen(): boolean {
    return this.open !== null;
  }

  /** After a failure: asks the server whether it is still there. Returns true where it is gone. */
  async check(failure: ServerError): Promise<boolean> {
    if (this.open) return true;
    if (!judge(failure.code).transient || this.context.stopped) return false;
    this.open = await this.probe();
    return this.open !== null;
  }

  /** Resolves when the server is back, or when there is nothing to wait for any more. */
  async untilBack(): Promise<void> {
    const { patience, wake } = this.context;
    for (
      let pause = patience.probeMs;
      this.open && this.context.isOpen();
      pause = Math.min(pause * 2, patience.longestProbeMs)
    ) {
      const nextProbe = Date.now() + pause;
      this.context.show(this.server, {
        kind: 'server-gone',
        server: this.server,
        nextProbe,
        reason: this.open.message,
      });
      while (Date.now() < nextProbe && this.context.isOpen()) await wake.wait(nextProbe - Date.now());
      if (this.context.isOpen()) this.open = await this.probe();
    }
    this.open = null;
  }

  /** Why the server is gone, or null where it answers, be it with a refusal that waiting would not change. */
  private async probe(): Promise<ServerError | null> {
    const problem = await this.context.port.probe(this.server, this.context.signal);
    return problem && judge(problem.code).transient ? problem : null;
  }
}
