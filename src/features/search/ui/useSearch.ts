import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { toOptions, type SearchFilter } from '../filter';
import type { FoundRow } from '../protocol';
import type { SearchRpc } from './rpc';

/** What a screen holds; the rest is read when it is scrolled to. */
const atFirst = 25;
export const most = 500;
/** Only a search that takes longer than this is shown as one, so that nothing flickers as one types. */
const patienceMs = 300;

export interface Results {
  /** The query and filter that these are the results of. */
  text: string;
  filter: SearchFilter;
  rows: FoundRow[];
  all: boolean;
}

export interface Search {
  /** The newest results; those of the search before stay until the next have come. */
  results: Results | null;
  slow: boolean;
  problem: string | null;
  /** Reads the further results, once. */
  more: () => void;
  /** Searches again, as something has changed, and keeps the number of results. */
  again: () => void;
}

/**
 * Searches as the text and the filter change: the latest question wins. `shownBefore` results were there when the page
 * was hidden; the first search brings as many back.
 */
export function useSearch(rpc: SearchRpc, text: string, filter: SearchFilter | null, shownBefore: number): Search {
  const [results, setResults] = useState<Results | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [slow, setSlow] = useState(false);
  const latest = useRef(0);
  /** The newest question that was answered. */
  const answered = useRef(0);
  const limit = useRef(atFirst);
  const begun = useRef(false);

  const ask = useCallback(
    (wanted: number) => {
      const number = ++latest.current;
      if (!filter || text.trim() === '') {
        setResults(null);
        setProblem(null);
        setSlow(false);
        return;
      }
      limit.current = wanted;
      const timer = setTimeout(() => {
        if (latest.current === number) setSlow(true);
      }, patienceMs);
      const settled = (): boolean => {
        clearTimeout(timer);
        if (latest.current !== number) return false;
        setSlow(false);
        return true;
      };
      rpc.request('search', { text, options: { ...toOptions(filter), limit: wanted } }).then(
        (found) => {
          if (!settled() || !found) return;
          answered.current = number;
          setProblem(null);
          setResults({ text, filter, rows: found.rows, all: found.all });
        },
        (error: Error) => {
          if (settled()) setProblem(error.message);
        },
      );
    },
    [rpc, text, filter],
  );
  // Not after the next paint, as an effect would be: each keystroke is to be answered at once.
  useLayoutEffect(() => {
    ask(!begun.current && shownBefore > atFirst ? most : atFirst);
    if (filter) begun.current = true;
  }, [ask]);

  const more = useCallback(() => {
    // While an answer is awaited, the list shows the one before, and its length says nothing of the next.
    if (limit.current < most && answered.current === latest.current) ask(most);
  }, [ask]);
  const again = useCallback(() => ask(limit.current), [ask]);
  return { results, slow, problem, more, again };
}
