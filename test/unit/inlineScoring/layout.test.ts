import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerSections, withAnswer } from '../../../src/conduct/answerFile';
import { AnswerText } from '../../../src/edge/answers/answerText';
import { anchorIn, codeLayout, lineOf, nearestLine, sectionLayout, tabLayout } from '../../../src/edge/answers/layout';
import type { Run } from '../../../src/model/run';
import { someStats } from '../builders';

const view = { botName: 'gemma', promptTitle: 'Teaching', categoryTitle: 'Booting' };

function aRun(text: string, reasoning = ''): Run {
  const run: Partial<Run> = {
    id: 7,
    promptId: 'first',
    categoryId: 'booting',
    status: 'complete',
    flags: [],
    error: null,
  };
  return { ...run, text, reasoning, stats: someStats() } as Run;
}

const tabOf = (run: Run): string[] => AnswerText.of(run, view, null).toString().split('\n');

/** The lines of a saved file that also holds another answer above, and where this one's section stands in it. */
function savedOf(run: Run, newline = '\n'): { lines: string[]; start: number; end: number } {
  const other = { ...aRun('Another answer.'), id: 3, promptId: 'zero' };
  const first = withAnswer('', { run: other, ...view }, ['zero', 'first']).replaceAll('\n', newline);
  const source = withAnswer(first, { run, ...view }, ['zero', 'first']);
  const section = answerSections(source).find((one) => one.runId === run.id);
  if (!section) throw new Error('The answer was not saved.');
  const end = source.slice(0, section.end).split(/\r?\n/).length - 1;
  return { lines: source.split(/\r?\n/), start: section.line, end };
}

const line = fc.constantFrom(
  '',
  'A sentence.',
  'Another one.',
  '---',
  '</details>',
  '## A heading',
  '}',
  '\tcode()',
  '> note',
);
const text = fc.array(line, { minLength: 1, maxLength: 25 }).map((lines) => lines.join('\n'));

describe('the layout of an answer', () => {
  it('is the same answer in its own tab and in the saved file', () => {
    fc.assert(
      fc.property(text, fc.oneof(fc.constant(''), text), (answer, reasoning) => {
        fc.pre(answer.trim() !== '' && (reasoning === '' || reasoning.trim() !== ''));
        const run = aRun(answer, reasoning);
        const tab = tabOf(run);
        const inTab = tabLayout(tab, run);
        const { lines, start, end } = savedOf(run);
        const inFile = sectionLayout(lines, start, end, run);
        const shown = (all: string[], layout: typeof inTab) =>
          layout?.blocks.map((block) => [
            block.part,
            all.slice(block.start, block.end).map((shownLine) => shownLine.trim()),
          ]);
        expect(shown(lines, inFile)).toEqual(shown(tab, inTab));
        const answerBlock = inFile.blocks.find((block) => block.part === 'answer');
        expect(lines.slice(answerBlock?.start, answerBlock?.end).join('\n').trim()).toBe(answer.trim());
      }),
    );
  });

  it('carries a remark from the tab to the same line of the file and back', () => {
    const run = aRun('One.\n\n}\n\nTwo.\n\n}\n\nThree.', 'Let me think.\n</details>\nI know.');
    const tab = tabOf(run);
    const inTab = tabLayout(tab, run);
    const { lines, start, end } = savedOf(run, '\r\n');
    const inFile = sectionLayout(lines, start, end, run);
    if (!inTab) throw new Error('The tab shows no answer.');
    for (const block of inTab.blocks) {
      for (let at = block.start; at < block.end; at++) {
        const anchor = anchorIn(inTab, tab, run, at);
        if (!anchor) throw new Error(`Line ${at} belongs to no part.`);
        const there = lineOf(inFile, lines, run, anchor);
        expect(lines[there?.line ?? -1]).toBe(tab[at]);
        const back = anchorIn(inFile, lines, run, there?.line ?? -1);
        expect(back && lineOf(inTab, tab, run, back)).toEqual({ line: at, changed: false });
      }
    }
    expect(anchorIn(inTab, tab, run, 0)).toBeNull();
  });

  it('keeps a remark at its line while the file is edited around it', () => {
    const run = aRun('Alpha.\n\nBeta.\n\nGamma.');
    const { lines, start, end } = savedOf(run);
    const layout = sectionLayout(lines, start, end, run);
    const at = lines.indexOf('Beta.');
    const anchor = anchorIn(layout, lines, run, at);
    if (!anchor) throw new Error('Beta belongs to no part.');
    const edited = [...lines.slice(0, at - 2), 'A line by hand.', '', 'And one more.', ...lines.slice(at - 2)];
    const moved = lineOf(sectionLayout(edited, start, end + 3, run), edited, run, anchor);
    expect(edited[moved?.line ?? -1]).toBe('Beta.');
    expect(moved?.changed).toBe(false);
  });

  it('finds an answer whose heading or header line was taken out', () => {
    const run = aRun('Alpha.\nBeta.');
    const { lines, start, end } = savedOf(run);
    const bare = lines.filter((text, at) => at <= start || !/^## |Stop: /.test(text));
    const layout = sectionLayout(bare, start, end - 2, run);
    expect(layout.blocks.map((block) => bare.slice(block.start, block.end))).toEqual([['Alpha.', 'Beta.']]);
  });

  it('places a remark in the code file that holds a piece of the answer', () => {
    const run = aRun('Here it is:\n\n```go\npackage main\n\nfunc main() {\n\trun()\n}\n```\n\nIt runs at once.');
    const code = [
      '// 2.28 tok/sec • Stop: stop',
      '// explanation: 5',
      'package main',
      '',
      'func main() {',
      '\trun()',
      '}',
    ];
    const layout = codeLayout(code, run);
    expect(layout.blocks).toEqual([{ part: 'answer', start: 2, end: 7 }]);
    const tab = tabOf(run);
    const inTab = tabLayout(tab, run);
    if (!inTab) throw new Error('The tab shows no answer.');
    const fromTab = anchorIn(inTab, tab, run, tab.indexOf('\trun()'));
    expect(fromTab && lineOf(layout, code, run, fromTab)).toEqual({ line: 5, changed: false });
    const fromCode = anchorIn(layout, code, run, 4);
    expect(tab[(fromCode && lineOf(inTab, tab, run, fromCode)?.line) ?? -1]).toBe('func main() {');
    const prose = anchorIn(inTab, tab, run, tab.indexOf('It runs at once.'));
    expect(prose && lineOf(layout, code, run, prose)).toBeNull();
  });

  it('takes the nearest line of the answer for one outside of it', () => {
    const run = aRun('Alpha.\nBeta.');
    const layout = tabLayout(tabOf(run), run);
    if (!layout) throw new Error('The tab shows no answer.');
    expect(nearestLine(layout, 0)).toBe(layout.blocks[0]?.start);
    expect(nearestLine(layout, 999)).toBe((layout.blocks[0]?.end ?? 0) - 1);
    expect(tabLayout(['This answer is not in the database any more.'], run)).toBeNull();
  });
});
