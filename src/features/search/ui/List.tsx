import { defaultRangeExtractor } from '@tanstack/virtual-core';
import type { RefObject, VNode } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../../ui/strings';
import { Menu } from '../../../ui/Menu';
import { useVirtual } from '../../../ui/useVirtual';
import type { FoundRow, OpenHow } from '../protocol';
import type { SearchStrings } from '../strings';
import { actionsFor, keyOf, leadFor } from '../found';
import { moveInList } from './keys';
import { Row } from './Row';
import type { Results } from './useSearch';

interface ListProps {
  strings: SearchStrings;
  results: Results;
  list: RefObject<HTMLDivElement>;
  open: (row: FoundRow, how: OpenHow) => void;
  toField: () => void;
  more: () => void;
  keep: (state: { shown: number; scroll: number; active: string | null }) => void;
  /** Where the list was when the page was hidden. */
  restore: { scroll: number; active: string | null };
}

/** In lines of text: title, two of the snippet, facts. */
const rowLines = 5.9;
/** Further results are read when only so many are left below. */
const ahead = 10;
/** Nor while someone types, as the next letter would wait for them: only who stops or scrolls wants to see more. */
const stoppedMs = 250;

/**
 * The results as an ARIA listbox. The list itself keeps the keyboard and points at the active row, so that rows can come
 * and go with scrolling.
 */
export function List({ strings, results, list, open, toField, more, keep, restore }: ListProps): VNode {
  const { rows } = results;
  const [active, setActive] = useState(() =>
    Math.max(
      0,
      rows.findIndex((row) => keyOf(row) === restore.active),
    ),
  );
  const at = Math.min(active, rows.length - 1);
  const [size, setSize] = useState({ height: 80, width: 300 });
  const [menu, setMenu] = useState<{ row: FoundRow; x: number; y: number } | null>(null);
  const virtual = useVirtual({
    count: rows.length,
    getScrollElement: () => list.current,
    estimateSize: () => size.height,
    getItemKey: (index) => keyOf(rows[index] as FoundRow),
    overscan: 4,
    initialOffset: restore.scroll,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      // The active row stays, or the list would point at one that is not there.
      if (!indexes.includes(at)) indexes.push(at);
      return indexes.sort((a, b) => a - b);
    },
  });

  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    const measure = (): void => {
      const font = parseFloat(getComputedStyle(element).fontSize) || 13;
      setSize({ height: Math.round(font * rowLines), width: element.clientWidth / (font / 13) });
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [list]);
  useLayoutEffect(() => virtual.measure(), [size.height]);

  // Other results begin at the top; the same ones, read again or further, stay where they are.
  const before = useRef({ results, key: keyOf(rows[at] as FoundRow) });
  useLayoutEffect(() => {
    const { results: old, key } = before.current;
    if (old === results) return;
    if (old.text === results.text && old.filter === results.filter) {
      setActive(
        Math.max(
          0,
          rows.findIndex((row) => keyOf(row) === key),
        ),
      );
    } else {
      setActive(0);
      if (list.current) list.current.scrollTop = 0;
    }
  }, [results]);
  useLayoutEffect(() => {
    before.current = { results, key: keyOf(rows[at] as FoundRow) };
  });
  // Once, when the list has its height: it begins where it was.
  useLayoutEffect(() => {
    if (list.current && restore.scroll > 0) list.current.scrollTop = restore.scroll;
  }, []);

  const shown = virtual.getVirtualItems();
  const scroll = virtual.scrollOffset ?? 0;
  useEffect(() => {
    const timer = setTimeout(() => keep({ shown: rows.length, scroll, active: keyOf(rows[at] as FoundRow) }), 100);
    return () => clearTimeout(timer);
  }, [keep, scroll, at, rows]);
  const last = shown.filter(({ index }) => index !== at).at(-1)?.index ?? at;
  const wantsMore = !results.all && Math.max(last, at) >= rows.length - ahead;
  useEffect(() => {
    if (!wantsMore) return;
    const timer = setTimeout(more, scroll > 0 || at > 0 ? 0 : stoppedMs);
    return () => clearTimeout(timer);
  }, [wantsMore, more, results, scroll > 0 || at > 0]);

  const moveTo = (index: number): void => {
    setActive(index);
    virtual.scrollToIndex(index);
  };
  const openMenu = (index: number, point?: { x: number; y: number }): void => {
    const row = rows[index];
    const box = document.getElementById(`row-${index}`)?.getBoundingClientRect();
    if (row && box) setMenu({ row, x: point?.x ?? box.left + 24, y: point?.y ?? box.top + size.height / 2 });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[at];
    const jump = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((list.current?.clientHeight ?? 0) / size.height) - 1);
    const to = event.altKey || jump ? null : moveInList(event.key, at, rows.length, page);
    if (to === -1) toField();
    else if (to !== null) moveTo(to);
    else if (event.key === 'Enter' && row) open(row, jump ? 'side' : 'open');
    else if (event.key === ' ' && row && !jump) open(row, 'peek');
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) openMenu(at);
    else {
      // What is typed goes on in the field: it has the keyboard by the time the letter comes.
      if (event.key.length === 1 && !jump && !event.altKey) toField();
      return;
    }
    event.preventDefault();
  };
  const lead = leadFor(size.width);
  return (
    <>
      <div
        class="list"
        role="listbox"
        ref={list}
        tabIndex={0}
        aria-label={strings.list}
        aria-activedescendant={`row-${at}`}
        onKeyDown={onKeyDown}
      >
        <div class="canvas" role="presentation" style={{ height: `${virtual.getTotalSize()}px` }}>
          {shown.map((item) => {
            const row = rows[item.index];
            if (!row) return null;
            return (
              <Row
                key={item.index}
                {...{ row, strings, lead }}
                index={item.index}
                count={results.all ? rows.length : -1}
                top={item.start}
                height={size.height}
                active={item.index === at}
                onPeek={() => {
                  setActive(item.index);
                  open(row, 'peek');
                }}
                onOpen={(how) => open(row, how)}
                onMenu={(x, y) => {
                  setActive(item.index);
                  openMenu(item.index, { x, y });
                }}
              />
            );
          })}
        </div>
      </div>
      {menu && (
        <Menu
          label={fill(strings.actions, menu.row.title)}
          items={actionsFor(menu.row, strings).map((action) =>
            action ? { label: action.label, run: () => open(menu.row, action.how) } : 'separator',
          )}
          x={menu.x}
          y={menu.y}
          onClose={() => {
            setMenu(null);
            list.current?.focus();
          }}
        />
      )}
    </>
  );
}
