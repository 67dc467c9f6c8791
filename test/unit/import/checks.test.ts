import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkOfInstruction } from '../../../src/exchange/suites/checks/instructions';
import { checkOfAssertion } from '../../../src/exchange/suites/checks/promptfoo';
import { leftOutText } from '../../../src/exchange/suites/importSuite';
import { readLiveBench } from '../../../src/exchange/suites/liveBench';
import { readPromptfoo } from '../../../src/exchange/suites/promptfoo';
import { suiteText } from '../../../src/exchange/suites/suiteText';
import { readCsv } from '../../../src/exchange/suites/csvSuite';
import type { Imported } from '../../../src/exchange/suites/imported';
import { parseSuite } from '../../../src/suites/parse';
import { verdictOn } from '../checks/helper';
import { hostileText } from '../suites/suiteText';

const options = { id: 'mine', title: 'Mine', points: 10, taken: new Set<string>(), origin: 'a file' };
const rubricOf = (imported: Imported) => {
  const { category, problems } = parseSuite(suiteText(imported, options), 'mine.md', new Map());
  expect(problems).toEqual([]);
  return category?.prompts[0]?.rubric ?? [];
};
const says = (check: string | null, answer: string): string => verdictOn(`1 ${check ?? ''}`, answer).verdict;

describe('assertions of promptfoo', () => {
  const cases: [type: string, value: unknown, passes: string, fails: string][] = [
    ['equals', 'Yes, 42', 'Yes, 42', 'yes, 42'],
    ['equals', 42, '42', '42.0'],
    ['equals', { a: [1, 2] }, '{"a": [1, 2]}', '{"a": [1, 2, 3]}'],
    ['contains', 'a "b" \\c in section x', 'so a "b" \\c in section x.', 'so a "b" c in section x.'],
    ['icontains', 'Straße', 'die STRAßE', 'die Strasse'],
    ['not-contains', 'a|b', 'a or b', 'it has a|b'],
    ['contains-all', ['one', 'two'], 'two and one', 'one and on'],
    ['contains-any', 'one, "two, three"', 'it is two, three', 'it is two'],
    ['not-icontains-any', ['No', 'never'], 'yes', 'NEVER'],
    ['starts-with', 'Dear *Ana*', 'Dear *Ana*, hello', 'Dear Ana, hello'],
    ['regex', '^\\d{2}/\\d{2}$', '12/24', '12/24 '.concat('x')],
    ['not-regex', '[Ss]orry', 'Fine.', 'I am sorry'],
    ['is-json', undefined, '{"a": 1}', 'a: 1'],
    ['is-json', { type: 'object', required: ['a b'] }, '{"a b": 1}', '{"ab": 1}'],
    ['is-json', '{"type": "array", "minItems": 2}', '[1, 2]', '[1]'],
    ['contains-json', { required: ['x'] }, 'Here: {"x": 1}.', 'Here: {"y": 1}.'],
    ['word-count', 3, 'one two three', 'one two'],
    ['word-count', { min: 2, max: 3 }, 'one two', 'one two three four'],
  ];
  it.each(cases)('%s %j is a check that passes and fails as it does', (type, value, passes, fails) => {
    const check = checkOfAssertion({ type, value });
    expect([check, says(check, passes), says(check, fails)]).toEqual([check, 'pass', 'fail']);
  });

  it('stay text where no check says the same', () => {
    for (const [type, value] of [
      ['regex', '(?=a)b'],
      ['regex', '(a)\\1'],
      ['is-json', { type: 'string', format: 'date' }],
      ['is-json', '{type: object}'],
      ['contains', ''],
      ['contains', ['a']],
      ['llm-rubric', 'is kind'],
      ['similar', 'x'],
      ['is-xml', undefined],
    ] as const)
      expect([type, value, checkOfAssertion({ type, value })]).toEqual([type, value, null]);
  });

  it('find just the text that they name, whatever stands in it', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        fc.pre(
          text.trim() === text &&
            text !== '' &&
            text.normalize('NFC') === text &&
            !/[\p{Cc}\p{Cf}\p{Cs}\uFEFF]/u.test(text),
        );
        for (const type of ['contains', 'equals', 'starts-with']) {
          const check = checkOfAssertion({ type, value: text });
          const rubric = rubricOf({
            title: 'X',
            leftOut: new Map(),
            prompts: [
              {
                title: 'T',
                text: 'x',
                system: null,
                group: null,
                points: null,
                idFrom: null,
                criteria: [{ id: 'a', title: 'A.', full: null, none: null, weight: 1, check }],
              },
            ],
          });
          expect(rubric[0]?.checks?.map((one) => one.text) ?? []).toEqual(check === null ? [] : [`10 ${check}`]);
          if (check !== null) expect([check, says(check, text)]).toEqual([check, 'pass']);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('are checks of the imported suite, and what stays with a reader is counted by its type', async () => {
    const text = `
prompts: ['Say {{what}}']
tests:
  - vars: {what: hello}
    assert:
      - {type: icontains, value: '{{what}}', weight: 3}
      - {type: llm-rubric, value: is kind}
      - {type: contains, value: x, transform: output.trim()}
`;
    const imported = await readPromptfoo({ name: 'promptfooconfig.yaml', text }, () => Promise.resolve(null));
    expect(rubricOf(imported).map(({ id, points, checks }) => [id, points, checks?.map((one) => one.text)])).toEqual([
      ['icontains', 6, ['6 icontains "hello"']],
      ['llm-rubric', 2, undefined],
      ['contains', 2, undefined],
    ]);
    expect(leftOutText(imported)).toContain('1 checks “llm-rubric” that are kept as text, for a reader to judge');
  });

  it('also in tables', () => {
    const imported = readCsv([
      { name: 'a.csv', text: 'prompt,__expected1,__expected2\nHi,icontains: hello,similar(0.8): hey\n' },
    ]);
    expect(rubricOf(imported).map(({ checks }) => checks?.[0]?.text)).toEqual(['5 icontains "hello"', undefined]);
    expect(leftOutText(imported)).toContain('similar');
  });
});

describe('instructions of IFEval in LiveBench questions', () => {
  const cases = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../fixtures/checks/ifeval/cases.json'), 'utf8'),
  ) as { instruction: string; arguments: Record<string, unknown>; answer: string; followed: boolean }[];
  const ids: Record<string, string> = {
    KeywordChecker: 'keywords:existence',
    KeywordFrequencyChecker: 'keywords:frequency',
    ForbiddenWords: 'keywords:forbidden_words',
    LetterFrequencyChecker: 'keywords:letter_frequency',
    ResponseLanguageChecker: 'language:response_language',
    NumberOfSentences: 'length_constraints:number_sentences',
    ParagraphChecker: 'length_constraints:number_paragraphs',
    NumberOfWords: 'length_constraints:number_words',
    ParagraphFirstWordCheck: 'length_constraints:nth_paragraph_first_word',
    PlaceholderChecker: 'detectable_content:number_placeholders',
    PostscriptChecker: 'detectable_content:postscript',
    BulletListChecker: 'detectable_format:number_bullet_lists',
    ConstrainedResponseChecker: 'detectable_format:constrained_response',
    HighlightSectionChecker: 'detectable_format:number_highlighted_sections',
    SectionChecker: 'detectable_format:multiple_sections',
    JsonFormat: 'detectable_format:json_format',
    TitleChecker: 'detectable_format:title',
    RepeatPromptThenAnswer: 'combination:repeat_prompt',
    EndChecker: 'startend:end_checker',
    QuotationChecker: 'startend:quotation',
    CommaChecker: 'punctuation:no_comma',
    CapitalLettersEnglishChecker: 'change_case:english_capital',
    LowercaseLettersEnglishChecker: 'change_case:english_lowercase',
  };

  it('are checks that say what IFEval’s own code said', () => {
    const decided = cases.filter(({ instruction }) => ids[instruction] !== undefined);
    const different = decided
      .map((one) => ({ ...one, check: checkOfInstruction(ids[one.instruction] ?? '', one.arguments) }))
      .filter(({ check, answer, followed }) => check === null || (says(check, answer) === 'pass') !== followed);
    expect(different).toEqual([]);
    expect(decided.length).toBeGreaterThan(40);
  });

  const own: [id: string, given: Record<string, unknown>, passes: string, fails: string][] = [
    ['keywords:frequency', { keyword: 'rain', frequency: 2, relation: 'at least' }, 'rain rain', 'rain'],
    ['keywords:letter_frequency', { letter: 'q', let_frequency: 2, let_relation: 'less than' }, 'Q', 'Quiq'],
    [
      'length_constraints:nth_paragraph_first_word',
      { num_paragraphs: 2, nth_paragraph: 2, first_word: 'so' },
      'One.\n\nSo it is.',
      'So.\n\nOne.',
    ],
    [
      'length_constraints:nth_paragraph_first_word',
      { num_paragraphs: 2, nth_paragraph: 1, first_word: 'so' },
      '"So," he said.\n\nTwo.',
      'So.\n\nTwo.\n\nThree.',
    ],
    ['detectable_content:number_placeholders', { num_placeholders: 2 }, '[a] and [b]', '[a]'],
    ['detectable_format:number_highlighted_sections', { num_highlights: 2 }, '*a* and **b**', '*a* and ** **'],
    [
      'detectable_format:multiple_sections',
      { section_spliter: 'SECTION', num_sections: 2 },
      'SECTION 1\na\nSECTION 2\nb',
      'SECTION 1\na',
    ],
    ['combination:repeat_prompt', { prompt_to_repeat: 'Say (it)?' }, 'say (it)? It.', 'Say it? It.'],
    ['startend:end_checker', { end_phrase: 'Any more?' }, 'It is.\n\nany more?', 'Any more? No.'],
    ['startend:quotation', {}, '"Yes.\nNo."', '"Yes". No.'],
    ['change_case:english_capital', {}, 'ALL 3.', 'ALl 3.'],
  ];
  it.each(own)('%s %j', (id, given, passes, fails) => {
    const check = checkOfInstruction(id, given);
    expect([check, says(check, passes), says(check, fails)]).toEqual([check, 'pass', 'fail']);
  });

  it('are an item each, and those that no check decides are named and kept as text', () => {
    const question = {
      turns: ['Write.'],
      question_id: 'a1',
      instruction_id_list: ['length_constraints:number_words', 'combination:two_responses', 'count:word_count_range'],
      kwargs: [{ num_words: 5, relation: 'less than', keyword: null }, {}, { min_words: 3, max_words: 10 }],
    };
    const imported = readLiveBench([{ name: 'question.jsonl', text: JSON.stringify(question) }]);
    expect(rubricOf(imported).map(({ id, full, checks }) => [id, full, checks?.[0]?.text])).toEqual([
      ['number-words', '{"num_words":5,"relation":"less than"}', '4 words ..4'],
      ['two-responses', undefined, undefined],
      ['word-count-range', '{"min_words":3,"max_words":10}', undefined],
    ]);
    expect([...imported.leftOut.keys()]).toEqual([
      'checks “combination:two_responses” that are kept as text, for a reader to judge',
      'checks “count:word_count_range” that are kept as text, for a reader to judge',
    ]);
  });

  it('never make a line that cannot be read, whatever they bring', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(ids)),
        fc.dictionary(
          fc.constantFrom('keywords', 'keyword', 'frequency', 'relation', 'first_word', 'end_phrase', 'num_words'),
          fc.oneof(hostileText, fc.integer(), fc.array(hostileText), fc.constantFrom('at least', null)),
        ),
        (id, given) => {
          const question = { turns: ['Write.'], question_id: 'a1', instruction_id_list: [id], kwargs: [given] };
          rubricOf(readLiveBench([{ name: 'question.jsonl', text: JSON.stringify(question) }]));
        },
      ),
      { numRuns: 100 },
    );
  });
});
