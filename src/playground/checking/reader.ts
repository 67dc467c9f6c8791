import type { Finding } from '../../evaluate/checks/scoped';
import type { Findings } from '../../evaluate/programs/answer';
import type { CheckSheet } from '../../model/check';
import { tidy } from '../../model/score';
import type { Store } from '../../store';
import { CheckStore, type Unchecked } from '../../store/checks';
import type { ItemVerdict, Scoring } from '../scoring';
import { Checker } from './checker';

/** Who gives what checks prove; another number than a stored verdict's means that verdicts may differ. */
export const checksBy = 'checks 1';

const batch = 50;

/** What reads the answers; loaded with the first that waits. */
export class CheckReader {
  private readonly checker: Checker;
  private readonly checks: CheckStore;
  private closed = false;

  constructor(
    private readonly store: Store,
    private readonly scoring: Scoring,
    workerFile: string,
    private readonly folder: () => string,
    private readonly onProblem: (problem: unknown) => void,
  ) {
    this.checker = new Checker(workerFile);
    this.checks = new CheckStore(store.database);
  }

  close(): void {
    this.closed = true;
    this.checker.dispose();
  }

  /** Answers that were never read; after a change of the suites those read with other checks, too. */
  async readAll(suitesChanged: boolean): Promise<void> {
    await this.drain((limit) => this.checks.unchecked(limit));
    if (suitesChanged) await this.drain((limit) => this.checks.outdated(limit));
  }

  private async drain(next: (limit: number) => Unchecked[]): Promise<void> {
    for (let waiting = this.closed ? [] : next(batch); waiting.length > 0; waiting = this.closed ? [] : next(batch)) {
      for (const one of waiting) {
        if (this.closed) return;
        await this.read(one);
      }
    }
  }

  private async read({ runId, text, points, rubric, checksHash }: Unchecked): Promise<void> {
    const has = rubric.some(({ checks = [] }) => checks.length > 0);
    let sheet: CheckSheet | null = null;
    if (has) {
      try {
        const findings = parsed(this.checks.findings(runId));
        sheet = await this.checker.check({ prompt: { points, rubric }, text, folder: this.folder(), findings });
      } catch (problem) {
        if (this.closed) return;
        this.onProblem(problem);
      }
      if (this.closed) return;
    }
    const before = this.checks.sheet(runId);
    this.store.database.transaction(() => this.checks.record(runId, checksHash, sheet));
    giveSettled(this.scoring, runId, before, sheet);
  }
}

/** Takes to the ledger what checks have settled, in place of what they had settled before. */
export function giveSettled(
  scoring: Scoring,
  runId: number,
  before: CheckSheet | null,
  sheet: CheckSheet | null,
): void {
  const items = [...(before?.items ?? []), ...(sheet?.items ?? [])];
  if (items.length === 0) return;
  const ids = new Set(items.map(({ id }) => id));
  // What another program has found out of other items is not the checks' to take back.
  scoring.recordAutomatic(runId, { items: settledItems(sheet), by: checksBy, about: (id) => ids.has(id) });
}

/** Findings as they are stored; what cannot be read is not known. */
export function parsed(stored: Readonly<Record<string, string>>): Findings {
  const read = Object.entries(stored).flatMap(([key, text]): [string, Finding][] => {
    try {
      const finding = JSON.parse(text) as Partial<Finding> | null;
      const whole = typeof finding?.evidence === 'string' && /^(?:pass|fail|unknown)$/.test(finding.verdict ?? '');
      return whole ? [[key, finding as Finding]] : [];
    } catch {
      return [];
    }
  });
  return Object.fromEntries(read);
}

/** What could be told of each item: the whole of it, or the part that checks are worth whose verdict is known. */
function settledItems(sheet: CheckSheet | null): Record<string, ItemVerdict> {
  const items = (sheet?.items ?? []).flatMap(({ id, points, max, verdicts }): [string, ItemVerdict][] => {
    const known = verdicts.filter(({ verdict }) => verdict !== 'unknown');
    const settled = tidy(known.reduce((sum, one) => sum + one.max, 0));
    if (known.length === 0) return [];
    return [[id, { points, evidence: verdicts, ...(settled < max ? { settled } : {}) }]];
  });
  return Object.fromEntries(items);
}
