import type { Database } from './database';

/** Who uses a server for a tournament: a process, as long as it renews its lease. */
export interface LeaseHolder {
  /** Unique for each open playground. */
  owner: string;
  pid: number;
  host: string;
}

export interface Lease extends LeaseHolder {
  server: string;
  tournamentId: number;
  /** ms since the epoch. */
  until: number;
}

interface LeaseRow {
  server: string;
  owner: string;
  pid: number;
  host: string;
  tournament_id: number;
  until: number;
}

/** A lease that is not renewed for this long is free: its process was suspended or is gone. */
export const leaseMs = 30_000;

/** Keeps two processes, and two tournaments, from using one server at the same time; remembers what was loaded. */
export class LeaseStore {
  constructor(
    private readonly db: Database,
    /** Whether a process of this machine still runs. */
    private readonly isAlive: (pid: number) => boolean = processIsAlive,
  ) {}

  /**
   * Takes a server's lease. Returns null where it and its machine were free, else who holds it or another server of the
   * machine. `now` in ms since the epoch. `dead` is an owner that was seen not to renew: its time counts for nothing,
   * as the clock that it was written by may have been ahead.
   */
  acquire(
    server: string,
    tournamentId: number,
    holder: LeaseHolder,
    now: number,
    { machine = server, dead = null }: { machine?: string; dead?: string | null } = {},
  ): Lease | null {
    return this.db.transaction(() => {
      const held = this.holders(server, machine)
        .filter((lease) => lease.owner !== dead && this.isLive(lease, now, holder.host))
        .find(({ owner, tournamentId: other }) => owner !== holder.owner || other !== tournamentId);
      if (held) return held;
      this.db.run(
        `INSERT OR REPLACE INTO server_lease (server, owner, pid, host, tournament_id, until, machine)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        server,
        holder.owner,
        holder.pid,
        holder.host,
        tournamentId,
        now + leaseMs,
        machine,
      );
      return null;
    });
  }

  /** Keeps a lease. False when another process has taken it in the meantime. */
  renew(server: string, owner: string, now: number): boolean {
    const sql = 'UPDATE server_lease SET until = ? WHERE server = ? AND owner = ?';
    return this.db.run(sql, now + leaseMs, server, owner).changes > 0;
  }

  release(owner: string, server?: string): void {
    this.db.run('DELETE FROM server_lease WHERE owner = ? AND server = COALESCE(?, server)', owner, server ?? null);
  }

  /** The live leases of a tournament. */
  ofTournament(tournamentId: number, now: number, host: string): Lease[] {
    return this.db
      .all<LeaseRow>('SELECT * FROM server_lease WHERE tournament_id = ?', tournamentId)
      .map(toLease)
      .filter((lease) => this.isLive(lease, now, host));
  }

  /** Remembers that a tournament has loaded a model, so that it is unloaded even if this process is killed. */
  recordLoad(server: string, modelId: string, instanceId: string): void {
    this.db.run(
      'INSERT OR REPLACE INTO loaded_instance (server, model_id, instance_id) VALUES (?, ?, ?)',
      server,
      modelId,
      instanceId,
    );
  }

  forgetLoad(server: string, modelId: string): void {
    this.db.run('DELETE FROM loaded_instance WHERE server = ? AND model_id = ?', server, modelId);
  }

  /** The instances that tournaments have loaded on a server and not unloaded yet. */
  loads(server: string): { modelId: string; instanceId: string }[] {
    return this.db.all<{ modelId: string; instanceId: string } & Record<string, never>>(
      'SELECT model_id AS modelId, instance_id AS instanceId FROM loaded_instance WHERE server = ?',
      server,
    );
  }

  private holders(server: string, machine: string): Lease[] {
    return this.db
      .all<LeaseRow>('SELECT * FROM server_lease WHERE server = ? OR machine = ?', server, machine)
      .map(toLease);
  }

  private isLive(lease: Lease, now: number, host: string): boolean {
    return lease.until > now && (lease.host !== host || this.isAlive(lease.pid));
  }
}

function toLease({ tournament_id: tournamentId, server, owner, pid, host, until }: LeaseRow): Lease {
  return { server, owner, pid, host, until, tournamentId };
}

function processIsAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, but belongs to someone else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
