import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSuite } from '../../../../src/suites/parse';
import { FormulaMistake, formulaOf } from '../../../../src/suites/variants/formula';

const names = new Map<string, number | string>([
  ['a', 7],
  ['b', 2],
  ['t', 'tea'],
]);
const value = (source: string): number | string => formulaOf(source)(names);

describe('formulas', () => {
  it.each([
    ['1 + 2 * 3 ^ 2', 19],
    ['-2 ^ 2', -4],
    ['2 ^ 3 ^ 2', 512],
    ['10 - 3 - 2', 5],
    ['-7 % 3', 2],
    ['a / b', 3.5],
    ['0.1 + 0.2 == 0.3 && !(a < b)', 1],
    ['a > b ? t : "coffee"', 'tea'],
    ['a > 9 ? 1 : b > 9 ? 2 : 3', 3],
    ['fixed(2.675, 2)', '2.68'],
    ['fixed(-0.125, 2)', '-0.13'],
    ['group(1234567.5)', '1,234,567.5'],
    ['clock(485)', '8:05'],
    ['clock2(-5)', '23:55'],
    ['day(8)', 'Tuesday'],
    ['pick(1, "x", "y")', 'y'],
    ['max(1, a, min(b, 9))', 7],
  ])('%s is %s', (source, wanted) => {
    expect(value(source)).toBe(wanted);
  });

  it.each(['', '1 +', '(1', '1 2', 'alert(1)', 'constructor', 'a.b', 'a[0]', 'toString()', '__proto__', 'fixed(1)', '#'])(
    '“%s” is refused with a sentence',
    (source) => {
      expect(() => value(source)).toThrow(FormulaMistake);
    },
  );

  it('no text makes them throw anything else, or run long', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('(', ')', '-', '!', 'a', '2', '^', '?', ':', 'pick(', ','));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 300 }), (pieces) => {
        try {
          value(pieces.join(''));
        } catch (error) {
          expect(error).toBeInstanceOf(FormulaMistake);
        }
      }),
    );
  });
});

const suite = (block: string, text = 'It holds {{ml}} ml.'): string =>
  `---\nid: demo\ncategory: Demo\nversion: 1\n---\n\n## One {#demo-one points=5}\n\n${text}\n\n### Rubric\n\n\`\`\`variants\n${block}\n\`\`\`\n\n- **all** (5): {{ml}} ml.\n  - check: 5 answers ml={{ml}}\n`;
const read = (source: string, number = 0): ReturnType<typeof parseSuite> =>
  parseSuite(source, 'demo.md', new Map(), number === 0 ? null : { seed: 'ab', number });

describe('a prompt with variants', () => {
  it('has its published figures, or drawn ones, in text, rubric and checks, and a hash of its own for each', () => {
    const source = suite('ml: 100..1000 step 10 = 150');
    const [published] = read(source).category?.prompts ?? [];
    expect(published).toMatchObject({ text: 'It holds 150 ml.', drawn: { number: 0, values: { ml: 150 } } });
    expect(published?.rubric[0]).toMatchObject({ title: '150 ml.', checks: [{ text: '5 answers ml=150' }] });
    const [drawn] = read(source, 1).category?.prompts ?? [];
    const ml = drawn?.drawn?.values['ml'];
    expect(drawn?.text).toBe(`It holds ${ml} ml.`);
    expect(drawn?.rubric[0]?.checks?.[0]?.text).toBe(`5 answers ml=${ml}`);
    expect(drawn?.hash).not.toBe(published?.hash);
    // What is sent alone decides: the same text without a block is the same version.
    const plain = source.replace(/```variants[\s\S]*?```\n\n/, '').replaceAll('{{ml}}', '150');
    expect(read(plain).category?.prompts[0]?.hash).toBe(published?.hash);
  });

  it('leaves braces alone where there is no block', () => {
    const source = suite('').replace(/```variants[\s\S]*?```\n\n/, '');
    expect(read(source, 1).category?.prompts[0]?.text).toBe('It holds {{ml}} ml.');
  });

  it.each([
    ['ml = 150', 13, 'A line of `variants` reads'],
    ['ml: 100..200 = 250', 13, 'is none of the values'],
    ['ml: 100..200 = 150\nml := 3', 14, 'stands here twice'],
    ['ml: 100..200 = 150\nx := ml +', 14, 'stops too early'],
    ['ml: 100..200 = 150\nrequire y > 3', 12, 'is not defined above'],
    ['ml: 100..200 = 150\nrequire ml > 150', 12, 'published figures break what line 2'],
    ['ml: 0..1000000 = 150', 13, 'at most 10,000 values'],
    ['x := 3', 13, 'needs at least one parameter'],
  ])('says what is wrong with “%s”', (block, line, sentence) => {
    const { problems } = read(suite(block));
    expect(problems.some((problem) => problem.line === line && problem.message.includes(sentence))).toBe(true);
  });

  it('says where no figures fit, and where a text asks for a name that is not there', () => {
    const never = read(suite('ml: 100..200 = 150\nrequire ml == 150'), 1);
    expect(never.category?.prompts[0]?.text).toBe('It holds 150 ml.');
    const impossible = read(suite('ml: 1..9999 = 1\nx: 1..9999 = 1\nrequire ml == 1 && x == 1'), 1);
    expect(impossible.problems[0]?.message).toContain('No figures that fit were found');
    const unknown = read(suite('ml: 1..2 = 1', 'It holds {{cl}} cl.'));
    expect(unknown.problems[0]?.message).toContain('“cl” is not defined above');
  });
});
