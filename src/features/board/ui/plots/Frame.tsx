import type { ComponentChildren, VNode } from 'preact';
import { number } from '../../../../ui/format';
import type { Scale } from '../../../../ui/plot/scales';

export const margin = { top: 14, right: 18, bottom: 40, left: 62 };

interface FrameProps {
  width: number;
  height: number;
  label: string;
  x?: { scale: Scale; title: string; format?: (value: number) => string };
  y?: { scale: Scale; title: string; format?: (value: number) => string };
  children: ComponentChildren;
}

/** Axes, grid lines and titles around a plot. */
export function Frame({ width, height, label, x, y, children }: FrameProps): VNode {
  const bottom = height - margin.bottom;
  return (
    <svg width={width} height={height} role="img" aria-label={label}>
      {y?.scale.ticks.map((tick) => (
        <g key={tick}>
          <line class="grid-line" x1={margin.left} x2={width - margin.right} y1={y.scale(tick)} y2={y.scale(tick)} />
          <text class="tick" x={margin.left - 8} y={y.scale(tick)} dominant-baseline="middle" text-anchor="end">
            {(y.format ?? plain)(tick)}
          </text>
        </g>
      ))}
      {x?.scale.ticks.map((tick) => (
        <g key={tick}>
          <line class="grid-line" x1={x.scale(tick)} x2={x.scale(tick)} y1={margin.top} y2={bottom} />
          <text class="tick" x={x.scale(tick)} y={bottom + 16} text-anchor="middle">
            {(x.format ?? plain)(tick)}
          </text>
        </g>
      ))}
      {x && (
        <text class="axis" x={(margin.left + width - margin.right) / 2} y={height - 5} text-anchor="middle">
          {x.title}
        </text>
      )}
      {y && (
        <text class="axis" x={-(margin.top + bottom) / 2} y={14} transform="rotate(-90)" text-anchor="middle">
          {y.title}
        </text>
      )}
      {children}
    </svg>
  );
}

function plain(value: number): string {
  return number(value, 2);
}
