import type { VNode } from 'preact';

const shapes = [
  (x: number, y: number, r: number) => <circle cx={x} cy={y} r={r} />,
  (x: number, y: number, r: number) => <rect x={x - r * 0.9} y={y - r * 0.9} width={r * 1.8} height={r * 1.8} />,
  (x: number, y: number, r: number) => (
    <path d={`M${x} ${y - r * 1.2}L${x + r * 1.1} ${y + r * 0.8}H${x - r * 1.1}Z`} />
  ),
  (x: number, y: number, r: number) => (
    <path d={`M${x} ${y - r * 1.3}L${x + r * 1.3} ${y}L${x} ${y + r * 1.3}L${x - r * 1.3} ${y}Z`} />
  ),
  (x: number, y: number, r: number) => (
    <path d={`M${x} ${y + r * 1.2}L${x + r * 1.1} ${y - r * 0.8}H${x - r * 1.1}Z`} />
  ),
  (x: number, y: number, r: number) => (
    <path d={`M${x - r} ${y - r}L${x + r} ${y + r}M${x - r} ${y + r}L${x + r} ${y - r}`} />
  ),
];

/** The sign of the n-th bot compared: a shape and a colour, so that neither alone has to tell it. */
export function Mark({ index, x, y, size = 5 }: { index: number; x: number; y: number; size?: number }): VNode {
  const place = index % shapes.length;
  return <g class={`mark series-${place}`}>{shapes[place]?.(x, y, size)}</g>;
}
