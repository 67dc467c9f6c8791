import { said } from '../../../src/l10n/said';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentencesIn } from '../../../scripts/lib/l10n/coreSentences.mjs';
import templates from '../../../src/l10n/coreSentences.json';
import { fewestSigns, translateSentence } from '../../../src/l10n/translateSentence';
import { networkError } from '../../../src/servers/errors';
import { TransportError } from '../../../src/servers/http/transportError';
import { parseSuite } from '../../../src/suites/parse';
import { fixesAt } from '../../../src/suites/tools/fixes';
import { fill } from '../../../src/ui/strings';

const bundle = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../l10n/bundle.l10n.vi.json'), 'utf8'),
) as Record<string, string>;
const vietnamese = (sentence: string): string =>
  translateSentence(sentence, templates, (template, ...values) => fill(bundle[template] ?? template, ...values));

const source = (rubric: string, front = 'id: demo\ncategory: Demo\nversion: 1'): string =>
  `---\n${front}\n---\n\n## One {#demo-a points=9}\n\nX\n\n### Rubric\n\n${rubric}\n`;
const problems = (text: string): string[] => parseSuite(text, 'demo.md', new Map()).problems.map((one) => one.message);

describe('sentences of the core in Vietnamese', () => {
  it('tell of points that do not add up, and how to mend that', () => {
    const text = source('- **a** (3): A.\n- **b** (2): B.');
    expect(problems(text).map(vietnamese)).toEqual([
      'Các tiêu chí của thang chấm có tổng 5 điểm, nhưng prompt có 9 điểm.',
    ]);
    const [line = -1] = parseSuite(text, 'demo.md', new Map()).problems.map((one) => one.line);
    expect(fixesAt(text, line, new Map()).map((fix) => vietnamese(fix.title))).toEqual([
      'Đổi thành prompt 5 điểm',
      'Cho “b” 6 điểm',
    ]);
  });

  it('have the words that are filled in translated too', () => {
    const text = source('- **a** (9): A.', 'id: demo\ncategory: Demo\nversion: one');
    expect(problems(text).map(vietnamese)).toEqual(['“version” phải là số nguyên từ 1 trở lên.']);
    expect(vietnamese('Top K must be: whole number, 0 turns it off.')).toBe('Top K phải là: số nguyên, 0 là tắt.');
    expect(vietnamese('The file cannot be imported: runs[3].id must be a text. Nothing was imported.')).toBe(
      'Không nhập được tệp: runs[3].id phải là văn bản. Chưa nhập gì cả.',
    );
    expect(vietnamese('q.jsonl, line 2: this is not a JSON object.')).toBe(
      'q.jsonl, dòng 2: đây không phải là đối tượng JSON.',
    );
  });

  it('tell of a server that does not answer', () => {
    const cause = new TransportError('connect', 'ECONNREFUSED', said`connect ECONNREFUSED 127.0.0.1:1234`);
    const error = networkError(cause, { server: 'http://localhost:1234' });
    expect(vietnamese(error.message)).toBe(
      'Không có máy chủ nào chạy tại localhost:1234. Hãy khởi động máy chủ (trong LM Studio: Developer, Start server), hoặc sửa địa chỉ trong cài đặt.',
    );
  });

  it('leave names alone that happen to be known', () => {
    expect(vietnamese('Delete “System prompt”')).toBe('Xóa “System prompt”');
    expect(vietnamese('System prompt')).toBe('Prompt hệ thống');
  });

  it('stay as they are when nobody knows them', () => {
    expect(vietnamese('Something else went wrong.')).toBe('Something else went wrong.');
    expect(translateSentence('a: b', ['{0}: {1}'], () => 'wrong')).toBe('a: b');
  });

  it('are all told apart by enough signs of their own', () => {
    const signs = (template: string): number => template.replace(/\{\d+\}|\s/g, '').length;
    const vague = templates.filter((template) => /\{\d+\}/.test(template) && signs(template) < fewestSigns);
    expect(vague).toEqual([]);
  });

  it('take the template that says most', () => {
    const chosen = (sentence: string): string =>
      translateSentence(sentence, templates, (template, ...values) => `${template} ← ${values.join(' | ')}`);
    expect(chosen('Move “One” up')).toBe('Move “{0}” up ← One');
    expect(chosen('The rubric has no item “a\nb”. Did you mean “c”?')).toBe(
      'The rubric has no item “{0}”. Did you mean “{1}”? ← a\nb | c',
    );
  });

  it('come back whole from every template, whatever is filled in', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...templates),
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 4, maxLength: 4 }),
        (template, values) => {
          const fixed = template.split(/\{\d+\}/).filter((part) => part !== '');
          fc.pre(!values.some((value) => fixed.some((part) => value.includes(part))));
          const used: string[] = [];
          const sentence = fill(template, ...values);
          const same = translateSentence(sentence, templates, (found, ...own) => {
            used.push(found);
            return fill(found, ...own);
          });
          expect(same).toBe(sentence);
          expect(used).not.toEqual([]);
        },
      ),
    );
  });
});

describe('the collector of sentences', () => {
  it('finds what is said, and in the core what is handed to reasons and labels, both sides of a choice', () => {
    const source = `
      throw new StoreError('damaged', said\`The file \${a} is \${b ? 1 : 2}.\`, { cause });
      leaveOut(all, some ? 'Two words.' : \`Has \\\`{#id}\\\` \${x}.\`);
      throw new RangeError('Not for people.'); throw new Error(other); note('Not this one.');`;
    expect(sentencesIn(source, false)).toEqual(['The file {0} is {1}.']);
    const found = sentencesIn(source);
    expect(found).toEqual(['The file {0} is {1}.', 'Two words.', 'Has `{#id}` {0}.']);
  });
});
