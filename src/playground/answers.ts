import { said, SaidError } from '../l10n/said';
import { buildRequest } from '../conduct/request';
import { checkedScore } from '../model/manualChecks';
import type { Prompt } from '../model/prompt';
import { madeBy } from '../model/provenance';
import { unknownStats, type PastedAnswer, type Run, type TypedFigures } from '../model/run';
import type { StatsLine } from '../model/statsLine';
import type { Store } from '../store';
import type { Notify } from './changes';

/** Answers that a person puts in or puts right. Each call is one transaction, and tells the views once. */
export class Answers {
  constructor(
    private readonly store: Store,
    private readonly notify: Notify,
  ) {}

  /**
   * Records an answer that the bot gave in another program. Its figures are as a person typed them, and it is kept as
   * pasted. Throws a sentence where there is nothing to record.
   */
  paste(botId: number, prompt: Prompt | null, answer: PastedAnswer): Run {
    const bot = this.store.bots.get(botId);
    if (!bot || !prompt) throw new SaidError(said`The bot or the prompt of this answer no longer exists.`);
    if (answer.text.trim() === '') throw new SaidError(said`There is no answer to paste.`);
    const now = new Date().toISOString();
    const model = this.store.bots.lastModel(bot.id);
    const { text, ...figures } = answer;
    const typed = Object.entries(figures).filter(([, value]) => value !== null);
    const run = this.store.database.transaction(() => {
      const id = this.store.runs.begin({
        botId: bot.id,
        categoryId: prompt.categoryId,
        promptId: prompt.id,
        promptHash: prompt.hash,
        request: buildRequest(bot, prompt),
        provenance: madeBy(bot, 'pasted'),
        rawLog: null,
        model,
        stats: unknownStats,
        startedAt: now,
      });
      return this.store.runs.finish(id, {
        status: 'complete',
        errorCode: null,
        error: null,
        text,
        reasoning: '',
        stats: {
          ...unknownStats,
          ...figures,
          sources: Object.fromEntries(typed.map(([name]) => [name, 'hand'])),
        },
        flags: ['pasted'],
        model,
        runtime: null,
        finishedAt: now,
      });
    });
    this.notify('runs');
    return run;
  }

  /** Puts an answer's figures right. Those left as they were shown, rounded to two decimals, stay exactly as they are. */
  correctFigures(runId: number, figures: TypedFigures): Run {
    const { stats } = this.store.runs.require(runId);
    const shown = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100);
    const names = ['completionTokens', 'tokensPerSecond', 'timeToFirstTokenSeconds'] as const;
    const changed = names.filter((name) => figures[name] !== shown(stats[name]));
    const run = this.store.corrections.correct(runId, Object.fromEntries(changed.map((name) => [name, figures[name]])));
    this.notify('runs');
    return run;
  }

  /**
   * Takes over what a person has changed in the header of an answer's file: figures, and points by rubric item (see
   * `checkedScore`). Throws a sentence, and stores nothing, where one of them cannot be taken.
   */
  takeHeader(runId: number, { stats, checks }: { stats: Partial<StatsLine>; checks: Record<string, number> }): void {
    const hasChecks = Object.keys(checks).length > 0;
    this.store.database.transaction(() => {
      if (Object.keys(stats).length > 0) this.store.corrections.correct(runId, stats);
      if (hasChecks) this.giveChecks(runId, checks);
    });
    this.notify('runs');
    if (hasChecks) this.notify('scores');
  }

  /** Items that the header does not name stay as they are, whoever gave them. */
  private giveChecks(runId: number, checks: Record<string, number>): void {
    const { rubric, points } = this.store.scores.prompt(runId);
    const own = this.store.scores.latestOf(runId, 'hand');
    const score = checkedScore(rubric, points, own, checks);
    const whole = own?.whole ?? false;
    this.store.scores.add({ runId, ...score, whole, extra: whole ? 0 : (own?.extra ?? 0), note: own?.note ?? '' });
  }
}
