import type { VNode } from 'preact';
import type { Board, BoardRow } from '../../model/board';
import type { Words } from '../../exchange/words';
import { fill } from '../../l10n/strings';
import { inertText } from '../../ui/inertText';
import { figureOf, formatFigure, formatNumber, tally, type Figure } from '../figures';
import { placeLabels } from '../../ui/plot/labels';
import { linearScale, logScale } from '../../ui/plot/scales';
import { paretoFront, ticks, type Point } from '../pareto';
import { Fill, useWords } from './words';

const size = { width: 760, height: 420, left: 64, right: 24, top: 20, bottom: 52 };

/** Quality against speed: the bots on the front are those to choose from. */
export function Scatter({ board, rows, figure }: { board: Board; rows: readonly BoardRow[]; figure: Figure }): VNode {
  const words = useWords();
  const { strings, formats } = words;
  const points = rows.flatMap((row): Point[] => {
    const quality = figureOf(tally(row, board, null), figure);
    if (quality === null || row.tokensPerSecond === null) return [];
    return [{ botId: row.botId, bot: row.bot, speed: row.tokensPerSecond, quality }];
  });
  const front = paretoFront(points);
  const left = rows.length - points.length;
  return (
    <section aria-labelledby="plot">
      <h2 id="plot">{strings.plot}</h2>
      {points.length === 0 ? (
        <p class="empty">{strings.plotEmpty}</p>
      ) : (
        <>
          <Plot points={points} front={front} figure={figure} />
          <p>{strings.front}</p>
          <ol class="front">
            {front.map((point) => (
              <li key={point.botId}>
                <Fill
                  text={figure === 'average' ? strings.frontAverage : strings.frontPoints}
                  values={[<bdi>{inertText(point.bot)}</bdi>, ...figuresOf(point, figure, words)]}
                />
              </li>
            ))}
          </ol>
          {left > 0 && <p class="dim">{fill(strings.plotLeft, formats.number(left))}</p>}
        </>
      )}
    </section>
  );
}

function Plot({ points, front, figure }: { points: Point[]; front: Point[]; figure: Figure }): VNode {
  const words = useWords();
  const { strings, formats } = words;
  const speeds = points.map((point) => point.speed);
  const [slowest, fastest] = [Math.min(...speeds), Math.max(...speeds)];
  const span = [size.left, size.width - size.right] as const;
  // As on the board: models of one rig differ by orders of magnitude.
  const x = fastest / slowest > 8 ? logScale(slowest, fastest, ...span) : linearScale(0, fastest, ...span, 6);
  const across = x.ticks;
  const up = ticks(Math.max(...points.map((point) => point.quality)), 5);
  const y = (quality: number): number =>
    size.height - size.bottom - (quality / (up.at(-1) ?? 1)) * (size.height - size.top - size.bottom);
  const isFront = new Set(front.map((point) => point.botId));
  const place = (point: Point): { x: number; y: number } => ({ x: x(point.speed), y: y(point.quality) });
  const labels = placeLabels(
    front.map((point) => {
      const text = shorten(inertText(point.bot));
      return { text, ...place(point), width: [...text].length * 7, matters: true };
    }),
    {
      height: 15,
      left: size.left,
      right: size.width,
      top: 2,
      bottom: size.height - size.bottom,
      points: points.length > 300 ? front.map(place) : points.map(place),
      line: front.map(place),
    },
  );
  return (
    <div class="scroll" role="region" aria-label={strings.plotRegion} tabIndex={0}>
      <svg
        class="plot"
        viewBox={`0 0 ${size.width} ${size.height}`}
        role="img"
        aria-label={fill(
          { points: strings.plotPoints, average: strings.plotAverage, proven: strings.plotProven }[figure],
          formats.counted(points.length, strings.oneBot, strings.bots),
        )}
      >
        {up.map((value) => (
          <g key={value}>
            <line class="grid" x1={size.left} x2={size.width - size.right} y1={y(value)} y2={y(value)} />
            <text class="tick" x={size.left - 8} y={y(value) + 4} text-anchor="end">
              {formatFigure(value, figure, formats)}
            </text>
          </g>
        ))}
        {across.map((value) => (
          <g key={value}>
            <line class="grid" y1={size.top} y2={size.height - size.bottom} x1={x(value)} x2={x(value)} />
            <text class="tick" x={x(value)} y={size.height - size.bottom + 18} text-anchor="middle">
              {formats.plain(value)}
            </text>
          </g>
        ))}
        <text class="axis" x={(size.left + size.width - size.right) / 2} y={size.height - 10} text-anchor="middle">
          {strings.axisSpeed}
        </text>
        <text
          class="axis"
          transform={`translate(16 ${(size.top + size.height - size.bottom) / 2}) rotate(-90)`}
          text-anchor="middle"
        >
          {{ points: strings.points, average: strings.axisAverage, proven: strings.showProven }[figure]}
        </text>
        <polyline class="front-line" points={front.map((point) => `${x(point.speed)},${y(point.quality)}`).join(' ')} />
        {points
          .filter((point) => !isFront.has(point.botId))
          .map((point) => (
            <circle
              key={point.botId}
              class="point"
              cx={x(point.speed)}
              cy={y(point.quality)}
              r={points.length > 200 ? 2.5 : 4}
            >
              <title>{titleOf(point, figure, words)}</title>
            </circle>
          ))}
        {front.map((point) => (
          <rect
            key={point.botId}
            class="point on-front"
            x={x(point.speed) - 5}
            y={y(point.quality) - 5}
            width={10}
            height={10}
          >
            <title>{titleOf(point, figure, words)}</title>
          </rect>
        ))}
        {labels.map((label) => (
          <g key={label.text}>
            {label.leader && (
              <line
                class="leader"
                x1={label.leader.from.x}
                y1={label.leader.from.y}
                x2={label.leader.to.x}
                y2={label.leader.to.y}
              />
            )}
            <text class="label" x={label.left} y={label.middle + 4}>
              {label.text}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

function titleOf(point: Point, figure: Figure, words: Words): string {
  return fill(words.strings.frontAverage, inertText(point.bot), ...figuresOf(point, figure, words));
}

function figuresOf({ quality, speed }: Point, figure: Figure, { formats }: Words): string[] {
  return [formatFigure(quality, figure, formats), formatNumber(speed, 1, formats)];
}

function shorten(name: string): string {
  const characters = [...name];
  return characters.length > 36 ? `${characters.slice(0, 35).join('')}…` : name;
}
