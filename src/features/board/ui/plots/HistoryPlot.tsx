import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { fill } from '../../../../ui/strings';
import { dateTime, number } from '../../../../ui/format';
import { inertText } from '../../../../ui/inertText';
import { linearScale, type Scale } from '../../../../ui/plot/scales';
import { comparedRows } from '../../plots';
import type { ScoreHistory } from '../../protocol';
import { Frame, margin } from './Frame';
import { Mark } from './Mark';
import type { PlotProps } from './props';

/** The chosen bots' totals as their scores were given. */
export function HistoryPlot(props: PlotProps): VNode {
  const { rows, view, strings, selected, width, height, loadHistory } = props;
  const chosen = comparedRows(rows, view.compared, selected);
  const key = chosen.map((row) => `${row.botId}:${row.total}`).join();
  const [histories, setHistories] = useState<ScoreHistory[]>([]);
  useEffect(() => {
    let stale = false;
    void loadHistory(chosen.map((row) => row.botId)).then((loaded) => {
      if (!stale) setHistories(loaded);
    });
    return () => void (stale = true);
  }, [key]);
  const times = histories.flatMap((history) => history.steps.map((step) => Date.parse(step.at)));
  if (times.length === 0) return <p class="dim">{strings.plotNoHistory}</p>;
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const x = timeScale(first, last, margin.left, width - margin.right);
  const most = Math.max(1, ...histories.flatMap((history) => history.steps.map((step) => step.total)));
  const y = linearScale(0, most, height - margin.bottom, margin.top);
  return (
    <Frame
      {...{ width, height }}
      label={fill(strings.plotHistoryLabel, chosen.map((row) => inertText(row.bot)).join(', '))}
      y={{ scale: y, title: strings.plotPointsAxis }}
      x={{ scale: x, title: '', format: (time) => shortTime(time, last - first) }}
    >
      {chosen.map((row, series) => {
        const steps = histories.find((history) => history.botId === row.botId)?.steps ?? [];
        const end = steps.at(-1);
        if (!end) return null;
        // Totals stay as they are until the next score: steps, not slopes.
        const path = steps.map((step, index) => {
          const at = `${x(Date.parse(step.at))}`;
          return index === 0 ? `M${at} ${y(step.total)}` : `H${at}V${y(step.total)}`;
        });
        return (
          <g key={row.botId} class={`line series-${series}`}>
            <title>
              {inertText(row.bot)}: {number(end.total, 1)}, {dateTime(end.at)}
            </title>
            <path d={`${path.join('')}H${x(last)}`} />
            <Mark index={series} x={x(Date.parse(end.at))} y={y(end.total)} />
          </g>
        );
      })}
    </Frame>
  );
}

function timeScale(first: number, last: number, from: number, to: number): Scale {
  const span = Math.max(1000, last - first);
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => first + span * part);
  return Object.assign((time: number) => from + ((time - first) / span) * (to - from), { ticks });
}

function shortTime(time: number, span: number): string {
  const date = new Date(time);
  const language = document.documentElement.lang || undefined;
  return span < 36 * 3_600_000
    ? date.toLocaleTimeString(language, {
        hour: '2-digit',
        minute: '2-digit',
        ...(span < 600_000 ? { second: '2-digit' } : {}),
      })
    : date.toLocaleDateString(language, { month: 'short', day: 'numeric' });
}
