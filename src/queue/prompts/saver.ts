import { sentence } from '../../l10n/sentence';
import type { SavePlan } from '../../conduct/saveAnswer';
import type { PromptPort } from './port';
import { Wake } from '../wake';

interface Answer {
  jobId: number;
  runId: number;
  saved: () => void;
}

/** How often a file is read again that someone else changes while we write. */
const tries = 3;

/** ms in which answers gather: each time, the whole file of a bot and category is written anew. */
const gatherMs = 100;

/** Saves answers, those of one file that have come together in one go; two writers of a file would lose answers. */
export class Saver {
  private waiting: Answer[] = [];
  private busy = false;
  private hurried = 0;
  private readonly wake = new Wake();

  constructor(private readonly port: PromptPort) {}

  /** Resolves when the answer is in its file, or the job has a note why it is not. */
  save(jobId: number, runId: number): Promise<void> {
    return new Promise((saved) => {
      this.waiting.push({ jobId, runId, saved });
      void this.work();
    });
  }

  /** Saves without gathering for as long as the work takes, e.g. because a model is unloaded when all is saved. */
  async hurry<T>(work: () => Promise<T>): Promise<T> {
    this.hurried++;
    this.wake.now();
    try {
      return await work();
    } finally {
      this.hurried--;
    }
  }

  private async work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    while (this.waiting.length > 0) {
      if (this.hurried === 0) await this.wake.wait(gatherMs);
      const group = this.waiting;
      this.waiting = [];
      await this.saveGroup(group, 1);
      for (const { saved } of group) saved();
    }
    this.busy = false;
  }

  private async saveGroup(group: Answer[], attempt: number): Promise<void> {
    if (!this.port.hasWorkspace) return;
    const plans = new Map<string, SavePlan>();
    const members = new Map<string, Answer[]>();
    for (const answer of group) {
      try {
        const plan = await this.port.planSave(answer.runId, plans);
        if (plan.editedByHand) {
          const note = sentence(
            `${plan.output} was edited by hand, so this answer was not saved over it; it is in the database.`,
          );
          this.note(answer, note);
          continue;
        }
        plans.set(plan.file, plan);
        members.set(plan.file, [...(members.get(plan.file) ?? []), answer]);
      } catch (error) {
        this.note(answer, error);
      }
    }
    for (const [file, plan] of plans) await this.write(plan, members.get(file) ?? [], attempt);
  }

  private async write(plan: SavePlan, answers: Answer[], attempt: number): Promise<void> {
    try {
      await this.port.saveTogether(
        answers.map(({ runId }) => runId),
        plan,
      );
    } catch (error) {
      // Someone else has written the file in between: look again.
      if (attempt < tries) await this.saveGroup(answers, attempt + 1);
      else for (const answer of answers) this.note(answer, error);
    }
  }

  private note({ jobId }: Answer, problem: unknown): void {
    try {
      this.port.store.jobSteps.note(jobId, problem instanceof Error ? problem.message : String(problem));
    } catch {
      // The database is closed: the next process saves what is not saved yet.
    }
  }
}
