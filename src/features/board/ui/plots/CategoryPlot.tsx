import type { VNode } from 'preact';
import { fill } from '../../../../ui/strings';
import { percent } from '../../../../ui/format';
import { inertText } from '../../../../ui/inertText';
import { linearScale } from '../../../../ui/plot/scales';
import { categoryShares, comparedRows } from '../../plots';
import { Frame, margin } from './Frame';
import type { PlotProps } from './props';
import { Mark } from './Mark';

/** What the chosen bots reached in each category, as bars beside each other. */
export function CategoryPlot({ rows, view, strings, selected, categories, width, height }: PlotProps): VNode {
  const chosen = comparedRows(rows, view.compared, selected);
  const ids = categories.map((category) => category.id);
  const y = linearScale(0, 100, height - margin.bottom, margin.top, 4);
  const band = (width - margin.left - margin.right) / Math.max(1, categories.length);
  const bar = Math.min(26, (band * 0.8) / Math.max(1, chosen.length));
  const base = y(0);
  return (
    <Frame
      {...{ width, height }}
      label={fill(strings.plotCategoriesLabel, chosen.map((row) => inertText(row.bot)).join(', '))}
      y={{
        scale: y,
        title: view.figure === 'proven' ? strings.plotProvenShareAxis : strings.plotAverageAxis,
        format: (value) => `${value}\u202f%`,
      }}
    >
      {categories.map((category, index) => (
        <text
          key={category.id}
          class="tick"
          x={margin.left + band * (index + 0.5)}
          y={height - margin.bottom + 18 + (index % 2 === 1 && band < 90 ? 12 : 0)}
          text-anchor="middle"
        >
          {category.title}
        </text>
      ))}
      {chosen.map((row, series) =>
        categoryShares(row, ids, view.figure).map((part, index) => {
          const left = margin.left + band * (index + 0.5) + (series - chosen.length / 2) * bar;
          const title = `${inertText(row.bot)}, ${categories[index]?.title ?? ''}: ${part === null ? strings.unscored : percent(part)}`;
          const top = y((part ?? 0) * 100);
          return (
            <g key={`${row.botId}-${index}`} class={`bar series-${series}`}>
              <title>{title}</title>
              {part === null ? (
                <text class="tick" x={left + bar / 2} y={base - 4} text-anchor="middle">
                  –
                </text>
              ) : (
                <>
                  <rect x={left + 1} y={top} width={Math.max(1, bar - 2)} height={Math.max(1, base - top)} />
                  <Mark index={series} x={left + bar / 2} y={top - 6} size={3.5} />
                </>
              )}
            </g>
          );
        }),
      )}
    </Frame>
  );
}
