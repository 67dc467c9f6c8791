import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Board } from '../../model/board';
import { inertText } from '../../webviews/ui/inertText';
import { readRuns, type RunLine } from '../answers';
import type { Snapshot } from '../snapshot';
import { Answer } from './Answer';
import { useAsync } from './useAsync';

/** Whose answers are shown, and which run is opened. */
export interface Target {
  botId: number;
  /** Null: the first category in which the bot has done something. */
  categoryId: string | null;
  runId: number | null;
}

interface AnswersProps {
  board: Board;
  boards: Board[];
  snapshot: Snapshot;
  target: Target | null;
  onTarget: (target: Target) => void;
}

export function Answers({ boards, board, snapshot, target, onTarget }: AnswersProps): VNode {
  const bots = useMemo(() => boards.flatMap((each) => each.rows), [boards]);
  const bot = bots.find((row) => row.botId === target?.botId) ?? board.rows[0];
  const firstWithAnswers = board.categories.find(({ id }) => bot?.categories[id])?.id;
  const categoryId = target?.categoryId ?? firstWithAnswers ?? board.categories[0]?.id ?? null;
  const known = board.categories.some(({ id }) => id === categoryId);
  return (
    <section aria-labelledby="answers">
      <h2 id="answers" tabIndex={-1}>
        Answers
      </h2>
      {!bot || categoryId === null ? (
        <p class="empty">No bot has an answer.</p>
      ) : (
        <>
          <div class="controls">
            <label>
              Bot{' '}
              <select
                value={bot.botId}
                onChange={(event) =>
                  onTarget({
                    botId: Number(event.currentTarget.value),
                    categoryId: target?.categoryId ?? null,
                    runId: null,
                  })
                }
              >
                {bots.map((row) => (
                  <option key={row.botId} value={row.botId}>
                    {inertText(row.bot)}
                    {row.practice ? ' (practice)' : ''}
                  </option>
                ))}
              </select>
            </label>
            <label>
              Category{' '}
              <select
                value={categoryId}
                onChange={(event) => onTarget({ botId: bot.botId, categoryId: event.currentTarget.value, runId: null })}
              >
                {board.categories.map(({ id, title }) => (
                  <option key={id} value={id}>
                    {inertText(title)}
                  </option>
                ))}
                {!known && <option value={categoryId}>{inertText(categoryId)}</option>}
              </select>
            </label>
          </div>
          <Runs snapshot={snapshot} botId={bot.botId} categoryId={categoryId} openRun={target?.runId ?? null} />
        </>
      )}
    </section>
  );
}

interface RunsProps {
  snapshot: Snapshot;
  botId: number;
  categoryId: string;
  openRun: number | null;
}

function Runs({ snapshot, botId, categoryId, openRun }: RunsProps): VNode {
  const loading = useAsync(() => readRuns(snapshot, botId, categoryId), `${botId} ${categoryId}`);
  if (loading.state === 'loading') return <p role="status">Opening the answers…</p>;
  if (loading.state === 'failed') return <p role="alert">The answers cannot be shown: {loading.message}</p>;
  if (loading.value.length === 0) return <p class="empty">This bot has no answers in this category.</p>;
  const latest = latestByPrompt(loading.value);
  return (
    <div class="answers">
      {loading.value.map((run) => (
        <Answer key={run.id} run={run} isLatest={latest.has(run.id)} isOpen={run.id === openRun} snapshot={snapshot} />
      ))}
    </div>
  );
}

/** What counts for each prompt: the latest complete answer to its current version. */
function latestByPrompt(runs: RunLine[]): Set<number> {
  const latest = new Map<string, number>();
  for (const run of runs)
    if (run.status === 'complete' && run.current && !latest.has(run.promptId)) latest.set(run.promptId, run.id);
  return new Set(latest.values());
}
