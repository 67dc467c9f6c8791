import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { timeLeftText } from '../../../l10n/timeLeft';
import { paceText } from '../../../ui/givers/giverTexts';
import { fill } from '../../../ui/strings';
import { Button, Checkbox } from '../../../ui/toolkit';
import { saveState, savedState } from '../../../ui/client';
import { number } from '../../../ui/format';
import type { DetailsContent } from '../protocol';
import { byPrompt, marked, type RunFilter } from '../runList';
import type { DetailsStrings } from '../strings';
import type { DetailsRpc } from './rpc';
import { RunRow } from './RunRow';

interface RunsProps {
  content: DetailsContent;
  strings: DetailsStrings;
  rpc: DetailsRpc;
  fail: (error: Error) => void;
}

/** More rows than this are shown only when asked for. */
const fewRows = 400;

/** What the bot was asked over time, and how it went. */
export function Runs({ content, strings, rpc, fail }: RunsProps): VNode {
  const [filter, setFilter] = useState<RunFilter>(
    () => savedState<{ filter: RunFilter }>().filter ?? { categoryId: '', latestOnly: false },
  );
  const [marks, setMarks] = useState<number[]>([]);
  const [open, setOpen] = useState<number | null>(null);
  const [all, setAll] = useState(false);
  const change = (next: RunFilter): void => {
    setFilter(next);
    saveState({ ...savedState(), filter: next });
  };
  const prompts = byPrompt(content.runs, content.categories, filter);
  const rows = prompts.flatMap((prompt) => prompt.runs.map((run, index) => ({ prompt, run, first: index === 0 })));
  const shown = all ? rows : rows.slice(0, fewRows);
  const [left, right] = marks;
  const compare = (as: 'difference' | 'side-by-side'): void => {
    if (left === undefined || right === undefined) return;
    rpc.request('compare', { left: Math.min(left, right), right: Math.max(left, right), as }).catch(fail);
  };
  if (content.runs.length === 0) {
    return (
      <section class="runs">
        <h2>{strings.runs}</h2>
        <div class="empty">
          <h3>{strings.noRuns}</h3>
          <p>{strings.noRunsHint}</p>
          <Button
            appearance="primary"
            onClick={() => void rpc.request('forBot', { command: 'llp.conduct' }).catch(fail)}
          >
            {strings.conduct}
          </Button>
        </div>
      </section>
    );
  }
  const timeLeft = timeLeftText(content.left.minutes, strings, number);
  return (
    <section class="runs">
      <div class="bar">
        <h2>{strings.runs}</h2>
        <span class="dim">{fill(strings.runsOf, number(rows.length), number(prompts.length))}</span>
        {timeLeft !== '' && (
          <span class="dim" title={paceText(content.left.pace, strings)}>
            {timeLeft}
          </span>
        )}
        <select
          aria-label={strings.category}
          value={filter.categoryId}
          onChange={(event) => change({ ...filter, categoryId: event.currentTarget.value })}
        >
          <option value="">{strings.allCategories}</option>
          {content.categories.map((category) => (
            <option key={category.id} value={category.id}>
              {category.title}
            </option>
          ))}
        </select>
        <Checkbox checked={filter.latestOnly} onChange={(latestOnly) => change({ ...filter, latestOnly })}>
          {strings.onlyLatest}
        </Checkbox>
        <div class="actions end">
          <Button disabled={right === undefined} title={strings.chooseTwo} onClick={() => compare('difference')}>
            {strings.difference}
          </Button>
          <Button disabled={right === undefined} title={strings.chooseTwo} onClick={() => compare('side-by-side')}>
            {strings.sideBySide}
          </Button>
        </div>
      </div>
      <div class="table" tabIndex={0} role="region" aria-label={strings.runs}>
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{strings.prompt}</th>
              <th scope="col">{strings.when}</th>
              <th scope="col" class="figure">
                {strings.score}
              </th>
              <th scope="col" class="figure">
                {strings.speed}
              </th>
              <th scope="col" class="figure">
                {strings.tokensShort}
              </th>
              <th scope="col" class="figure">
                {strings.first}
              </th>
              <th scope="col">{strings.status}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {shown.map(({ prompt, run, first }) => (
              <RunRow
                key={run.runId}
                {...{ run, strings, first }}
                title={prompt.prompt}
                isMarked={marks.includes(run.runId)}
                isOpen={open === run.runId}
                onMark={() => setMarks(marked(marks, run.runId))}
                loadVerdicts={(runId) => rpc.request('verdicts', runId)}
                onToggle={() => setOpen(open === run.runId ? null : run.runId)}
                onCommand={(command) => void rpc.request('forRun', { command, runId: run.runId }).catch(fail)}
                onCompare={() => void rpc.request('compareWithOther', run.runId).catch(fail)}
              />
            ))}
          </tbody>
        </table>
        {shown.length < rows.length && (
          <Button onClick={() => setAll(true)}>{fill(strings.showAll, number(rows.length))}</Button>
        )}
      </div>
    </section>
  );
}
