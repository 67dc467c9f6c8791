import { said, SaidError } from '../l10n/said';
import { families, type Member } from '../model/families';
import type { PromptScore } from '../model/certainty';
import type { Comparison, Contender } from '../rank/compare';
import type { FoldedRepeats } from '../rank/repeats';
import type { Store } from '../store';
import { promptScores } from '../store/promptScores';

/** A bot's repeats taken together. */
export interface RepeatedBot extends FoldedRepeats {
  botId: number;
  bot: string;
  /** Names of the repeats, the bot itself first. */
  members: string[];
}

/** Bots beside each other: paired differences, and repeats folded into their bots. */
export class Comparing {
  constructor(private readonly store: Store) {}

  /** Each pair of these bots, with all repeats of each. Throws a sentence where real bots would be compared with practice. */
  async compare(botIds: readonly number[]): Promise<Comparison[]> {
    const { compareAll } = await import('../rank/compare');
    const bots = botIds.map((id) => {
      const bot = this.store.bots.get(id);
      if (!bot) throw new SaidError(said`There is no bot with the number ${id}.`);
      return bot;
    });
    if (new Set(bots.map(({ practice }) => practice)).size > 1)
      throw new SaidError(said`Practice results never mix with real ones; compare bots of one kind.`);
    const all = families(this.store.bots.list());
    const contenders = bots.map((bot): Contender => {
      // Whoever names a repeat means that one, and then it is no part of the bot that it is compared with.
      const members = (all.find(({ parent }) => parent.id === bot.id)?.members ?? [bot]).filter(
        ({ id }) => id === bot.id || !botIds.includes(id),
      );
      return { name: bot.name, scores: this.scoresOf(members).flat() };
    });
    return compareAll(contenders, this.categories());
  }

  /** All bots of a board that have repeats, folded. */
  async repeats(practice: boolean): Promise<RepeatedBot[]> {
    const { foldRepeats } = await import('../rank/repeats');
    const bots = this.store.bots.list().filter((bot) => bot.practice === practice);
    const categories = this.categories();
    return families(bots)
      .filter(({ members }) => members.length > 1)
      .map(({ parent, members }) => ({
        botId: parent.id,
        bot: parent.name,
        members: members.map(({ name }) => name),
        ...foldRepeats(this.scoresOf(members), categories),
      }));
  }

  private scoresOf(members: readonly Member[]): PromptScore[][] {
    const ids = members.map(({ id }) => id);
    const scores = Map.groupBy(promptScores(this.store.database, ids), ({ botId }) => botId);
    return ids.map((id) => scores.get(id) ?? []);
  }

  private categories(): { id: string; points: number }[] {
    return this.store.board.read(false).categories;
  }
}
