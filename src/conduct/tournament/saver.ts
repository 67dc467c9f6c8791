import type { TournamentPort } from './port';

/** Saves answers one after the other: two of the same file at once would lose one. */
export class Saver {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly port: TournamentPort) {}

  /** Saves a run's answer, and notes on the job why it could not be. */
  save(jobId: number, runId: number): Promise<void> {
    const saving = this.last.then(() => this.saveNow(jobId, runId));
    this.last = saving.catch(() => undefined);
    return saving;
  }

  private async saveNow(jobId: number, runId: number): Promise<void> {
    if (!this.port.hasWorkspace) return;
    const note = await this.write(runId).catch((error: unknown) =>
      error instanceof Error ? error.message : String(error),
    );
    if (note !== null) this.port.store.tournaments.note(jobId, note);
  }

  /** Returns what a person should know, or null when the answer is in its file. */
  private async write(runId: number): Promise<string | null> {
    for (let attempt = 1; ; attempt++) {
      const plan = await this.port.planSave(runId);
      if (plan.editedByHand)
        return `${plan.output} was edited by hand, so this answer was not saved over it; it is in the database.`;
      try {
        await this.port.save(runId, plan);
        return null;
      } catch (error) {
        // Someone else has written the file in between: look again.
        if (attempt === 3) throw error;
      }
    }
  }
}
