import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type PartialKeys,
  type VirtualizerOptions,
} from '@tanstack/virtual-core';
import { isDrawnAsText, pageSize } from './pageSize';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

type Options = PartialKeys<
  VirtualizerOptions<HTMLElement, HTMLElement>,
  'observeElementRect' | 'observeElementOffset' | 'scrollToFn'
>;

/** Which rows, or columns, of a long list are in sight; the component is drawn again as that changes. */
export function useVirtual(options: Options): Virtualizer<HTMLElement, HTMLElement> {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const frame = useRef<number | null>(null);
  const resolved: VirtualizerOptions<HTMLElement, HTMLElement> = {
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    // Near enough to draw at once, and not only when the element was measured.
    initialRect: pageSize(),
    ...options,
    ...(isDrawnAsText ? { overscan: 0 } : {}),
    onChange: (instance) => {
      if (!instance.isScrolling) redraw(null);
      // A grid hears of a scroll twice, down and sideways: it is drawn once, in the frame that is about to be painted.
      else
        frame.current ??= requestAnimationFrame(() => {
          frame.current = null;
          redraw(null);
        });
    },
  };
  const [virtual] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(resolved));
  virtual.setOptions(resolved);
  useLayoutEffect(() => virtual._didMount(), [virtual]);
  useLayoutEffect(() => virtual._willUpdate());
  return virtual;
}
