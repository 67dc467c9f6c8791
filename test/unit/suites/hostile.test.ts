import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { docOf } from '../../../src/evaluate/checks/doc';
import { flattened } from '../../../src/model/nesting';
import { parseSuite } from '../../../src/suites/parse';
import { readSharedPrompts } from '../../../src/suites/sharedPrompts';

const head = '---\nid: t\ncategory: T\nversion: 1\n---\n\n';
const suite = (...bodies: string[]): string =>
  head + bodies.map((body, at) => `## P${at} {#t-p${at} points=10}\n\n${body}\n`).join('\n');
const parsed = (source: string) => parseSuite(source, 't.md', new Map());

describe('a suite with one hostile prompt', () => {
  it.each([
    ['3,000 quotes', `${'>'.repeat(3_000)} x`],
    ['3,000 quotes with blanks', `${'> '.repeat(3_000)}x`],
    ['800 lists within each other', Array.from({ length: 800 }, (_, at) => `${'  '.repeat(at)}- a`).join('\n')],
    ['3,000 list marks on one line', `${'- '.repeat(3_000)}x`],
    ['500 numbered lists on one line', `${'1. '.repeat(500)}x`],
    ['lists indented with tabs', Array.from({ length: 300 }, (_, at) => `${'\t'.repeat(at)}- a`).join('\n')],
  ])('is read, with %s kept to the last character and named', (_what, body) => {
    const { category, problems } = parsed(suite('Before.', body, 'After.'));
    expect(category?.prompts.map(({ text }) => text)).toEqual(['Before.', body, 'After.']);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.every(({ severity, line }) => severity === 'warning' && line > 8)).toBe(true);
    expect(problems[0]?.message).toContain('nested deeper');
    expect(problems).toHaveLength(1);
  });

  it('has drawings and rules in it that are no nesting', () => {
    const body = `${' '.repeat(300)}x\n\n\`\`\`\n${' '.repeat(500)}o\n\`\`\`\n\n${'-'.repeat(400)}\n\n${'*'.repeat(400)}`;
    expect(parsed(suite(body)).problems).toEqual([]);
  });

  it('is flattened without a change in length or lines', () => {
    const piece = fc.constantFrom('>', '> ', '- ', '1. ', '\t', '  ', 'word', '\n', '\r\n', '\r');
    const run = fc.tuple(piece, fc.integer({ min: 1, max: 90 })).map(([one, count]) => one.repeat(count));
    fc.assert(
      fc.property(fc.array(run, { maxLength: 12 }), (runs) => {
        const text = runs.join('');
        const flat = flattened(text).text;
        expect(flat.length).toBe(text.length);
        expect(flat.replace(/[^\r\n]/g, '')).toBe(text.replace(/[^\r\n]/g, ''));
        expect(flattened(flat).text).toBe(flat);
      }),
    );
  });

  it('lets an answer be checked that is nested without end', () => {
    expect(() => docOf(`${'>'.repeat(3_000)} x\n\n# Heading`)).not.toThrow();
  });
});

describe('marks of a conflict in Git', () => {
  const conflict = '<<<<<<< HEAD\nSay hello.\n=======\nSay hi.\n>>>>>>> other';

  it('are a mistake with their lines', () => {
    const { problems } = parsed(suite(conflict));
    expect(problems.map(({ line, severity }) => [line, severity])).toEqual([
      [8, 'error'],
      [12, 'error'],
    ]);
    expect(problems[0]?.message).toContain('Git');
  });

  it('are found in front matter and above it', () => {
    expect(parsed(head.replace('category: T', '<<<<<<< HEAD\ncategory: T\n=======\ncategory: U\n>>>>>>> x')).problems[0]).toMatchObject({ line: 2 });
    expect(parsed(`<<<<<<< HEAD\n${head}`).problems[0]).toMatchObject({ line: 0 });
  });

  it('are only pointed at where a prompt may be about them', () => {
    const { problems } = parsed(suite(`Solve it:\n\n\`\`\`\n${conflict}\n\`\`\`\n\nTitle\n=======`));
    expect(problems.map(({ severity }) => severity)).toEqual(['warning', 'warning']);
    expect(parsed(suite('Title\n=======\n\n>>>>>>> five\n\n<<<<<<<< eight')).problems).toEqual([]);
  });

  it('keep a shared system prompt from being sent', () => {
    const { prompts, problems } = readSharedPrompts(`## calm\n\nBe calm.\n\n## loud\n\n${conflict}\n`, 'system-prompts.md');
    expect([...prompts.keys()]).toEqual(['calm']);
    expect(problems.map(({ line }) => line)).toEqual([6, 10]);
  });
});
