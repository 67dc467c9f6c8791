import type { SearchHit } from '../../model/search';
import type { Playground } from '../../playground';
import type { FilterChoices, FoundRow } from './protocol';

/** Puts beside each hit what a person tells it by. */
export function rowsOf(playground: Playground, hits: SearchHit[]): FoundRow[] {
  const { read, suites } = playground;
  const ids = hits.flatMap(({ runId }) => (runId === undefined ? [] : [runId]));
  const facts = read.runs.facts(ids);
  const bots = new Map<number, ReturnType<typeof read.bots.get>>();
  return hits.map((hit) => {
    const { botId, categoryId } = hit;
    if (botId !== undefined && !bots.has(botId)) bots.set(botId, read.bots.get(botId));
    const bot = botId === undefined ? null : (bots.get(botId) ?? null);
    const run = hit.runId === undefined ? undefined : facts.get(hit.runId);
    const lead = `${bot?.name ?? ''} · `;
    return {
      hit,
      title: hit.kind === 'output' && bot && hit.title.startsWith(lead) ? hit.title.slice(lead.length) : hit.title,
      bot: hit.kind === 'output' ? (bot?.name ?? null) : null,
      category: categoryId === undefined ? null : (suites.category(categoryId)?.title ?? categoryId),
      at: run?.startedAt ?? null,
      points: run?.points ?? null,
      max: run?.max ?? null,
      practice: run ? run.practice : (bot?.practice ?? false),
      complete: run === undefined || run.status === 'complete',
      output: run?.output ?? null,
    };
  });
}

/** What the filter offers now. */
export function choicesOf({ read, suites }: Playground): FilterChoices {
  const bots = read.bots.list();
  return {
    bots: bots.map(({ id, name }) => ({ id, name })),
    categories: suites.categories.map(({ id, title }) => ({ id, title })),
    practice: bots.some((bot) => bot.practice),
  };
}
