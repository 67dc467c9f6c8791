import { describe, expect, it } from 'vitest';
import { verdictOn } from './helper';

type Case = [line: string, answer: string, verdict: 'pass' | 'fail' | 'unknown'];

const poem = `Năm dời sông

Trăm năm trong cõi người ta,
Chữ tài chữ mệnh khéo là ghét nhau.
Trải qua một cuộc bể dâu,
Những điều trông thấy mà đau đớn lòng.

Vần: ta – là; nhau – dâu – đau`;

const sections = `# Plane

One two three.

## Detail

four

# Space and beyond

five six`;

const cases: Record<string, Case[]> = {
  words: [
    ['1 words 3', 'one two three', 'pass'],
    ['1 words 0..2', 'one two three', 'fail'],
    ['1 words ..3', 'one, two — three!', 'pass'],
    ['1 words 4..', 'one two three', 'fail'],
    ['1 words 6', 'Trăm năm trong cõi người ta', 'pass'],
    ['1 words 3', '我喜欢学习', 'pass'],
    ['1 words 2', 'สวัสดีครับ', 'pass'],
    ['1 words 2', "don't stop", 'pass'],
    ['1 words 2', 'one\r\ntwo\r\n', 'pass'],
    ['1 words 2', 'one two\n\n```answers\nA = 1\n```', 'pass'],
    ['1 words 1', 'café\u0301'.normalize('NFD'), 'pass'],
    ['1 words 2 in prose', 'one two\n\n```c\nint x;\n```', 'pass'],
  ],
  sentences: [
    ['1 sentences 2', 'It is so. Is it?', 'pass'],
    ['1 sentences 1', 'Dr. Smith met Mr. J. Donne, e.g. in St. Ives.', 'pass'],
    ['1 sentences 2', 'It costs 3.50 euro. Fine.', 'pass'],
    ['1 sentences 2', 'A first line\ngoes on here. Second one.', 'pass'],
    ['1 sentences 3', '- one\n- two\n- three', 'pass'],
    ['1 sentences 2', '“Is it so?” he asked. She nodded.', 'pass'],
    ['1 sentences 2', '他来了。她走了。', 'pass'],
    ['1 sentences 1', '# Title\n\nOnly one.', 'pass'],
  ],
  paragraphs: [
    ['1 paragraphs 2', 'One\nstill one.\n\nTwo.', 'pass'],
    ['1 paragraphs 2', '# Head\n\nOne.\n\nTwo.\n\n---', 'pass'],
    ['1 paragraphs 3 by "***"', 'a\n\nb\n\n***\n\nc\n***\nd', 'pass'],
    ['1 paragraphs 2', 'One\r\n\r\nTwo', 'pass'],
  ],
  lines: [
    ['1 lines 2', 'a\n\nb\n', 'pass'],
    ['1 lines 2', 'a\r\nb\r\n', 'pass'],
    ['1 lines 3', 'a\nb', 'fail'],
    ['1 lines 2 in code python 1', 'Text\n\n```py\na = 1\nb = 2\n```', 'pass'],
  ],
  characters: [
    ['1 characters 1', 'e\u0301', 'pass'],
    ['1 characters 1', '👨‍👩‍👧', 'pass'],
    ['1 characters 5', ' hello\n', 'pass'],
    ['1 characters ..4', 'hello', 'fail'],
    ['1 characters 3', 'a\r\nb', 'pass'],
  ],
  headings: [
    ['1 headings 3', sections, 'pass'],
    ['1 headings 2 level 1', sections, 'pass'],
    ['1 headings "Plane" "Space and beyond"', sections, 'pass'],
    ['1 headings "Space and beyond" "Plane"', sections, 'fail'],
    ['1 headings "Plane" "Letter box"', sections, 'fail'],
    ['1 headings Minutes Doubts', '**Minutes**\n\na\n\n**Doubts:**\n\nb', 'pass'],
    ['1 headings 0', '```md\n# no\n```', 'pass'],
  ],
  numbered: [
    ['1 numbered 3', '1. a\n2. b\n3. c', 'pass'],
    ['1 numbered 2', '1. a\n   1. x\n   2. y\n2. b', 'pass'],
    ['1 numbered 2', '1. a\n\n```c\n3. not\n```\n\n2. b', 'pass'],
    ['1 numbered 2', '## 1. A\n\n1. x\n2. y\n\n## 2. B', 'pass'],
    ['1 numbered 2', '1) a\r\n2) b', 'pass'],
    ['1 numbered 3', '1. a\n1. b\n1. c', 'pass'],
    ['1 numbered 0', '- a\n- b', 'pass'],
  ],
  bullets: [
    ['1 bullets 3', '- a\n- b\n  - c', 'pass'],
    ['1 bullets 2', '* a\n* b\n\n---', 'pass'],
    ['1 bullets 2', '• a\n• b', 'pass'],
    ['1 bullets 2', '1. a\n2. b', 'fail'],
  ],
  table: [
    ['1 table 2x3', '| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |', 'pass'],
    ['1 table 3x3', '| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n| 4 | 5 | 6 |', 'fail'],
    ['1 table *x3', '| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |', 'pass'],
    ['1 table 1..2x3', 'No table here.', 'fail'],
  ],
  contains: [
    ['1 contains "42 ms"', 'It takes 42 ms.', 'pass'],
    ['1 contains Paris', 'paris', 'fail'],
    ['1 icontains Paris', 'in PARIS', 'pass'],
    ['1 contains red|blue', 'a blue one', 'pass'],
    ['1 contains red blue', 'a blue one', 'fail'],
    ['1 contains-any red blue', 'a blue one', 'pass'],
    ['1 contains "say \\"hi\\""', 'They say "hi".', 'pass'],
    ['1 contains na times 2', 'banana', 'pass'],
    ['1 not-contains na', 'banana', 'fail'],
  ],
  absent: [
    ['1 absent bandwidth|vram|offload*', 'Reading speed only.', 'pass'],
    ['1 absent bandwidth|vram|offload*', 'We are **offloading** it.', 'fail'],
    ['1 absent vram', 'The VRAM_size', 'fail'],
    ['1 absent miss', 'He dismissed the mission.', 'pass'],
    ['1 absent miss*', 'the mission', 'fail'],
    ['1 absent "pull request"', 'a pull\nrequest', 'fail'],
    ['1 absent buồn|"cô đơn"', 'Đêm nay buồn.', 'fail'],
    ['1 absent leave', 'Le\u00ADave', 'fail'],
    ['1 absent new', 'renew, news', 'pass'],
    ['1 absent 时间', '没有时间了', 'fail'],
  ],
  regex: [
    ['1 regex /^Review:/m', 'a\nReview: b', 'pass'],
    ['1 regex ^Review:', 'a\nReview: b', 'fail'],
    ['1 regex "^a in line"', 'a in line', 'pass'],
    ['1 regex /HELLO/i', 'hello', 'pass'],
    ['1 regex /a/ times 3', 'banana', 'pass'],
    ['1 regex /(a+)+$/', 'a'.repeat(5000) + 'b', 'fail'],
    ['1 regex ^\\d+$ in line "^[0-9]"', 'x\n123', 'pass'],
    ['1 regex /a\\/b/', 'a/b', 'pass'],
  ],
  equals: [
    ['1 equals "Yes."', ' Yes.\n', 'pass'],
    ['1 equals yes|no', 'no', 'pass'],
    ['1 equals Yes', 'yes', 'fail'],
  ],
  'first-line': [
    ['1 first-line "Dear Ana,"', '\nDear Ana,\nhello', 'pass'],
    ['1 first-line "Dear Ana,"', 'Dear Ana, hello', 'fail'],
    ['1 first-line Dear*', 'Dear Ana, hello', 'pass'],
    ['1 first-line /^D.*,$/', 'Dear Ana,\nx', 'pass'],
  ],
  'last-line': [
    ['1 last-line "Answer:"', 'x\nAnswer: 52', 'pass'],
    ['1 last-line Done.', 'x\nDone.\n\n', 'pass'],
    ['1 last-line Done.', 'Done.\nx', 'fail'],
    ['1 last-line Done.', 'x\n\n```answers\nDone.\n```\n\nDone.', 'pass'],
  ],
  order: [
    ['1 order Mercury Venus Earth', 'mercury, venus and earth', 'pass'],
    ['1 order Mercury Venus Earth', 'venus, mercury, earth', 'fail'],
    ['1 order a c b in line "^Order"', 'a b\nOrder: a, c, b', 'pass'],
    ['1 order alpha beta', 'alphabet beta', 'fail'],
    ['1 order "New York" Boston', 'from New York to Boston', 'pass'],
  ],
  answers: [
    ['1 answers A=92.00 B=85.44 ±0.01', '```answers\nA = 92\nB = 85.445\n```', 'pass'],
    ['1 answers A=92.00 B=85.44 ±0.01', '```answers\nA = 92\nB = 85.46\n```', 'fail'],
    ['1 answers A=92.00 B=85.44', 'A = 92\n\nB = 85,44 €', 'pass'],
    ['1 answers A=92 B=85', '```answers\nA = 92\n```', 'fail'],
    ['1 answers A=92 B=85', 'A = 92', 'unknown'],
    ['1 answers A=92 B=85', 'A = 91', 'fail'],
    ['1 answers A=1234', '- **A** = 1,234', 'pass'],
    ['1 answers A=0.5', '```answers\nA: 0,5\n```', 'pass'],
    ['1 answers A=-3', '```answers\nA = −3\n```', 'pass'],
    ['1 answers A=52', '```answers\nA = 12 + 40 = 52 ms\n```', 'pass'],
    ['1 answers A=12', '```answers\nA = 12 or 13\n```', 'fail'],
    ['1 answers winners={Ana, Bo}', '```answers\nwinners = Bo, Ana\n```', 'pass'],
    ['1 answers winners={Ana, Bo}', '```answers\nwinners = Bo\n```', 'fail'],
    ['1 answers winners={Ana, Bo}', '```answers\nwinners = Bo, Ana, Cy\n```', 'fail'],
    ['1 answers order=[c, a, b]', '```answers\norder = c → a → b\n```', 'pass'],
    ['1 answers order=[c,a,b]', '```answers\norder = a, c, b\n```', 'fail'],
    ['1 answers ok=yes|true', '```answers\nOK = True\n```', 'pass'],
    ['1 answers city="New York"', '```answers\ncity = "new york"\n```', 'pass'],
    ['1 answers x=3..5', '```answers\nx = 4.5\n```', 'pass'],
    ['1 answers x=100 ±1%', '```answers\nx = 100.9\n```', 'pass'],
    ['1 answers x=100±0.5 y=7', '```answers\nx = 100.4\ny = 7\n```', 'pass'],
    ['1 answers time="20:08"', '```answers\ntime = 20:08\n```', 'pass'],
    ['1 answers p=1/7', '```answers\np = 1/7\n```', 'pass'],
    ['1 answers a=1 A=2', '```answers\na = 1\nA = 2\n```', 'pass'],
    ['1 answers A=1', '```answers\nA = 1\nA = 2\n```', 'fail'],
    ['1 answers A=1', 'First A = 2.\nA = 2\nA = 1', 'pass'],
    ['1 answers A=1', '```answers\r\nA = 1\r\n```\r\n', 'pass'],
    ['1 answers A=1', 'Nothing here.', 'unknown'],
    ['1 answers losers={}', '```answers\nlosers = none\n```', 'pass'],
  ],
  json: [
    ['1 json', '```json\n{"a": 1}\n```', 'pass'],
    ['1 json', '{"a": 1}', 'pass'],
    ['1 json', 'Here: {"a": 1}', 'fail'],
    ['1 contains-json', 'Here: {"a": 1}', 'pass'],
    ['1 json {"type": "object", "required": ["a"]}', '{"a": 1}', 'pass'],
    ['1 json {"type": "object", "required": ["b"]}', '{"a": 1}', 'fail'],
    ['1 json {"required": ["a"]} in code json 1', 'So:\n\n```json\n{"a": 1}\n```', 'pass'],
    ['1 json schema.json', '{"a": 1}', 'unknown'],
  ],
  language: [
    ['1 language vi', 'Tôi nghe như vầy. Một thời Thế Tôn trú ở Xá-vệ.', 'pass'],
    ['1 language vi', 'Thus have I heard. At one time the Blessed One was staying near Savatthi.', 'fail'],
    ['1 language de|fr', 'Der Hund schläft auf dem Sofa im Wohnzimmer.', 'pass'],
    ['1 language en', '12345', 'unknown'],
    ['1 language zh', '你好，今天天气很好，我们去公园吧。', 'pass'],
  ],
  script: [
    ['1 script !Han', 'Xin chào', 'pass'],
    ['1 script !Han', 'Xin 你 chào', 'fail'],
    ['1 script Latin', 'Xin chào, 123!', 'pass'],
    ['1 script Latin', 'Xin привет', 'fail'],
    ['1 script Latin|Cyrillic', 'Xin привет', 'pass'],
  ],
  syllables: [
    ['1 syllables vi 6 8', 'Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét nhau.', 'pass'],
    ['1 syllables 6 8', 'Trăm năm trong cõi người ta,\nChữ tài chữ mệnh khéo là ghét nhau rồi.', 'fail'],
    ['1 syllables 5', 'The cat sat down now', 'pass'],
    ['1 syllables 4', 'The cat sat down right now', 'fail'],
  ],
  lucbat: [
    ['1 lucbat 4', poem, 'pass'],
    ['1 lucbat 4', poem.replace('người ta', 'người đó'), 'fail'],
    ['1 lucbat 4 syllables', poem.replace('bể dâu', 'bể'), 'fail'],
    ['1 lucbat 4 rhyme', poem.replace('bể dâu', 'bể xanh'), 'fail'],
    ['1 lucbat 4 tones ..1', poem.replace('bể dâu', 'bể xanh'), 'pass'],
  ],
  acrostic: [
    ['1 acrostic CAT', 'Cold\nair\ntoday', 'pass'],
    ['1 acrostic CAT', 'Cold\nair\nmoves', 'fail'],
    ['1 acrostic CAT', 'Cold\nair\ntoday\nmore', 'fail'],
    ['1 acrostic HO by sentences', 'He came. Oh no.', 'pass'],
  ],
  'same-sentence': [
    ['1 same-sentence river bridge 2', 'The river has a bridge. A bridge over the river. A river.', 'pass'],
    ['1 same-sentence river bridge', 'The river. The bridge.', 'fail'],
    [
      '1 same-sentence A1 B1 1',
      '# A1\n\nHe closed the old book. One.\n\n# B1\n\nShe left. *He closed the old book.*',
      'pass',
    ],
    ['1 same-sentence A1 B1 1', '# A1\n\nHe closed the old book.\n\n# B1\n\nShe closed the old book.', 'fail'],
  ],
  code: [
    ['1 code python 1', '```python\ndef f():\n    return 1\n```', 'pass'],
    ['1 code python 1', '```py\ndef f(:\n    return 1\n```', 'fail'],
    ['1 code python 2', '```python\nx = 1\n```', 'fail'],
    ['1 code go', '```go\npackage main\n\nfunc main() {}\n```', 'pass'],
    ['1 code json 1', '```json\n{"a": }\n```', 'fail'],
    ['1 code c 1', '```c\nint main( { return 0; }\n```', 'fail'],
    ['1 code c 1', '```c\nint main(void) { return 0; }\n```', 'pass'],
    ['1 code python 1', '```\nx = 1\n```', 'unknown'],
    ['1 code cobol 1', '```cobol\nX.\n```', 'unknown'],
  ],
  run: [['1 run checks/a.c in code c 1', '```c\nint x;\n```', 'unknown']],
  scopes: [
    ['1 words 3..6 in section "Plane"', sections, 'pass'],
    ['1 words 2 in section "Space and beyond"', sections, 'pass'],
    ['1 words 2 in section Nowhere', sections, 'unknown'],
    ['1 words 1 in section Detail', sections, 'pass'],
    ['1 words 2 in item 2', '1. one\n2. two words', 'pass'],
    ['1 words 2 in paragraph 2', 'One.\n\nTwo words.', 'pass'],
    ['1 words 2 in paragraph -1', 'One.\n\nTwo words.', 'pass'],
    ['1 contains b in table 1', 'a\n\n| b |\n|---|\n| c |', 'pass'],
    ['1 contains 7 in line "Answer:"', 'x\nAnswer: 7', 'pass'],
    ['1 contains 7 in line /^answer:/i', 'x\nAnswer: 7', 'pass'],
    ['1 contains 7 in line Answer:', 'nothing', 'unknown'],
    ['1 words 2 in paragraph 1 in section "Space and beyond"', sections, 'pass'],
    ['1 contains x in code 2', '```\na\n```\n\n```\nx\n```', 'pass'],
    ['1 words 3 in section Verdict', 'Run\n\nabc\n\nVerdict\n\none two three', 'pass'],
    ['1 words 3 in section Verdict', '**Run.** a b\n\n**Verdict.** one two three', 'pass'],
    ['1 words 1 in section "The flame"', '3. **The flame.** one\n4. other', 'pass'],
  ],
};

for (const [kind, rows] of Object.entries(cases)) {
  describe(kind, () => {
    for (const [line, answer, verdict] of rows)
      it(`${line} · ${answer.slice(0, 40)} · ${verdict}`, () => {
        const found = verdictOn(line, answer);
        expect(`${found.verdict} ${found.verdict === verdict ? '' : found.evidence}`.trim()).toBe(verdict);
      });
  });
}
