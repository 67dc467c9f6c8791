import type { CheckSheet } from '../model/check';
import type { Store } from '../store';
import { CheckStore } from '../store/checks';
import type { RubricItem } from '../model/prompt';
import type { Checker } from './checking/checker';
import type { CheckReader } from './checking/reader';
import type { Scoring } from './scoring';

/**
 * Reads whole answers with their prompt's checks as soon as they are complete, and again when only the checks have
 * changed. What is settled goes to the ledger as a program's points; what is unknown stays open for a person.
 */
export class Checking {
  private reader: CheckReader | null = null;
  private trial: Checker | null = null;
  private working: Promise<void> | null = null;
  private again = false;
  private suitesChanged = true;
  private closed = false;

  constructor(
    private readonly store: Store,
    private readonly scoring: Scoring,
    private readonly workerFile: string,
    /** Folder of the suites in use. */
    private readonly folder: () => string,
    private readonly onProblem: (problem: unknown) => void,
  ) {}

  /** Looks for answers that wait; returns at once. After `suites` those read with other checks are looked for, too. */
  look(suites = false): void {
    if (this.closed) return;
    this.suitesChanged ||= suites;
    this.again = true;
    this.working ??= this.work().finally(() => (this.working = null));
  }

  /** Resolves when no answer waits any more. */
  async settled(): Promise<void> {
    while (this.working) await this.working;
  }

  /** What the checks said of an answer, those included that were unknown; null where there are none. */
  sheet(runId: number): CheckSheet | null {
    return new CheckStore(this.store.database).sheet(runId);
  }

  /**
   * What checks would say of a stored answer, e.g. while they are being written; nothing is stored, and of programs only
   * what they came to before is known. `folder` is that of the suite, for the files that checks name. Rejects with a
   * sentence where they could not be carried out.
   */
  async tryOut(prompt: { points: number; rubric: RubricItem[] }, runId: number, folder: string): Promise<CheckSheet> {
    const { Checker } = await import('./checking/checker');
    const { parsed } = await import('./checking/reader');
    const { text } = this.store.runs.require(runId);
    const findings = parsed(new CheckStore(this.store.database).findings(runId));
    // Not the reader's: many answers may be waiting for that one.
    this.trial ??= new Checker(this.workerFile);
    return this.trial.check({ prompt, text, folder, findings });
  }

  /** Ends the thread of `tryOut`. */
  endTrial(): void {
    this.trial?.dispose();
    this.trial = null;
  }

  close(): void {
    this.closed = true;
    this.reader?.close();
    this.endTrial();
  }

  private async work(): Promise<void> {
    try {
      while (this.again && !this.closed) {
        this.again = false;
        // The caller has something to finish first.
        await new Promise((resolve) => setImmediate(resolve));
        const { CheckReader } = await import('./checking/reader');
        if (this.closed) return;
        this.reader ??= new CheckReader(this.store, this.scoring, this.workerFile, this.folder, this.onProblem);
        const { suitesChanged } = this;
        this.suitesChanged = false;
        await this.reader.readAll(suitesChanged);
      }
    } catch (problem) {
      // The database may be closed or locked: the next opening looks again.
      if (!this.closed) this.onProblem(problem);
    }
  }
}
