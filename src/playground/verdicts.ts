import { said, SaidError } from '../l10n/said';
import { fewestAnswers } from '../model/agreement';
import { families } from '../model/families';
import { paceOf } from '../model/pace';
import type { Verdict, VerdictQuestion, VerdictWishes } from '../model/verdict';
import type { Store } from '../store';
import type { StoredEvidence } from '../store/verdict';
import type { Contender } from '../verdict/contenders';
import type { VerdictInput } from '../verdict/decide';
import type { AnswerEvidence } from '../verdict/evidence';
import type { Arena } from './arena';

/** Which bot to keep, how sure that is, and what to score next to be surer. */
export class Verdicts {
  constructor(
    private readonly store: Store,
    private readonly arena: Arena,
    private readonly random: () => number = Math.random,
  ) {}

  /** The verdict for what a person asks for, from all that is scored, proven and judged. */
  async of(wishes: VerdictWishes, practice = this.arena.practice): Promise<Verdict> {
    const { decide } = await import('../verdict/decide');
    return decide((await this.input(wishes, practice)).input);
  }

  /**
   * The answer whose score would narrow the verdict most, drawn by a chance that is kept; one that was drawn before and is
   * not scored yet comes again. Null where nothing is open.
   */
  async next(wishes: VerdictWishes, practice = this.arena.practice): Promise<VerdictQuestion | null> {
    const [{ decide }, { nextQuestion }, { isSettled }] = await Promise.all([
      import('../verdict/decide'),
      import('../verdict/next'),
      import('../verdict/evidence'),
    ]);
    const { input, rows } = await this.input(wishes, practice);
    const verdict = decide(input);
    const racing = new Set([verdict.keep, ...verdict.equal].flatMap((bot) => (bot ? [bot.botId] : [])));
    const byRun = new Map(input.answers.map((answer) => [answer.runId, answer]));
    const waiting = this.store.verdict.drawn().find((runId) => {
      const answer = byRun.get(runId);
      return answer && racing.has(answer.botId) && !isSettled(answer);
    });
    const again = waiting === undefined ? undefined : byRun.get(waiting);
    const draw = again
      ? { runId: again.runId, chance: again.drawn?.chance ?? 1 }
      : nextQuestion(verdict, input.answers, input.categories, this.random);
    const row = draw && rows.find(({ runId }) => runId === draw.runId);
    if (!draw || !row) return null;
    if (!again) this.store.database.transaction(() => this.store.verdict.draw(draw.runId, draw.chance));
    const { botId, openItems } = byRun.get(draw.runId) as AnswerEvidence;
    const bot = this.store.bots.get(botId)?.name ?? '';
    return { ...draw, bot, category: row.categoryId, prompt: row.title, items: openItems };
  }

  private async input(
    wishes: VerdictWishes,
    practice: boolean,
  ): Promise<{ input: VerdictInput; rows: StoredEvidence[] }> {
    const [{ counts, worth }, { evidenceOf }] = await Promise.all([
      import('../verdict/uses'),
      import('./verdict/evidence'),
    ]);
    this.check(wishes);
    const proposals = Map.groupBy(this.store.verdict.proposals(), ({ runId }) => runId);
    const parents = this.parents(practice);
    const seen = new Set<string>();
    const rows = this.store.verdict.evidence(practice).filter((row) => {
      const { categoryId: category, promptId: prompt, categoryTitle, title } = row;
      const key = `${parents.get(row.botId) ?? row.botId}/${category}/${prompt}`;
      if (seen.has(key) || !counts({ category, categoryTitle, prompt, title }, wishes)) return false;
      seen.add(key);
      return true;
    });
    const answers = rows.map((row) => ({
      ...evidenceOf(row, proposals.get(row.runId) ?? []),
      botId: parents.get(row.botId) ?? row.botId,
    }));
    const points = new Map<string, Map<string, number>>();
    for (const { categoryId, promptId, max } of rows)
      points.set(categoryId, (points.get(categoryId) ?? new Map<string, number>()).set(promptId, max));
    const categories = [...points].map(([id, prompts]) => ({
      id,
      title: rows.find(({ categoryId }) => categoryId === id)?.categoryTitle ?? id,
      points: worth(
        id,
        [...prompts.values()].reduce((sum, value) => sum + value, 0),
        wishes,
      ),
    }));
    const { secondsAnItem } = paceOf(this.store.board.paceEntries());
    const [contenders, uncheckedJudges] = await Promise.all([
      this.contenders(wishes, practice, parents),
      this.uncheckedJudges(proposals.size > 0),
    ]);
    return { input: { wishes, practice, answers, categories, contenders, secondsAnItem, uncheckedJudges }, rows };
  }

  private async contenders(
    wishes: VerdictWishes,
    practice: boolean,
    parents: ReadonlyMap<number, number>,
  ): Promise<Contender[]> {
    const { sizeOf } = await import('./verdict/sizes');
    const sizes = new Map(this.store.verdict.sizes(practice).map((row) => [row.botId, row]));
    const votes = new Map<number, number>();
    for (const { leftBot, rightBot, outcome } of this.store.arena.live(practice))
      if (outcome !== null) for (const bot of [leftBot, rightBot]) votes.set(bot, (votes.get(bot) ?? 0) + 1);
    return this.store.board
      .read(practice)
      .rows.filter(({ botId }) => (parents.get(botId) ?? botId) === botId)
      .map(({ botId, bot, tokensPerSecond, timeToFirstTokenSeconds, tier }) => ({
        ...{ botId, bot, tokensPerSecond, timeToFirstTokenSeconds, tier, votes: votes.get(botId) ?? 0 },
        ...sizeOf(sizes.get(botId) ?? { model: null, record: null }, wishes.context),
      }));
  }

  /** Repeats of a bot are answers of that bot. */
  private parents(practice: boolean): Map<number, number> {
    const bots = this.store.bots.list().filter((bot) => bot.practice === practice);
    return new Map(families(bots).flatMap(({ parent, members }) => members.map(({ id }) => [id, parent.id])));
  }

  private async uncheckedJudges(any: boolean): Promise<string[]> {
    if (!any) return [];
    const agreements = await this.arena.judging.agreements();
    return agreements.filter(({ answers }) => answers < fewestAnswers).map(({ judge }) => judge);
  }

  private check({ weights, minSpeed, memory, context, tolerance }: VerdictWishes): void {
    const known = this.store.board.read(false).categories.map(({ id }) => id);
    const strange = Object.keys(weights ?? {}).find((id) => !known.includes(id));
    if (strange !== undefined)
      throw new SaidError(said`There is no category “${strange}”; there are: ${known.join(', ')}.`);
    const values = Object.values(weights ?? {});
    if (values.some((value) => !(value >= 0 && value <= 1000)) || (weights && !values.some((value) => value > 0)))
      throw new SaidError(said`Weights are numbers from 0 to 1000, and one of them is more than 0.`);
    if ([minSpeed, memory, context, tolerance].some((value) => value !== undefined && !(value >= 0 && value < 1e12)))
      throw new SaidError(said`Speed, memory, context and tolerance are numbers from 0.`);
  }
}
