import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { verdictOn } from './helper';

/**
 * Cases of our own on which IFEval's verifiable instructions (google-research, instruction_following_eval) and our kinds
 * have to agree: the instruction as IFEval's code decides it, and our line.
 */
const cases: [instruction: string, line: string, answer: string, followed: boolean][] = [
  ['keywords:existence [river, stone]', '1 icontains river stone', 'The River carries a stone.', true],
  ['keywords:existence [river, stone]', '1 icontains river stone', 'The river carries sand.', false],
  ['keywords:existence: part of a word counts', '1 icontains stone', 'A milestone.', true],
  ['keywords:frequency at least 2', '1 icontains rain times 2..', 'Rain, and more rain.', true],
  ['keywords:frequency at least 3', '1 icontains rain times 3..', 'Rain, and more rain.', false],
  ['keywords:frequency less than 2', '1 icontains rain times ..1', 'Rain, and more rain.', false],
  ['keywords:forbidden_words: whole words', '1 absent rain', 'The train is late.', true],
  ['keywords:forbidden_words: any case', '1 absent rain', 'RAIN falls.', false],
  ['keywords:forbidden_words: before a mark', '1 absent rain', 'It is rain!', false],
  ['language:response_language de', '1 language de', 'Der Zug fährt heute leider nicht, weil es schneit.', true],
  ['language:response_language de', '1 language de', 'The train does not run today because of the snow.', false],
  ['length_constraints:number_words at least 5', '1 words 5..', 'One two three four five', true],
  ['length_constraints:number_words at least 5', '1 words 5..', 'One two three four', false],
  ['length_constraints:number_words less than 5', '1 words ..4', 'One two three four', true],
  ['length_constraints:number_sentences at least 2', '1 sentences 2..', 'It rains. We stay.', true],
  ['length_constraints:number_sentences less than 2', '1 sentences ..1', 'It rains. We stay.', false],
  ['length_constraints:number_paragraphs 3', '1 paragraphs 3 by "***"', 'One\n***\nTwo\n***\nThree', true],
  ['length_constraints:number_paragraphs 2', '1 paragraphs 2 by "***"', 'One\n***\nTwo\n***\nThree', false],
  ['detectable_format:number_bullet_lists 3', '1 bullets 3', '* one\n* two\n* three', true],
  ['detectable_format:number_bullet_lists 2', '1 bullets 2', '- one\n- two\n- three', false],
  ['detectable_format:number_bullet_lists: nested', '1 bullets 3', '- one\n  - two\n  - three', true],
  ['detectable_format:json_format', '1 json', '```json\n{"a": [1, 2]}\n```', true],
  ['detectable_format:json_format: text around', '1 json', 'Here it is: {"a": 1}', false],
  ['detectable_format:title <<…>>', '1 regex /<<[^\\n]+>>/', '<<A poem>>\nIt rains.', true],
  [
    'detectable_format:constrained_response',
    '1 equals "My answer is yes."|"My answer is no."',
    'My answer is yes.',
    true,
  ],
  ['startend:end_checker', '1 last-line "*any questions?"|"Any questions?"', 'Text.\nAny questions?', true],
  ['startend:end_checker: text behind it', '1 last-line "Any questions?"', 'Any questions?\nNo.', false],
  ['punctuation:no_comma', '1 not-contains ","', 'No comma here', true],
  ['punctuation:no_comma', '1 not-contains ","', 'A comma, here', false],
  ['change_case:english_lowercase', '1 not-regex /[A-Z]/', 'all is small', true],
  ['detectable_content:postscript', '1 regex /^\\s*P\\.\\s?S\\./m', 'Text.\n\nP.S. More.', true],
];

/**
 * Answers of our own on which IFEval's published code was run (instruction_following_eval of google-research): `followed`
 * is what it said.
 */
interface RunCase {
  instruction: string;
  arguments: Record<string, unknown>;
  check: string;
  answer: string;
  followed: boolean;
}
const fixture = join(import.meta.dirname, '../../fixtures/checks/ifeval/cases.json');
const run = JSON.parse(readFileSync(fixture, 'utf8')) as RunCase[];

/** Where ours differs on purpose, and why. */
const apart = new Map<string, string>([]);

describe('agreement with IFEval', () => {
  it('says of each answer what IFEval’s own code said, but where it differs on purpose', () => {
    const different = run.filter(
      ({ check, answer, followed }) => (verdictOn(check, answer).verdict === 'pass') !== followed,
    );
    expect(different.map(({ check, answer }) => `${check} · ${answer}`)).toEqual([...apart.keys()]);
    expect(new Set(run.map(({ instruction }) => instruction)).size).toBeGreaterThanOrEqual(18);
  });

  it.each(cases)('%s: %s', (_, line, answer, followed) => {
    expect(verdictOn(line, answer).verdict).toBe(followed ? 'pass' : 'fail');
  });

  it('the loose reading forgives a first or last line, and marks, as IFEval’s does', () => {
    expect(verdictOn('1 words 3', 'Sure, here it is:\none two three')).toMatchObject({
      verdict: 'fail',
      loose: 'pass',
    });
    expect(verdictOn('1 equals "one two"', '**one two**')).toMatchObject({ verdict: 'fail', loose: 'pass' });
    expect(verdictOn('1 words 3', 'one two three four five six seven')).toMatchObject({
      verdict: 'fail',
      loose: 'fail',
    });
  });
});
