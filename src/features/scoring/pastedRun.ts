import { madeBy } from '../../model/provenance';
import { buildRequest } from '../../conduct/request';
import { unknownStats, type Run } from '../../model/run';
import type { Playground } from '../../playground';
import type { Place } from './content';
import type { PastedAnswer } from './protocol';

/**
 * Records an answer that the bot gave in another program. Its figures are as a person typed them, and the run is
 * flagged as pasted. Throws a sentence where there is nothing to record.
 */
export function pasteAnswer(playground: Playground, place: Place, answer: PastedAnswer): Run {
  const bot = playground.store.bots.get(place.botId);
  const prompt = playground.suites.prompt(`${place.categoryId}/${place.promptId}`);
  if (!bot || !prompt) throw new Error('The bot or the prompt of this answer does not exist any more.');
  if (answer.text.trim() === '') throw new Error('There is no answer to paste.');
  const now = new Date().toISOString();
  const model = playground.store.bots.lastModel(bot.id);
  const id = playground.store.runs.begin({
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
  const { text, ...figures } = answer;
  const run = playground.store.runs.finish(id, {
    status: 'complete',
    errorCode: null,
    error: null,
    text,
    reasoning: '',
    stats: {
      ...unknownStats,
      ...figures,
      sources: Object.fromEntries(
        Object.entries(figures).flatMap(([name, value]) => (value === null ? [] : [[name, 'hand']])),
      ),
    },
    flags: ['pasted'],
    model,
    runtime: null,
    finishedAt: now,
  });
  playground.notify('runs');
  return run;
}

/** Puts a run's figures right. Those left as they were shown, rounded to two decimals, stay exactly as they are. */
export function correctFigures(playground: Playground, runId: number, figures: Omit<PastedAnswer, 'text'>): void {
  const { stats } = playground.store.runs.require(runId);
  const shown = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100);
  const changes = Object.fromEntries(
    (['completionTokens', 'tokensPerSecond', 'timeToFirstTokenSeconds'] as const)
      .filter((name) => figures[name] !== shown(stats[name]))
      .map((name) => [name, figures[name]]),
  );
  playground.store.corrections.correct(runId, changes);
  playground.notify('runs');
}
