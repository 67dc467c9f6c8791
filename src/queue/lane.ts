import { leaseMs, type Lease, type LeaseHolder } from '../store/leases';
import { Breaker } from './breaker';
import type { LaneContext } from './context';
import { Turn } from './turn';
import { Residency } from './residency';

/** A tournament's work on one server: model by model, under a lease that keeps all others away. */
export class Lane {
  private held = false;

  constructor(
    private readonly context: LaneContext,
    private readonly holder: LeaseHolder,
    readonly server: string,
  ) {}

  /** Resolves when nothing is left to do here; with false when another process is at this very queue. */
  async work(): Promise<boolean> {
    const acquired = await this.acquire();
    if (acquired !== true) return acquired === null;
    const { port, tournament } = this.context;
    try {
      port.store.jobSteps.recover(this.server, this.holder.owner);
      const residency = new Residency(port, this.server, tournament.options);
      const breaker = new Breaker(this.context, this.server);
      while (this.context.isOpen()) {
        const modelId = port.store.jobs.nextModel(tournament.id, this.server);
        if (modelId === null) break;
        await new Turn(this.context, this.server, modelId, residency, breaker).run();
      }
      // What a killed process had loaded for prompts that are over by now.
      if (!this.context.stopped && port.store.tournaments.get(tournament.id)?.state !== 'paused')
        for (const load of port.store.leases.loads(this.server)) await residency.release(load.modelId);
      return true;
    } finally {
      this.held = false;
      if (!this.context.closed) port.store.leases.release(this.holder.owner, this.server);
    }
  }

  /** False when another process has taken the server over. */
  renew(): boolean {
    return !this.held || this.context.port.store.leases.renew(this.server, this.holder.owner, Date.now());
  }

  /** True when the server is this process's; false when another process is at this queue; null when there is no need. */
  private async acquire(): Promise<boolean | null> {
    const { port, tournament, wake, patience } = this.context;
    const machine = port.machine(this.server);
    const watched = new LeaseWatch(patience.leaseMs ?? leaseMs);
    let dead: string | null = null;
    while (this.context.isOpen()) {
      const other = port.store.leases.acquire(this.server, tournament.id, this.holder, Date.now(), { machine, dead });
      if (!other) {
        this.held = true;
        return true;
      }
      if (watched.isDead(other)) {
        dead = other.owner;
        continue;
      }
      // Another process is at this very queue: there is nothing to wait for.
      if (other.tournamentId === tournament.id && !isAhead(other)) return false;
      const holder = `tournament ${other.tournamentId}${other.owner === this.holder.owner ? '' : ` (process ${other.pid})`}`;
      this.context.show(this.server, { kind: 'waiting-for-turn', server: this.server, holder });
      await wake.wait(patience.pollMs * 2);
    }
    return null;
  }
}

/** Longer than any lease that a clock like this one's has written: it is watched before it is believed. */
function isAhead({ until }: Lease): boolean {
  return until > Date.now() + 2 * leaseMs;
}

/** Watches a lease by this process's own clock: whoever is alive renews it several times in `patienceMs`. */
class LeaseWatch {
  private seen: { owner: string; until: number; at: number } | null = null;

  constructor(private readonly patienceMs: number) {}

  isDead({ owner, until }: Lease): boolean {
    const now = performance.now();
    if (this.seen?.owner !== owner || this.seen.until !== until) this.seen = { owner, until, at: now };
    return now - this.seen.at >= this.patienceMs;
  }
}
