import type { Outcome, SkipReason } from '../../../model/arena';
import type { AfterVote, ArenaContent, BlindPair, Reveal, Verdict } from '../protocol';

export type Action = { kind: 'vote'; outcome: Outcome } | { kind: 'skip'; reason: SkipReason } | { kind: 'undo' };

/** The panel, as voting needs it. */
export interface Table {
  vote: (verdict: Verdict) => Promise<AfterVote>;
  undo: () => Promise<ArenaContent>;
}

/**
 * What is on the table. A vote takes effect at once: the next pair is here already, and the panel is told meanwhile. Keys
 * that are pressed while there is no pair, or while a vote is being taken back, wait in their order; none is lost.
 */
export class Voting {
  pairs: BlindPair[] = [];
  votes = 0;
  open = 0;
  last: Reveal | null = null;
  undoable = false;
  problem: string | null = null;
  private readonly waiting: Action[] = [];
  /** Votes that the panel has not confirmed yet. */
  private underWay = 0;
  private undoing = false;
  private since: number;

  constructor(
    private readonly table: Table,
    private readonly changed: () => void,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.since = now();
  }

  /** Whether the panel is being waited for. */
  get busy(): boolean {
    return this.underWay > 0 || this.undoing;
  }

  get current(): BlindPair | null {
    return this.pairs[0] ?? null;
  }

  /** Takes over what the panel has on its table; a pair on screen stays. */
  show({ pairs, ...state }: Omit<ArenaContent, 'practice'>): void {
    // Votes that are under way are not in it yet: what comes back with them says more.
    if (this.busy) return;
    const token = this.current?.token;
    this.pairs = pairs;
    this.take(state);
    if (this.current?.token !== token) this.since = this.now();
    this.pump();
  }

  press(action: Action): void {
    this.waiting.push(action);
    this.pump();
  }

  private pump(): void {
    for (;;) {
      const [action] = this.waiting;
      if (!action || this.undoing) break;
      if (action.kind === 'undo') {
        if (this.underWay > 0) break;
        this.waiting.shift();
        this.undo();
        break;
      }
      const pair = this.pairs.shift();
      if (!pair) {
        if (!this.busy) this.waiting.length = 0;
        break;
      }
      this.waiting.shift();
      this.send(pair, action);
    }
    this.changed();
  }

  private send(pair: BlindPair, action: Exclude<Action, { kind: 'undo' }>): void {
    const outcome = action.kind === 'vote' ? action.outcome : null;
    const reason = action.kind === 'skip' ? action.reason : null;
    const milliseconds = Math.round(this.now() - this.since);
    this.since = this.now();
    this.underWay++;
    this.problem = null;
    this.table.vote({ token: pair.token, outcome, reason, milliseconds }).then(
      ({ pairs, ...state }) => {
        this.underWay--;
        this.add(pairs);
        this.take(state);
        this.pump();
      },
      (error: Error) => {
        this.underWay--;
        // It was not stored: it is asked again, and keys meant for what followed are not given to it.
        this.waiting.length = 0;
        this.problem = error.message;
        this.changed();
      },
    );
  }

  private undo(): void {
    this.undoing = true;
    this.table.undo().then(
      ({ pairs, ...state }) => {
        this.undoing = false;
        this.pairs = pairs;
        this.take(state);
        this.problem = null;
        this.since = this.now();
        this.pump();
      },
      (error: Error) => {
        this.undoing = false;
        this.problem = error.message;
        this.pump();
      },
    );
  }

  private add(pairs: BlindPair[]): void {
    const known = new Set(this.pairs.map(({ token }) => token));
    if (this.pairs.length === 0 && pairs.length > 0) this.since = this.now();
    this.pairs = [...this.pairs, ...pairs.filter(({ token }) => !known.has(token))];
  }

  private take({ votes, open, last, undoable }: Omit<AfterVote, 'pairs'>): void {
    Object.assign(this, { votes, open, last, undoable });
  }
}
