import { useEffect, useState } from 'preact/hooks';

export type Loading<T> = { state: 'loading' } | { state: 'done'; value: T } | { state: 'failed'; message: string };

/** The outcome of asking, asked anew when `key` changes; an outcome that comes too late is dropped. */
export function useAsync<T>(ask: () => Promise<T>, key: string): Loading<T> {
  const [outcome, setOutcome] = useState<{ key: string; loading: Loading<T> }>({ key, loading: { state: 'loading' } });
  useEffect(() => {
    let isWanted = true;
    const set = (loading: Loading<T>): void => {
      if (isWanted) setOutcome({ key, loading });
    };
    set({ state: 'loading' });
    ask().then(
      (value) => set({ state: 'done', value }),
      (error: unknown) => set({ state: 'failed', message: error instanceof Error ? error.message : String(error) }),
    );
    return () => {
      isWanted = false;
    };
    // The question is the key.
  }, [key]);
  return outcome.key === key ? outcome.loading : { state: 'loading' };
}
