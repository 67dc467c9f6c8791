import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Words } from '../../exchange/words';
import { fill } from '../../l10n/strings';
import { Inert } from '../../ui/Inert';
import { hitMarks, type SearchHit, type SearchResult } from '../protocol';
import type { Snapshot } from '../snapshot';
import type { Target } from './Answers';
import { useWords } from './words';

const most = 20;
const pauseMs = 150;

/** Full-text search over answers and reasoning, as one types. */
export function Search({ snapshot, onHit }: { snapshot: Snapshot; onHit: (target: Target) => void }): VNode {
  const words = useWords();
  const { strings } = words;
  const [text, setText] = useState('');
  const [result, setResult] = useState<SearchResult | string | null>(null);
  const [isSearching, setIsSearching] = useState(false);
  useEffect(() => {
    if (text.trim() === '') {
      setResult(null);
      setIsSearching(false);
      return undefined;
    }
    let isWanted = true;
    const timer = setTimeout(() => {
      const show = (found: SearchResult | string): void => {
        if (!isWanted) return;
        setResult(found);
        setIsSearching(false);
      };
      setIsSearching(true);
      snapshot
        .search({ text, most })
        .then(show, (error: unknown) => show(error instanceof Error ? error.message : String(error)));
    }, pauseMs);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [text, snapshot]);
  return (
    <section aria-labelledby="search">
      <h2 id="search">{strings.search}</h2>
      <div class="controls">
        <label class="wide">
          {strings.searchWords}{' '}
          <input
            type="search"
            value={text}
            onFocus={() => void snapshot.open().catch(() => undefined)}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
      </div>
      <p role="status" class="dim">
        {typeof result === 'string'
          ? fill(strings.searchFailed, result)
          : isSearching && result === null
            ? strings.searching
            : result && foundText(result.total, words)}
      </p>
      {result !== null && typeof result !== 'string' && (
        <ul class="hits">
          {result.hits.map((hit) => (
            <Hit key={hit.runId} hit={hit} onHit={onHit} />
          ))}
        </ul>
      )}
    </section>
  );
}

function foundText(total: number, { strings, formats }: Words): string {
  if (total > most) return fill(strings.hitsBest, formats.number(total), formats.number(most));
  return formats.counted(total, strings.oneHit, strings.hits);
}

function Hit({ hit, onHit }: { hit: SearchHit; onHit: (target: Target) => void }): VNode {
  const pieces = hit.snippet.split(new RegExp(`(${hitMarks.begin}[^${hitMarks.end}]*${hitMarks.end})`));
  return (
    <li>
      <button
        type="button"
        class="link"
        onClick={() => onHit({ botId: hit.botId, categoryId: hit.categoryId, runId: hit.runId })}
      >
        <Inert text={hit.bot} />, <Inert text={hit.prompt} />
      </button>
      <p>
        {pieces.map((piece, index) =>
          index % 2 === 1 ? (
            <mark key={index}>
              <Inert text={piece.slice(1, -1)} />
            </mark>
          ) : (
            <Inert key={index} text={piece} />
          ),
        )}
      </p>
    </li>
  );
}
