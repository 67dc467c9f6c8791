import type { VNode } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../../../ui/strings';
import { Button } from '../../../ui/toolkit';
import { keepFocus, trackFocus } from '../../../ui/focus';
import { number } from '../../../ui/format';
import { noFilter, type SearchFilter } from '../filter';
import { nothingKept, type Kept } from '../kept';
import type { FilterChoices, FoundRow, OpenHow } from '../protocol';
import type { SearchStrings } from '../strings';
import type { SearchRpc } from './rpc';
import { Head } from './Head';
import { Nothing, Start } from './Hints';
import { List } from './List';
import { most, useSearch, type Results } from './useSearch';

/** Where the channel delivers what the view says. */
export interface SearchEvents {
  type: (query: { text: string | null }) => void;
  changed: (choices: FilterChoices) => void;
}

interface Props {
  rpc: SearchRpc;
  strings: SearchStrings;
  events: SearchEvents;
}

export function App({ rpc, strings, events }: Props): VNode {
  // The list goes back to where it was for the query that it showed, and for no other.
  const restore = useRef(nothingKept);
  const [text, setText] = useState('');
  const [filter, setFilter] = useState<SearchFilter | null>(null);
  const [choices, setChoices] = useState<FilterChoices>({ bots: [], categories: [], practice: false });
  const [filtersOpen, setFiltersOpen] = useState(false);
  const [failed, setFailed] = useState<string | null>(null);
  const field = useRef<HTMLElement & { select?: () => void }>(null);
  const list = useRef<HTMLDivElement>(null);
  const search = useSearch(rpc, text, filter, restore.current.shown);
  const { results } = search;

  const load = useCallback(() => {
    rpc.request('ready', null).then(
      (content) => {
        setFailed(null);
        const { kept } = content;
        restore.current = kept;
        // What was typed while the view came up goes before.
        setText((typed) => (typed === '' ? kept.text : typed));
        setFiltersOpen(kept.filtersOpen);
        setFilter(content.filter);
        setChoices(content.choices);
      },
      (error: Error) => setFailed(error.message),
    );
  }, [rpc]);
  useEffect(load, [load]);
  useEffect(() => trackFocus((where) => rpc.notify('focus', where)), [rpc]);

  const toField = useCallback(() => {
    field.current?.focus();
    field.current?.select?.();
  }, []);
  const selectLater = useRef(false);
  const keep = useCallback((part: Partial<Kept>) => rpc.notify('keep', part), [rpc]);
  const type = (next: string): void => {
    restore.current = nothingKept;
    setText(next);
    keep({ text: next });
  };
  events.type = (query) => {
    if (query.text !== null && query.text !== text) {
      selectLater.current = true;
      type(query.text);
    }
    toField();
  };
  events.changed = (changed) => {
    setChoices(changed);
    search.again();
  };
  // A text that was put in by a command is selected once the field has it.
  useLayoutEffect(() => {
    if (!selectLater.current) return;
    selectLater.current = false;
    toField();
  }, [text, toField]);
  useEffect(() => keepFocus(() => field.current), []);

  const change = (next: SearchFilter): void => {
    restore.current = nothingKept;
    setFilter(next);
    rpc.notify('saveFilter', next);
  };

  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => setProblem(null), [text]);
  const open = useCallback(
    (row: FoundRow, how: OpenHow) => {
      rpc.request('open', { hit: row.hit, how }).then(
        () => setProblem(null),
        (error: Error) => setProblem(error.message),
      );
    },
    [rpc],
  );
  const toList = (): boolean => {
    if (!list.current) return false;
    list.current.focus();
    return true;
  };
  const trouble = failed ?? search.problem;
  const first = results?.rows[0];
  return (
    <main class="search" data-shown={results?.text ?? ''}>
      <h1 class="visually-hidden">{strings.title}</h1>
      <Head
        {...{ strings, text, choices, filtersOpen, field, toList }}
        setFiltersOpen={(open) => {
          setFiltersOpen(open);
          keep({ filtersOpen: open });
        }}
        filter={filter ?? noFilter}
        onText={type}
        onFilter={change}
        onOpenFirst={() => first && open(first, 'open')}
      />
      <div class="status">
        <span role="status">{trouble === null ? countOf(results, strings) : ''}</span>
        {search.slow && <span>{strings.searching}</span>}
      </div>
      <div class={search.slow ? 'progress running' : 'progress'} />
      {problem !== null && (
        <div role="alert" class="problem">
          {problem}
        </div>
      )}
      {trouble !== null ? (
        <div role="alert" class="message">
          <p>{trouble}</p>
          <Button onClick={failed === null ? search.again : load}>{strings.retry}</Button>
        </div>
      ) : results === null ? (
        text.trim() === '' && filter && <Start strings={strings} />
      ) : results.rows.length === 0 ? (
        <Nothing {...{ strings }} text={results.text} filter={results.filter} onFilter={change} />
      ) : (
        <List {...{ strings, results, list, open, toField, keep }} restore={restore.current} more={search.more} />
      )}
    </main>
  );
}

function countOf(results: Results | null, strings: SearchStrings): string {
  if (!results || results.rows.length === 0) return '';
  const count = results.rows.length;
  if (!results.all) return fill(count < most ? strings.best : strings.tooMany, number(count));
  return count === 1 ? strings.one : fill(strings.many, number(count));
}
