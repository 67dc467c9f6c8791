import type { VNode } from 'preact';
import { fill } from '../../../../ui/strings';
import { number } from '../../../../ui/format';
import { inertText } from '../../../../ui/inertText';
import { linearScale, logScale } from '../../../../ui/plot/scales';
import { placeLabels } from '../../../../ui/plot/labels';
import { speedPoints, type SpeedPoint } from '../../plots';
import { Frame, margin } from './Frame';
import type { PlotProps } from './props';

const labelHeight = 14;

/** Quality against speed. Diamonds on the line are the bots that no other beats in both. */
export function SpeedPlot({ rows, view, strings, selected, onSelect, width, height }: PlotProps): VNode {
  const points = speedPoints(rows, view.figure);
  if (points.length === 0) return <p class="dim">{strings.plotNoSpeed}</p>;
  const speeds = points.map((point) => point.speed);
  const [slowest, fastest] = [Math.min(...speeds), Math.max(...speeds)];
  const span = [margin.left, width - margin.right] as const;
  const x = fastest / slowest > 8 ? logScale(slowest, fastest, ...span) : linearScale(0, fastest, ...span);
  const best = Math.max(...points.map((point) => point.quality));
  const y = linearScale(0, best, height - margin.bottom, margin.top);
  const front = points.filter((point) => point.front);
  const average = view.figure === 'average';
  const axis = { average: strings.plotAverageAxis, points: strings.plotPointsAxis, proven: strings.plotProvenAxis };
  const place = (point: SpeedPoint): { x: number; y: number } => ({ x: x(point.speed), y: y(point.quality) });
  const named = [...points].sort((a, b) => rankOf(b, selected) - rankOf(a, selected) || b.quality - a.quality);
  const labels = placeLabels(
    named.map((point) => {
      const matters = rankOf(point, selected) > 0;
      return { ...place(point), point, matters, width: short(inertText(point.bot)).length * (matters ? 7 : 6.4) };
    }),
    {
      height: labelHeight,
      left: margin.left,
      right: width,
      top: 0,
      bottom: height - margin.bottom,
      points: points.map(place),
      line: front.map(place),
    },
  );
  return (
    <Frame
      {...{ width, height }}
      label={fill(strings.plotSpeedLabel, front.map((point) => inertText(point.bot)).join(', '))}
      x={{ scale: x, title: strings.plotSpeedAxis }}
      y={{ scale: y, title: axis[view.figure] }}
    >
      <polyline class="front" points={front.map((point) => `${x(point.speed)},${y(point.quality)}`).join(' ')} />
      {points.map((point) => {
        const at = place(point);
        return (
          <g
            key={point.botId}
            class={`point${point.front ? ' on-front' : ''}${point.botId === selected ? ' chosen' : ''}`}
            onClick={() => onSelect(point.botId)}
          >
            <title>
              {inertText(point.bot)}: {number(point.quality, 1)}
              {average ? '\u202f%' : ''}, {number(point.speed, 1)} {strings.speedHint}
            </title>
            {point.front ? (
              <path d={`M${at.x} ${at.y - 7}L${at.x + 7} ${at.y}L${at.x} ${at.y + 7}L${at.x - 7} ${at.y}Z`} />
            ) : (
              <circle cx={at.x} cy={at.y} r={4.5} />
            )}
          </g>
        );
      })}
      {labels.map(({ point, leader }) =>
        leader ? (
          <line
            key={point.botId}
            class="leader"
            x1={leader.from.x}
            y1={leader.from.y}
            x2={leader.to.x}
            y2={leader.to.y}
          />
        ) : null,
      )}
      {labels.map(({ point, left, middle }) => (
        <text
          key={point.botId}
          class={`name${point.front || point.botId === selected ? ' strong' : ''}`}
          x={left}
          y={middle + 4}
        >
          {short(inertText(point.bot))}
        </text>
      ))}
    </Frame>
  );
}

/** Names that matter most are placed first. */
function rankOf(point: SpeedPoint, selected: number | null): number {
  return point.botId === selected ? 2 : point.front ? 1 : 0;
}

function short(name: string): string {
  return name.length > 28 ? `${name.slice(0, 27)}…` : name;
}
