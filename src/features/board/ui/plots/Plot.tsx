import type { VNode } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Inert } from '../../../../ui/Inert';
import { usePageSize } from '../../../../ui/usePageSize';
import { comparedRows } from '../../plots';
import { CategoryPlot } from './CategoryPlot';
import { HistoryPlot } from './HistoryPlot';
import { Mark } from './Mark';
import type { Props } from './props';
import { SpeedPlot } from './SpeedPlot';

/** Low windows, as at 200 %, leave room for the board. */
const height = (page: number): number => Math.round(Math.min(270, Math.max(170, page * 0.42)));

/** The plot above the board: as wide as there is room. */
export function Plot(props: Props): VNode {
  const { view, rows, strings, selected } = props;
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const page = usePageSize();
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const sized = { ...props, width: Math.max(320, width - 24), height: height(page.height) };
  return (
    <section class="plot" aria-label={strings.plot} ref={box}>
      {width > 0 && view.plot === 'speed' && <SpeedPlot {...sized} />}
      {width > 0 && view.plot === 'categories' && <CategoryPlot {...sized} />}
      {width > 0 && view.plot === 'history' && <HistoryPlot {...sized} />}
      {(view.plot === 'categories' || view.plot === 'history') && (
        <ul class="legend">
          {comparedRows(rows, view.compared, selected).map((row, index) => (
            <li key={row.botId}>
              <svg width="16" height="14" aria-hidden="true">
                <Mark index={index} x={8} y={7} />
              </svg>
              <Inert text={row.bot} />
            </li>
          ))}
          <li class="dim">{strings.plotChoose}</li>
        </ul>
      )}
    </section>
  );
}
