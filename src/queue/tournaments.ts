import { randomUUID } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { hostname } from 'node:os';
import { said, SaidError } from '../l10n/said';
import { guarded } from '../model/guarded';
import type { Run } from '../model/run';
import type { Job, Tournament, TournamentProgress } from '../model/tournament';
import { secondsLeft } from './estimate';
import type { NewJob, NewTournament } from '../store/tournaments';
import type { LiveJob } from './liveJob';
import { planTournament, type TournamentChoice, type TournamentPlan } from './prompts/plan';
import { defaultPatience, type Patience, type QueuePort } from './port';
import { Residency } from './residency';
import { Runner } from './runner';

export type TournamentEvent = { type: 'changed' } | { type: 'ended'; job: Job; run: Run | null };

const tellEveryMs = 100;

/** Tournaments, queues of jobs of any kinds, as both edges see them. The queue is in the database; this process works on what it was told to. */
export class Tournaments {
  private readonly events = new EventEmitter();
  private telling: NodeJS.Timeout | null = null;
  private readonly runners = new Map<number, { runner: Runner; done: Promise<void> }>();

  constructor(
    private readonly port: QueuePort,
    private readonly patience: Patience = defaultPatience,
  ) {
    this.events.setMaxListeners(0);
  }

  /** Works out the rows and the queue without queueing; rows that are missing are made. */
  plan(choice: TournamentChoice): TournamentPlan {
    return planTournament(this.port.store.bots, choice, (server, modelId) => this.port.isResident(server, modelId));
  }

  /** Queues jobs of any kinds; `run` then works on them. */
  create(plan: NewTournament): Tournament {
    const tournament = this.port.store.tournaments.create(plan);
    this.changed();
    return tournament;
  }

  /** Puts more jobs at the end of a queue, also while it is worked on; one that was over is open again. */
  add(id: number, jobs: readonly NewJob[]): void {
    if (this.port.store.tournaments.require(id).state === 'cancelled')
      throw new SaidError(said`Tournament ${id} was cancelled; start a new one.`);
    this.port.store.tournaments.add(id, jobs);
    this.poke(id);
  }

  /**
   * Works on a tournament until it is over, paused, cancelled or stopped; one that was paused or left behind goes on.
   * Throws a sentence where there is nothing to do or another process is at it.
   */
  async run(id: number): Promise<TournamentProgress> {
    const { tournaments } = this.port.store;
    const { state } = tournaments.require(id);
    if (state === 'cancelled') throw new SaidError(said`Tournament ${id} was cancelled; start a new one.`);
    if (state === 'done') throw new SaidError(said`Tournament ${id} is over; failed prompts can be queued again.`);
    tournaments.setState(id, 'open');
    const known = this.runners.get(id);
    known?.runner.poke();
    await known?.done;
    if (tournaments.get(id)?.state === 'open') await this.work(id);
    return this.progress(id);
  }

  /** No new prompt is sent; the answer that is arriving is finished, and the model stays in memory. */
  pause(id: number): void {
    const { tournaments } = this.port.store;
    if (tournaments.require(id).state !== 'open') throw new SaidError(said`Tournament ${id} is not running.`);
    tournaments.setState(id, 'paused');
    this.poke(id);
  }

  /** Ends a tournament at once; finished answers stay. What it had loaded is unloaded. */
  async cancel(id: number): Promise<void> {
    const { tournaments, jobs, leases } = this.port.store;
    const { state, options } = tournaments.require(id);
    if (state === 'done' || state === 'cancelled') throw new SaidError(said`Tournament ${id} is over already.`);
    const servers = jobs.servers(id);
    tournaments.cancel(id);
    this.poke(id);
    await this.runners.get(id)?.done.catch(() => undefined);
    if (this.isActive(id)) return;
    // Nobody is at work on it: what a closed or paused window has left in memory goes here.
    for (const server of servers) {
      const residency = new Residency(this.port, server, options);
      for (const load of leases.loads(server)) await residency.release(load.modelId);
    }
    this.changed();
  }

  /** Leaves a prompt out, also while it is being answered. */
  skip(jobId: number): void {
    const job = this.port.store.jobs.require(jobId);
    if (!this.port.store.jobSteps.skip(jobId)) throw new SaidError(said`This prompt is over already.`);
    this.poke(job.tournamentId);
  }

  /** Queues what failed or was parked once more, or one job. Returns how many; `run` then works on them. */
  retry(id: number, jobId?: number): number {
    const queued = this.port.store.jobSteps.retry(id, jobId);
    this.poke(id);
    return queued;
  }

  /** Gives up what this process is doing; it goes back into the queue. Resolves when that is done. */
  async interrupt(): Promise<void> {
    const all = [...this.runners.values()];
    for (const { runner } of all) runner.stop();
    await Promise.all(all.map(({ done }) => done.catch(() => undefined)));
  }

  progress(id: number): TournamentProgress {
    const { tournaments, jobs } = this.port.store;
    const counts = jobs.counts(id);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const runner = this.runners.get(id)?.runner;
    return {
      tournament: tournaments.require(id),
      counts,
      total,
      finished: total - counts.pending - counts.running,
      secondsLeft: counts.pending + counts.running === 0 ? 0 : this.secondsLeft(id),
      active: this.isActive(id),
      lanes: [...(runner?.lanes.values() ?? [])].filter((lane) => lane !== null),
    };
  }

  /** Whether this or another process is at work on it. */
  isActive(id: number): boolean {
    return this.runners.has(id) || this.port.store.leases.ofTournament(id, Date.now(), hostname()).length > 0;
  }

  /** Whether this process is at work on it, or on any. */
  isRunningHere(id?: number): boolean {
    return id === undefined ? this.runners.size > 0 : this.runners.has(id);
  }

  /** The jobs that are being worked on in this process. */
  live(): LiveJob[] {
    return [...this.runners.values()].flatMap(({ runner }) => [...runner.live.values()]);
  }

  liveJob(jobId: number): LiveJob | null {
    return this.live().find((live) => live.job.id === jobId) ?? null;
  }

  /** Calls back after each change; returns what ends that. A listener that throws is reported and stops nothing. */
  onEvent(listener: (event: TournamentEvent) => void): () => void {
    const safe = guarded(listener, this.port.problem);
    this.events.on('event', safe);
    return () => this.events.off('event', safe);
  }

  /** For when the database is about to be closed: synchronous, and everything unfinished goes back into the queue. */
  close(): void {
    if (this.telling) clearTimeout(this.telling);
    this.events.removeAllListeners();
    for (const { runner } of this.runners.values()) runner.close();
  }

  private secondsLeft(id: number): number | null {
    const loadSeconds = this.runners.get(id)?.runner.loadSeconds ?? null;
    const timings = this.port.store.jobs.timings(id);
    const { port } = this;
    return secondsLeft(
      timings,
      (server) => port.concurrency(server),
      loadSeconds,
      (server) => port.machine(server),
    );
  }

  private async work(id: number): Promise<void> {
    const holder = { owner: randomUUID(), pid: process.pid, host: hostname() };
    const runner = new Runner(this.port.store.tournaments.require(id), this.port, this.patience, holder, {
      ended: (job, run) => this.emit({ type: 'ended', job, run }),
      changed: () => this.changed(),
    });
    const done = runner.run().finally(() => {
      this.runners.delete(id);
      if (!runner.closed) this.changed();
    });
    this.runners.set(id, { runner, done });
    this.changed();
    await done;
    if (runner.heldElsewhere.size > 0 && !runner.closed && this.port.store.tournaments.get(id)?.state === 'open')
      throw new SaidError(said`Another window or terminal is at work on tournament ${id} already.`);
  }

  private poke(id: number): void {
    this.runners.get(id)?.runner.poke();
    this.changed();
  }

  /** Tells of changes a few times a second at most: with fast models there are hundreds. */
  private changed(): void {
    this.telling ??= setTimeout(() => {
      this.telling = null;
      this.emit({ type: 'changed' });
    }, tellEveryMs);
  }

  private emit(event: TournamentEvent): void {
    this.events.emit('event', event);
  }
}
