import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Board } from '../../model/board';
import { fill } from '../../l10n/strings';
import { inertText } from '../../ui/inertText';
import { readRuns, type RunLine } from '../answers';
import type { Snapshot } from '../snapshot';
import { Answer } from './Answer';
import { useAsync } from './useAsync';
import { useWords } from './words';

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
  const { strings } = useWords();
  const bots = useMemo(() => boards.flatMap((each) => each.rows), [boards]);
  const bot = bots.find((row) => row.botId === target?.botId) ?? board.rows[0];
  const firstWithAnswers = board.categories.find(({ id }) => bot?.categories[id])?.id;
  const categoryId = target?.categoryId ?? firstWithAnswers ?? board.categories[0]?.id ?? null;
  const known = board.categories.some(({ id }) => id === categoryId);
  return (
    <section aria-labelledby="answers">
      <h2 id="answers" tabIndex={-1}>
        {strings.answers}
      </h2>
      {!bot || categoryId === null ? (
        <p class="empty">{strings.noAnswers}</p>
      ) : (
        <>
          <div class="controls">
            <label>
              {strings.bot}{' '}
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
                    {row.practice ? fill(strings.practiceBot, inertText(row.bot)) : inertText(row.bot)}
                  </option>
                ))}
              </select>
            </label>
            <label>
              {strings.category}{' '}
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
  const words = useWords();
  const { strings } = words;
  const loading = useAsync(() => readRuns(snapshot, botId, categoryId, words), `${botId} ${categoryId}`);
  if (loading.state === 'loading') return <p role="status">{strings.openingAnswers}</p>;
  if (loading.state === 'failed') return <p role="alert">{fill(strings.answersFailed, loading.message)}</p>;
  if (loading.value.length === 0) return <p class="empty">{strings.noneHere}</p>;
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
