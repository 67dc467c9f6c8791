import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Sheet, SheetPair } from '../../../../model/sheet';
import { number } from '../../../../ui/format';
import { inertText } from '../../../../ui/inertText';
import { fill } from '../../../../ui/strings';
import { linearScale } from '../../../../ui/plot/scales';
import { placeLabels } from '../../../../ui/plot/labels';
import type { LeaderboardStrings } from '../../strings';
import { Frame, margin } from '../plots/Frame';

const height = 220;

/** One benchmark against the other: each model that has a figure on both. */
export function AgreementPlot({ pair, strings }: { pair: SheetPair; strings: LeaderboardStrings }): VNode | null {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(640);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(Math.max(320, Math.min(900, element.clientWidth))));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const points = pair.rows.flatMap(([l, r]) => {
    const [left, right] = [l === null ? undefined : pair.left.rows[l], r === null ? undefined : pair.right.rows[r]];
    const [a, b] = [left?.compared ?? null, right?.compared ?? null];
    return left && a !== null && b !== null ? [{ name: inertText(left.name), a, b }] : [];
  });
  if (points.length === 0) return null;
  const span = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];
  const x = linearScale(...span(points.map(({ a }) => a)), margin.left, width - margin.right);
  const y = linearScale(...span(points.map(({ b }) => b)), height - margin.bottom, margin.top);
  const labels = placeLabels(
    points.map((point) => ({ ...point, x: x(point.a), y: y(point.b), width: point.name.length * 6.4 })),
    { height: 14, left: margin.left, right: width, points: points.map(({ a, b }) => ({ x: x(a), y: y(b) })) },
  );
  return (
    <div ref={box} class="plot">
      <Frame
        {...{ width, height }}
        label={fill(strings.agreementLabel, inertText(pair.left.title), inertText(pair.right.title))}
        x={{ scale: x, title: axisOf(pair.left, strings) }}
        y={{ scale: y, title: axisOf(pair.right, strings) }}
      >
        {points.map(({ name, a, b }) => (
          <g key={name} class="point">
            <title>{`${name}: ${number(a, 1)}, ${number(b, 1)}`}</title>
            <circle cx={x(a)} cy={y(b)} r={4.5} />
          </g>
        ))}
        {labels.map(({ name, left, y: top }) => (
          <text key={name} class="name" x={left} y={top + 4}>
            {name}
          </text>
        ))}
      </Frame>
    </div>
  );
}

function axisOf({ title, inPoints }: Sheet, strings: LeaderboardStrings): string {
  return `${inertText(title)} (${inPoints ? strings.percentScored : '%'})`;
}
