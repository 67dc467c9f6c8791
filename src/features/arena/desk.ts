import { said, SaidError } from '../../l10n/said';
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { styleOf } from '../../model/answerStyle';
import { skipReasons, type ArenaPair, type ArenaVote } from '../../model/arena';
import { maskNames } from '../../model/maskNames';
import type { Run } from '../../model/run';
import type { Playground } from '../../playground';
import type { AfterVote, ArenaContent, BlindPair, Reveal, Revealed, Verdict } from './protocol';

/** How many pairs are ready on the page: the one on screen and those after it. */
const ready = 3;

/** Deals pairs to a page that must not know whose answers they are, takes its votes, and reveals afterwards. */
export class ArenaDesk {
  private readonly dealt = new Map<string, ArenaPair>();
  private last: Reveal | null = null;
  /** One call after the other: two votes that arrive together must not be dealt the same next pair. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly playground: () => Playground,
    private readonly category: string | null,
    private readonly voter: string = personsName(),
  ) {}

  /** Whether as many pairs as can be are ready. */
  get isFull(): boolean {
    return this.dealt.size === ready;
  }

  /** All that the page shows; pairs that were dealt and not voted on are dealt again as they were. */
  content(): Promise<ArenaContent> {
    return this.inTurn(async () => {
      await this.fill();
      return { ...this.state([...this.dealt.keys()]), practice: this.arena.practice };
    });
  }

  /** Stores a vote. Throws a sentence where its pair was not dealt, or has its vote already. */
  vote({ token, outcome, reason, milliseconds }: Verdict): Promise<AfterVote> {
    return this.inTurn(async () => {
      const pair = this.dealt.get(token);
      if (!pair) throw new SaidError(said`This pair is no longer on the table; compare the next one.`);
      if (outcome === null && !skipReasons.some((known) => known === reason))
        throw new SaidError(said`Say why this pair is skipped.`);
      this.arena.vote({ ...pair, outcome, reason, voter: this.voter, milliseconds });
      this.dealt.delete(token);
      this.last = this.reveal(pair, outcome);
      const before = new Set(this.dealt.keys());
      await this.fill();
      return this.state([...this.dealt.keys()].filter((key) => !before.has(key)));
    });
  }

  /** Takes the last vote back and puts its pair before the others. */
  undo(): Promise<ArenaContent> {
    return this.inTurn(async () => {
      const undone = this.arena.undo(this.voter);
      if (!undone) throw new SaidError(said`There is no vote of yours that could be taken back.`);
      this.last = null;
      const others = [...this.dealt];
      this.dealt.clear();
      this.dealt.set(randomUUID(), { leftRun: undone.leftRun, rightRun: undone.rightRun });
      for (const [token, pair] of others) this.dealt.set(token, pair);
      await this.fill();
      return { ...this.state([...this.dealt.keys()]), practice: this.arena.practice };
    });
  }

  private async fill(): Promise<void> {
    while (this.dealt.size < ready) {
      const options = this.category === null ? {} : { category: this.category };
      const pair = await this.arena.next([...this.dealt.values()], options);
      if (!pair) return;
      this.dealt.set(randomUUID(), pair);
    }
  }

  private state(tokens: string[]): AfterVote {
    const { votes, open } = this.arena.progress();
    const pairs = tokens.map((token) => this.blind(token, this.dealt.get(token) as ArenaPair));
    return { pairs, votes, open, last: this.last, undoable: this.arena.latest(this.voter) !== null };
  }

  private blind(token: string, { leftRun, rightRun }: ArenaPair): BlindPair {
    const { read, suites } = this.playground();
    const [left, right] = [read.runs.require(leftRun), read.runs.require(rightRun)];
    const prompt = read.prompts.version(left.categoryId, left.promptId, left.promptHash);
    const names = [left, right].flatMap((run) => this.namesOf(run));
    const shown = (run: Run): string => maskNames(run.text, names, prompt?.text ?? '');
    return {
      token,
      left: shown(left),
      right: shown(right),
      category: suites.category(left.categoryId)?.title ?? left.categoryId,
      title: prompt?.title ?? left.promptId,
      prompt: prompt?.text ?? '',
      system: prompt?.system ?? null,
      rubric: (prompt?.rubric ?? []).map(({ title, points, full = '', none = '' }) => ({ title, points, full, none })),
    };
  }

  private namesOf(run: Run): string[] {
    const bot = this.playground().read.bots.get(run.botId);
    return [bot?.name, bot?.modelId, run.request.modelId, run.model?.architecture, run.model?.displayName].filter(
      (name): name is string => typeof name === 'string',
    );
  }

  private reveal({ leftRun, rightRun }: ArenaPair, outcome: ArenaVote['outcome']): Reveal {
    const { read } = this.playground();
    const of = (id: number): Revealed => {
      const run = read.runs.require(id);
      const bot = read.bots.get(run.botId)?.name ?? run.request.modelId;
      return { bot, style: styleOf(run.text), tokensPerSecond: run.stats.tokensPerSecond };
    };
    return { outcome, left: of(leftRun), right: of(rightRun) };
  }

  private get arena(): Playground['arena'] {
    return this.playground().arena;
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const made = this.turn.then(work, work);
    this.turn = made.catch(() => undefined);
    return made;
  }
}

/** Who votes here: the name of the account, as several people may share a workspace. */
function personsName(): string {
  try {
    return userInfo().username || 'person';
  } catch {
    return 'person';
  }
}
