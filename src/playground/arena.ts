import type { ArenaAnswer, ArenaPair, ArenaVote, BotVote, NewArenaVote, StoredVote } from '../model/arena';
import type { ArenaFigure, RowBeside } from '../model/beside';
import type { Board } from '../model/board';
import { said } from '../l10n/said';
import { promptKey } from '../model/prompt';
import { countedVotes, toVote } from '../rank/arena/botVotes';
import type { Showable, Shown } from '../rank/arena/deal';
import type { ArenaInterval } from '../rank/arena/intervals';
import type { Rating } from '../rank/ratings/rate';
import type { StyledRatings } from '../rank/ratings/style';
import type { Vote } from '../rank/ratings/votes';
import type { Store } from '../store';
import type { Bracket, BracketKind } from './arena/brackets';
import type { BotRating } from './arena/botRating';
import type { RatingQuestion } from './arena/ratingQuestion';
import { StyleReader } from './arena/styles';
import { AskedThread } from './askedThread';
import type { Notify } from './changes';
import { Judging } from './judging';

export { arenaIntervals, type ArenaInterval } from '../rank/arena/intervals';
export type { BotRating } from './arena/botRating';

export interface ArenaRatingOptions {
  practice?: boolean;
  /** Only votes on prompts of this category. */
  category?: string;
  /** How the intervals are made; `corrected`, so that they hold with few votes too, where nobody says. */
  interval?: ArenaInterval;
}

/** What the next pair is chosen from, and what there is of it. */
export interface ArenaProgress {
  /** Votes, without skips. */
  votes: number;
  /** Pairs of answers that could be compared and were not shown. */
  open: number;
  bots: number;
}

/** Blind comparisons: which answers to show next, the votes, and the ratings that follow. Each call is one transaction. */
export class Arena {
  /** The votes as they stand, and what was rated of them: boards ask again after each answer, votes or none. */
  private known: { key: string; votes: BotVote[]; rated: Map<string, Promise<Rating[]>> } | null = null;
  private readonly styles: StyleReader;
  private readonly thread: AskedThread<RatingQuestion, Rating[]>;
  /** Bots that propose points, and how far they agree with persons. */
  readonly judging: Judging;

  constructor(
    private readonly store: Store,
    private readonly notify: Notify,
    private readonly random: () => number = Math.random,
    workerFile = '',
  ) {
    this.thread = new AskedThread(workerFile, 'llp-ratings', said`The thread that works out ratings has ended.`);
    this.styles = new StyleReader(store);
    this.judging = new Judging(store);
  }

  /** Whether there are real answers to compare, or only those of the practice server; never both together. */
  get practice(): boolean {
    return !this.store.board.has(false) && this.store.board.has(true);
  }

  /**
   * The two answers to compare next, or null where all were. `onScreen` is a pair that is being looked at: what follows
   * it can so be made ready before its vote.
   */
  async next(
    onScreen: readonly ArenaPair[] = [],
    { practice = this.practice, category }: ArenaRatingOptions = {},
  ): Promise<ArenaPair | null> {
    const { deal } = await import('../rank/arena/deal');
    const answers = this.answers(practice, category);
    const byRun = new Map(answers.map((answer) => [answer.run, answer]));
    const shown = this.votes(practice).map((vote): Shown => ({
      left: { run: vote.leftRun, player: vote.leftBot, prompt: promptKey(vote.categoryId, vote.promptId) },
      right: { run: vote.rightRun, player: vote.rightBot, prompt: promptKey(vote.categoryId, vote.promptId) },
      points: vote.outcome === null ? null : pointsOf[vote.outcome],
    }));
    for (const { leftRun, rightRun } of onScreen) {
      const [left, right] = [byRun.get(leftRun), byRun.get(rightRun)];
      if (left && right) shown.push({ left, right, points: null });
    }
    const dealt = deal(answers, shown, this.random);
    return dealt && { leftRun: dealt.left.run, rightRun: dealt.right.run };
  }

  /** Stores a vote, or a skip with its reason; see `ArenaStore.add`. */
  vote(vote: NewArenaVote): StoredVote {
    return this.write(() => this.store.arena.add(vote));
  }

  /** Takes back what the voter said last. Returns that, or null where there is nothing. */
  undo(voter: string): ArenaVote | null {
    const last = this.store.arena.latest(voter);
    if (last) this.write(() => this.store.arena.void(last.id));
    return last;
  }

  /** What the voter said last and did not take back, or null. */
  latest(voter: string): ArenaVote | null {
    return this.store.arena.latest(voter);
  }

  /** Categories in which two bots have answered the same prompt. */
  comparable(practice = this.practice): Set<string> {
    const seen = new Set<string>();
    const found = new Set<string>();
    for (const { categoryId, promptId } of this.store.arena.answers(practice)) {
      const key = promptKey(categoryId, promptId);
      if (seen.has(key)) found.add(categoryId);
      seen.add(key);
    }
    return found;
  }

  /** The whole ledger, oldest first. */
  list(): ArenaVote[] {
    return this.store.arena.list();
  }

  /** See `ArenaStore.revision`. */
  revision(): number {
    return this.store.arena.revision();
  }

  progress(practice = this.practice): ArenaProgress {
    const answers = this.answers(practice);
    const byPrompt = new Map<string, number>();
    for (const { prompt } of answers) byPrompt.set(prompt, (byPrompt.get(prompt) ?? 0) + 1);
    const pairs = [...byPrompt.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
    const votes = this.votes(practice);
    const runs = new Set(answers.map(({ run }) => run));
    const seen = new Set(
      votes.flatMap(({ leftRun: a, rightRun: b }) =>
        runs.has(a) && runs.has(b) ? [`${Math.min(a, b)}/${Math.max(a, b)}`] : [],
      ),
    );
    return {
      votes: votes.filter(({ outcome }) => outcome !== null).length,
      open: pairs - seen.size,
      bots: new Set(answers.map(({ player }) => player)).size,
    };
  }

  close(): void {
    this.thread.dispose();
  }

  /** Ratings by Bradley–Terry, the best first, group by group; in a thread of their own where there is one. */
  async ratings(options: ArenaRatingOptions = {}): Promise<BotRating[]> {
    const { practice = this.practice, category = null, interval = 'corrected' } = options;
    return (await this.rated({ practice, category, interval })).map((rating) => this.named(rating));
  }

  /** A knock-out or Swiss tournament of the votes so far, for fun. */
  async bracket(kind: BracketKind, { practice = this.practice, category }: ArenaRatingOptions = {}): Promise<Bracket> {
    const { bracketOf } = await import('./arena/brackets');
    const ratings = await this.ratings({ practice, ...(category === undefined ? {} : { category }) });
    return bracketOf(kind, ratings, this.votes(practice), category ?? null);
  }

  /** What stands beside the points of a board, by bot: ratings, by category too, and what judges propose. */
  async beside(board: Board): Promise<ReadonlyMap<number, RowBeside>> {
    const [{ besideOf }, { figuresOf }] = await Promise.all([
      import('../store/beside'),
      import('../rank/arena/rateBots'),
    ]);
    const { practice } = board;
    const voted = new Set(this.counted({ practice }).map(({ categoryId }) => categoryId));
    const of = async (category: string | null): Promise<Map<number, ArenaFigure>> =>
      figuresOf(await this.rated({ practice, category, interval: 'corrected' }));
    const byCategory = new Map<string, Map<number, ArenaFigure>>();
    for (const category of voted) byCategory.set(category, await of(category));
    return besideOf(this.store, board, { all: voted.size > 0 ? await of(null) : new Map(), byCategory });
  }

  /** Ratings as they would be if all answers looked alike, and what looks are worth. */
  async styledRatings(options: ArenaRatingOptions = {}): Promise<StyledRatings<BotRating>> {
    const { rateWithStyle } = await import('../rank/ratings');
    const counted = this.counted(options);
    const styles = this.styles.of(counted.flatMap(({ leftRun, rightRun }) => [leftRun, rightRun]));
    const votes = counted.map((vote) => ({
      ...toVote(vote),
      styleA: styles.get(vote.leftRun) ?? null,
      styleB: styles.get(vote.rightRun) ?? null,
    }));
    const styled = rateWithStyle(votes);
    return { ...styled, ratings: styled.ratings.map((rating) => this.named(rating)) };
  }

  /** The votes that count by the bots' names, oldest first. */
  exported(options: ArenaRatingOptions = {}): Vote[] {
    return this.counted(options).map((vote) => ({
      ...toVote(vote),
      a: this.nameOf(vote.leftBot),
      b: this.nameOf(vote.rightBot),
    }));
  }

  /**
   * Pairs for direct preference optimisation (Rafailov and others 2023) as trainers read them: `prompt`, `chosen`,
   * `rejected`. Ties and pairs of which both are bad prefer nothing and are left out.
   */
  preferences(
    options: ArenaRatingOptions = {},
  ): { prompt: string; system?: string; chosen: string; rejected: string }[] {
    return this.counted(options).flatMap(({ leftRun, rightRun, outcome }) => {
      if (outcome !== 'left' && outcome !== 'right') return [];
      const [left, right] = [this.store.runs.require(leftRun), this.store.runs.require(rightRun)];
      const prompt = this.store.prompts.version(left.categoryId, left.promptId, left.promptHash);
      if (!prompt) return [];
      const [chosen, rejected] = outcome === 'left' ? [left.text, right.text] : [right.text, left.text];
      return [{ prompt: prompt.text, ...(prompt.system === null ? {} : { system: prompt.system }), chosen, rejected }];
    });
  }

  private answers(practice: boolean, category?: string): Showable[] {
    return this.store.arena
      .answers(practice)
      .filter(({ categoryId }) => category === undefined || categoryId === category)
      .map(({ runId, botId, categoryId, promptId }: ArenaAnswer) => ({
        run: runId,
        player: botId,
        prompt: promptKey(categoryId, promptId),
      }));
  }

  private counted({ practice = this.practice, category }: ArenaRatingOptions): BotVote[] {
    return countedVotes(this.votes(practice), category ?? null);
  }

  /** Worked out once for the votes as they stand. */
  private rated(question: Omit<RatingQuestion, 'file'>): Promise<Rating[]> {
    const { rated } = this.live(question.practice);
    const key = JSON.stringify([question.category, question.interval]);
    const ratings = rated.get(key) ?? this.rate(question);
    rated.set(key, ratings);
    ratings.catch(() => rated.delete(key));
    return ratings;
  }

  private async rate(question: Omit<RatingQuestion, 'file'>): Promise<Rating[]> {
    const { database } = this.store;
    if (this.thread.available) return this.thread.ask({ ...question, file: database.file });
    const { rateBots } = await import('../rank/arena/rateBots');
    return rateBots(this.votes(question.practice), question);
  }

  private votes(practice: boolean): BotVote[] {
    return this.live(practice).votes;
  }

  private live(practice: boolean): NonNullable<Arena['known']> {
    const key = `${this.store.arena.revision()}/${practice}`;
    if (this.known?.key !== key) this.known = { key, votes: this.store.arena.live(practice), rated: new Map() };
    return this.known;
  }

  private named<T extends Rating>(rating: T): T & { botId: number } {
    const botId = Number(rating.model);
    return { ...rating, model: this.nameOf(botId), botId };
  }

  private nameOf(botId: number): string {
    return this.store.bots.get(botId)?.name ?? String(botId);
  }

  private write<T>(work: () => T): T {
    const result = this.store.database.transaction(work);
    this.notify('arena');
    return result;
  }
}

const pointsOf: Record<NonNullable<BotVote['outcome']>, number> = { left: 1, right: 0, tie: 0.5, both_bad: 0.5 };
