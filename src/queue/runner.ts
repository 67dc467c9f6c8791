import type { Run } from '../model/run';
import { guarded } from '../model/guarded';
import type { Job, LaneState, Tournament } from '../model/tournament';
import { leaseMs, type LeaseHolder } from '../store/leases';
import type { LaneContext } from './context';
import { Lane } from './lane';
import type { LiveJob } from './liveJob';
import type { Patience, QueuePort } from './port';
import { asError } from './retry';
import { Wake } from './wake';

export interface RunnerEvents {
  ended: (job: Job, run: Run | null) => void;
  changed: () => void;
}

/** Works on one tournament in this process until it is over, paused, cancelled or stopped. */
export class Runner implements LaneContext {
  readonly wake = new Wake();
  readonly live = new Map<number, LiveJob>();
  readonly lanes = new Map<string, LaneState | null>();
  stopped = false;
  closed = false;
  /** Servers where another process is at this very queue. */
  readonly heldElsewhere = new Set<string>();
  private readonly halt = new AbortController();
  private readonly working = new Map<string, { lane: Lane; done: Promise<void> }>();
  private readonly lanesChanged = new Wake();
  private loads: number[] = [];

  constructor(
    readonly tournament: Tournament,
    readonly port: QueuePort,
    readonly patience: Patience,
    private readonly holder: LeaseHolder,
    private readonly events: RunnerEvents,
  ) {}

  get owner(): string {
    return this.holder.owner;
  }

  get signal(): AbortSignal {
    return this.halt.signal;
  }

  /** Mean seconds that loading a model took; null where none was loaded. */
  get loadSeconds(): number | null {
    return this.loads.length === 0 ? null : this.loads.reduce((sum, one) => sum + one, 0) / this.loads.length;
  }

  /** Resolves when this process has nothing more to do. Rejects for what is no server's fault, e.g. a full disk. */
  async run(): Promise<void> {
    const renew = setInterval(
      guarded(() => this.renew(), this.port.problem),
      leaseMs / 6,
    );
    const look = setInterval(
      guarded(() => this.poke(), this.port.problem),
      this.patience.pollMs,
    );
    const failures: Error[] = [];
    try {
      await this.port.kinds.recover(this.tournament);
      while (this.isOpen() && failures.length === 0) {
        this.startLanes((error) => failures.push(asError(error)));
        if (this.working.size === 0) break;
        await this.lanesChanged.wait();
      }
      if (failures.length > 0) this.stop();
      await Promise.all([...this.working.values()].map(({ done }) => done));
      const [failure] = failures;
      if (failure) throw failure;
      if (!this.closed) this.port.store.tournaments.finishIfEmpty(this.tournament.id);
    } finally {
      clearInterval(renew);
      clearInterval(look);
    }
  }

  /** Looks at once at what was decided in the database: pause, cancel, skip, retry. */
  poke(): void {
    if (this.stopped) return;
    const { jobs } = this.port.store;
    for (const id of jobs.noLongerOwned([...this.live.keys()], this.owner)) this.live.get(id)?.controller.abort();
    const waiting = jobs.servers(this.tournament.id).some((server) => !this.working.has(server));
    if (waiting || !this.isOpen()) this.lanesChanged.now();
    this.wake.now();
  }

  /** Stops at once: answers that are arriving are given up, and their prompts go back into the queue. */
  stop(): void {
    this.stopped = true;
    this.halt.abort();
    for (const job of this.live.values()) job.controller.abort();
    this.wake.now();
    this.lanesChanged.now();
  }

  /** Like `stop`, for when the database is about to be closed. */
  close(): void {
    this.closed = true;
    this.port.store.jobSteps.abandon(this.owner);
    this.port.store.leases.release(this.owner);
    this.stop();
  }

  isOpen(): boolean {
    return !this.stopped && this.port.store.tournaments.get(this.tournament.id)?.state === 'open';
  }

  show(server: string, state: LaneState): void {
    const before = this.lanes.get(server);
    this.lanes.set(server, state);
    if (before?.kind !== state.kind || ('modelId' in before && 'modelId' in state && before.modelId !== state.modelId))
      this.changed();
  }

  ended(job: Job, run: Run | null): void {
    this.events.ended(job, run);
    this.changed();
  }

  changed(): void {
    if (!this.closed) this.events.changed();
  }

  loaded(seconds: number): void {
    this.loads.push(seconds);
  }

  private startLanes(onFailure: (error: unknown) => void): void {
    for (const server of this.port.store.jobs.servers(this.tournament.id)) {
      if (this.working.has(server) || this.heldElsewhere.has(server)) continue;
      // Side by side they would slow each other down: their figures would be those of neither.
      const machine = this.port.machine(server);
      if ([...this.working.keys()].some((other) => this.port.machine(other) === machine)) continue;
      const lane = new Lane(this, this.holder, server);
      const done = lane
        .work()
        .catch((error: unknown) => {
          if (!this.closed) onFailure(error);
          return true;
        })
        .then((mine) => {
          this.working.delete(server);
          this.lanes.delete(server);
          if (!mine) this.heldElsewhere.add(server);
          this.lanesChanged.now();
          this.changed();
        });
      this.working.set(server, { lane, done });
    }
  }

  private renew(): void {
    if (this.stopped) return;
    // Whoever has taken a server over has put this process's jobs back already.
    if ([...this.working.values()].some(({ lane }) => !lane.renew())) this.stop();
  }
}
