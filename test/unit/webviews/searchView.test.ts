import { describe, expect, it } from 'vitest';
import { Rpc, type Wire } from '../../../src/ui/rpc';
import type { SearchHit } from '../../../src/model/search';
import {
  kindsLeftOut,
  noFilter,
  partsSet,
  restoreFilter,
  toOptions,
  withoutPart,
} from '../../../src/features/search/filter';
import { actionsFor, factsOf, leadFor } from '../../../src/features/search/found';
import { nothingKept, restoreKept } from '../../../src/features/search/kept';
import { piecesOf } from '../../../src/features/search/pieces';
import { placeBySnippet, placeInAnswer, placeInField } from '../../../src/features/search/places';
import type { FoundRow } from '../../../src/features/search/protocol';
import { searchStrings } from '../../../src/features/search/strings';
import { moveInList } from '../../../src/features/search/ui/keys';
import { makeSnippet } from '../../../src/store/search/snippet';
import { Marker } from '../../../src/store/search/marker';
import { parseQuery } from '../../../src/store/search/query';

describe('the filter of the search', () => {
  it('restricts nothing as long as nothing is chosen', () => {
    expect(toOptions(noFilter)).toEqual({});
    expect(partsSet(noFilter)).toEqual([]);
  });

  it('takes the last day in whole, in the person’s own time zone', () => {
    const { from, to } = toOptions({ ...noFilter, from: '2026-03-01', to: '2026-03-01' });
    expect(from).toBe(new Date(2026, 2, 1).toISOString());
    expect(to).toBe(new Date(2026, 2, 2).toISOString());
  });

  it('passes over what is not typed to its end', () => {
    expect(toOptions({ ...noFilter, from: '0002-01-01', to: '2026-1', minPoints: '-', maxPoints: ' ' })).toEqual({});
    expect(toOptions({ ...noFilter, minPoints: '7,5', maxPoints: '0' })).toEqual({ minPoints: 7.5, maxPoints: 0 });
  });

  it('survives whatever was stored', () => {
    expect(restoreFilter(null)).toEqual(noFilter);
    expect(restoreFilter({ kind: 'all of them', botId: '3', from: 7, results: 'practice', other: 1 })).toEqual({
      ...noFilter,
      results: 'practice',
    });
    const full = { ...noFilter, kind: 'output' as const, botId: 3, minPoints: '4' };
    expect(restoreFilter(JSON.parse(JSON.stringify(full)))).toEqual(full);
  });

  it('is taken off part by part', () => {
    let filter = {
      ...noFilter,
      botId: 1,
      categoryId: 'agi',
      from: '2026-01-01',
      maxPoints: '9',
      results: 'real' as const,
    };
    expect(partsSet(filter)).toEqual(['bot', 'category', 'dates', 'points', 'results']);
    for (const part of partsSet(filter)) filter = withoutPart(filter, part) as typeof filter;
    expect(filter).toEqual(noFilter);
  });

  it('says which kinds it leaves out', () => {
    expect(kindsLeftOut({ ...noFilter, minPoints: '5' })).toEqual(['prompt', 'bot']);
    expect(kindsLeftOut({ ...noFilter, kind: 'prompt', botId: 1 })).toEqual(['prompt']);
    expect(kindsLeftOut({ ...noFilter, kind: 'output', from: '2026-01-01' })).toEqual([]);
  });
});

describe('what is kept of the search', () => {
  it('survives whatever was stored', () => {
    expect(restoreKept('text')).toEqual(nothingKept);
    expect(restoreKept({ text: 7, scroll: -3, shown: 'many', active: 4 })).toEqual(nothingKept);
    const kept = { text: 'fox', filtersOpen: true, shown: 260, scroll: 1200, active: 'output:3:' };
    expect(restoreKept(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });
});

describe('a snippet', () => {
  it('is split at its hits, without losing a character', () => {
    const pieces = piecesOf(
      'the red fox and the red dog',
      [
        [4, 7],
        [20, 23],
      ],
      60,
    );
    expect(pieces.filter((piece) => piece.marked).map((piece) => piece.text)).toEqual(['red', 'red']);
    expect(pieces.map((piece) => piece.text).join('')).toBe('the red fox and the red dog');
  });

  it('has its first hit near its beginning where the view is narrow', () => {
    const pieces = piecesOf('…a long way to go before the hit comes', [[29, 32]], 12);
    expect(pieces.map((piece) => piece.text)).toEqual(['…', 'before the ', 'hit', ' comes']);
    expect(leadFor(200)).toBeLessThan(leadFor(600));
  });

  it('is never cut within a character', () => {
    const [first, second] = piecesOf('😀😀😀😀hit', [[8, 11]], 3);
    expect(first?.text).toBe('…');
    expect(second?.text).toBe('😀');
  });

  it('takes marks that cannot be for no marks', () => {
    expect(piecesOf('abc', [[1, 9]], 60)).toEqual([{ text: 'abc', marked: false }]);
  });
});

/** A hit as the search itself makes it. */
function hitIn(field: SearchHit['field'], text: string, query: string): SearchHit {
  const marker = new Marker(parseQuery(query)?.phrases ?? []);
  return { kind: 'output', id: '1', title: 't', score: 1, ...makeSnippet([[field, text]], marker) };
}

describe('the place of a hit', () => {
  const far = `${'Nothing of note here. '.repeat(30)}Then the quick\tbrown fox jumps. ${'More of the same. '.repeat(30)}`;

  it('is found again in the text it comes from', () => {
    const place = placeInField(far, hitIn('text', far, '"quick brown"'));
    expect(place && far.slice(place.start, place.end)).toBe('quick\tbrown');
  });

  it('is where accents and other writing stand', () => {
    const text = 'Bài thơ viết theo thể Lục Bát của người Việt';
    const place = placeInField(text, hitIn('text', text, 'luc bat'));
    expect(place && text.slice(place.start, place.end)).toBe('Lục');
  });

  it('is none where only the title has the words', () => {
    expect(placeInField('nothing of it', hitIn('text', 'nothing of it', 'elsewhere'))).toBeNull();
  });

  it('is found by its surroundings where the text is laid out otherwise', () => {
    const source = '# A\n\nthe fox sleeps.\n\nThen the quick\nbrown fox   jumps. More of the same.';
    const place = placeBySnippet(source, hitIn('text', 'Then the quick brown fox jumps. More', 'fox'));
    expect(place?.start).toBe(source.lastIndexOf('fox'));
  });

  it('is no pattern, whatever was typed', () => {
    const text = 'call f(x) [a-z]+ now';
    const place = placeBySnippet(text, hitIn('text', text, '"x a z"'));
    expect(place && text.slice(place.start, place.end)).toBe('x) [a-z');
  });

  it('is right in an answer’s document, with reasoning above and foreign line ends', () => {
    const run = { text: 'One\r\ntwo\r\nthe needle\r\nend', reasoning: '  First\r\nI look for a needle.\r\n' };
    const plain = (text: string): string => text.replaceAll('\r\n', '\n');
    const document = `# Needle\n\nbot\n\n---\n\n<details><summary>Reasoning</summary>\n\n${plain(run.reasoning).trim()}\n\n</details>\n\n${plain(run.text)}`;
    const inText = placeInAnswer(document, run, hitIn('text', run.text, 'needle'));
    expect(inText?.start).toBe(document.lastIndexOf('needle'));
    const inReasoning = placeInAnswer(document, run, hitIn('reasoning', run.reasoning, 'needle'));
    expect(inReasoning?.start).toBe(document.indexOf('needle.'));
    expect(placeInAnswer(document, run, hitIn('note', 'a needle', 'needle'))).toBeNull();
  });
});

const row: FoundRow = {
  hit: { ...hitIn('reasoning', 'the needle', 'needle'), runId: 1 },
  title: 'Haystack',
  bot: 'sage',
  category: 'Booting',
  at: '2026-03-01T10:00:00.000Z',
  points: 31,
  max: 40,
  practice: false,
  complete: true,
  output: null,
};

describe('a result', () => {
  it('is told by bot, category, date and points', () => {
    expect(factsOf(row, searchStrings, () => '1 Mar')).toEqual([
      'sage',
      '31 of 40',
      'in the reasoning',
      'Booting',
      '1 Mar',
    ]);
  });

  it('says when there is no score, instead of showing zero, and when it is not whole', () => {
    const facts = factsOf({ ...row, points: null, max: null, complete: false }, searchStrings, () => '');
    expect(facts).toContain('not scored');
    expect(facts).toContain('not whole');
  });

  it('offers only what it has', () => {
    const labels = (of: FoundRow): string[] =>
      actionsFor(of, searchStrings).flatMap((action) => (action ? [action.label] : []));
    expect(labels(row)).not.toContain('Open the saved file');
    expect(labels({ ...row, output: 'llm_outputs/x.md' })).toContain('Open the saved file');
    expect(labels({ ...row, hit: { ...row.hit, kind: 'bot' } })).toEqual(['Open']);
  });
});

describe('the keys of the list', () => {
  it('move within it, and up out of it', () => {
    expect(moveInList('ArrowDown', 0, 3, 2)).toBe(1);
    expect(moveInList('ArrowDown', 2, 3, 2)).toBe(2);
    expect(moveInList('PageDown', 0, 30, 5)).toBe(5);
    expect(moveInList('End', 0, 30, 5)).toBe(29);
    expect(moveInList('Home', 20, 30, 5)).toBe(0);
    expect(moveInList('ArrowUp', 0, 3, 2)).toBe(-1);
    expect(moveInList('Escape', 2, 3, 2)).toBe(-1);
    expect(moveInList('x', 2, 3, 2)).toBeNull();
  });
});

describe('a call that answers with nothing', () => {
  it('has succeeded, also after a journey as JSON', async () => {
    const deliver = (to: () => { receive: (message: unknown) => Promise<boolean> }) => (message: Wire) =>
      void to().receive(JSON.parse(JSON.stringify(message)));
    const view: Rpc<{ open: () => void }, never> = new Rpc(
      deliver(() => page),
      { open: () => undefined },
    );
    const page: Rpc<never, { open: () => void }> = new Rpc(
      deliver(() => view),
      undefined as never,
    );
    await expect(page.request('open', undefined as never)).resolves.toBeUndefined();
  });
});
