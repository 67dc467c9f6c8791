import { describe, expect, it } from 'vitest';
import { parseCheck } from '../../../src/evaluate/checks';
import { kinds } from '../../../src/evaluate/checks/kinds';
import { scopeNames } from '../../../src/evaluate/checks/scope';
import { layoutOf } from '../../../src/suites/layout';
import { parseSuite } from '../../../src/suites/parse';
import { checkCompletions, checkFixes, checkHover, scopes } from '../../../src/suites/tools/checkLines';
import { checkPlaces, placedChecks } from '../../../src/suites/tools/checkPlaces';
import { suite } from './suiteText';

const marked = '  - check: ';

function mend(line: string): string {
  const [fix] = checkFixes(line, 0);
  const [edit] = fix?.edits ?? [];
  return edit ? line.slice(0, edit.start) + edit.text + line.slice(edit.end) : line;
}

describe('a check line in the editor', () => {
  it.each(kinds.map((kind) => [kind.name, kind] as const))('%s: completion, hover, example and quick fix', (name, kind) => {
    expect(() => parseCheck(kind.example)).not.toThrow();
    const line = `${marked}2 ${name.slice(0, 2)}`;
    const offer = checkCompletions(line, line.length)?.find(({ label }) => label === name);
    expect(line.slice(0, offer?.start) + (offer?.insert ?? '')).toBe(`${marked}2 ${name} `);
    const hover = checkHover(`${marked}${kind.example}`);
    expect(hover).toContain(kind.summary);
    expect(hover).toContain(kind.usage);
    expect(mend(`${marked}${kind.example.replace(/^\S+\s+/, '')}`)).toMatch(/^ {2}- check: 1 /);
  });

  it('knows a kind that is turned about', () => {
    const line = `${marked}2 not-con`;
    const offer = checkCompletions(line, line.length)?.find(({ label }) => label === 'contains');
    expect(line.slice(0, offer?.start) + (offer?.insert ?? '')).toBe(`${marked}2 not-contains `);
    expect(checkHover(`${marked}2 not-contains x`)).toContain('turns pass and fail about');
  });

  it('offers every scope behind “in”, each as it can be read', () => {
    expect(scopes.map(({ name }) => name)).toEqual([...scopeNames]);
    const line = `${marked}2 words 1..5 in `;
    const offers = checkCompletions(line, line.length) ?? [];
    expect(offers.map(({ label }) => label)).toEqual([...scopeNames]);
    for (const { label, insert } of offers) {
      const written = `2 words 1..5 in ${insert.replace(/\$\{\d:([^}]*)\}/g, '$1')}`;
      expect(parseCheck(written).scope).toContain(label);
      expect(checkHover(marked + written)).toContain(`in ${label}`);
    }
  });

  it('is found with its item, those in several lines and those that are mistakes too', () => {
    const source = suite(
      [
        '## One {#demo-a points=10}',
        '',
        'X',
        '',
        '### Rubric',
        '',
        '- **a** (4): A.',
        '  - full: Yes.',
        '  - check: 1 wrods 3',
        '  - check: 3 contains one',
        '    two',
        '- **b** (6): B.',
        '  - check: 6 json',
        '',
      ].join('\n'),
    );
    const { category, problems } = parseSuite(source, 'demo.md', new Map());
    const [place] = layoutOf(source).prompts;
    const places = checkPlaces(place!, source);
    expect(places.map(({ item, text }) => [item, text])).toEqual([
      ['a', '1 wrods 3'],
      ['a', '3 contains one two'],
      ['b', '6 json'],
    ]);
    const placed = placedChecks(places, category!.prompts[0]!.rubric, problems);
    const lines = source.split('\n');
    expect(placed.map(({ place: at, item, index }) => [lines[at.line]?.trim(), item, index])).toEqual([
      ['- check: 3 contains one', 'a', 0],
      ['- check: 6 json', 'b', 0],
    ]);
  });
});
