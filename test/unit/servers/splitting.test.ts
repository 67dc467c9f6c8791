import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunk, doneEvent, event, usage } from './support/chunks';
import { chatOver, cutAt } from './support/injected';

const stream = Buffer.from(
  [
    '\uFEFF: ping\r\n\r\n',
    chunk({ role: 'assistant', content: null }),
    chunk({ content: '<think>né' }),
    chunk({ content: 'e 😀</think>\n\nGrüße, ' }).replaceAll('\n', '\r\n'),
    chunk({ content: '世界 \ud83d\ude00!' }),
    event({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }).replace('"delta"', '\ndata: "delta"'),
    usage(7, 9),
    doneEvent,
  ].join(''),
);
const ndjson = Buffer.from(
  [
    { message: { content: '', thinking: 'né 😀' }, done: false },
    { message: { content: 'Grüße, 世界!' }, done: false },
    { message: { content: '' }, done: true, done_reason: 'stop', eval_count: 9, eval_duration: 9e8 },
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join(''),
);

describe('a stream split anywhere', () => {
  it('gives the same events at every byte offset', async () => {
    const expected = await chatOver([stream]);
    expect(expected).toMatchObject({ text: 'Grüße, 世界 😀!', reasoning: 'née 😀', error: null });
    for (let at = 1; at < stream.length; at++) {
      const outcome = await chatOver(cutAt(stream, [at]));
      expect(outcome.events, `cut at byte ${at}`).toEqual(expected.events);
    }
  });

  it('gives the same events at every byte offset of newline-delimited JSON', async () => {
    const expected = await chatOver([ndjson], 'ollama');
    expect(expected).toMatchObject({ text: 'Grüße, 世界!', reasoning: 'né 😀', error: null });
    for (let at = 1; at < ndjson.length; at++) {
      expect((await chatOver(cutAt(ndjson, [at]), 'ollama')).events, `cut at byte ${at}`).toEqual(expected.events);
    }
  });

  it('gives the same events wherever it is cut, however often', async () => {
    const cuts = fc.array(fc.nat(stream.length), { maxLength: 60 });
    const expected = await chatOver([stream]);
    await fc.assert(
      fc.asyncProperty(cuts, async (places) => {
        expect((await chatOver(cutAt(stream, places))).events).toEqual(expected.events);
      }),
      { numRuns: 150 },
    );
  });

  it('delivers any text in any framing, split anywhere', async () => {
    const delta = fc.record({
      kind: fc.constantFrom('content', 'reasoning_content'),
      text: fc.string({ unit: 'grapheme', maxLength: 12 }),
    });
    const model = fc.record({
      deltas: fc.array(delta, { minLength: 1, maxLength: 12 }),
      lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
      comment: fc.constantFrom('', ': ping\n\n', ':\n'),
      cuts: fc.array(fc.nat(5000), { maxLength: 20 }),
    });
    await fc.assert(
      fc.asyncProperty(model, async ({ deltas, lineEnd, comment, cuts }) => {
        // A first word in both keeps the answer from being empty, and from beginning with a tag or whitespace.
        const said = [{ kind: 'content', text: 'A' }, ...deltas];
        const events = said.map(({ kind, text }) => comment + chunk({ [kind]: text }));
        const bytes = Buffer.from([...events, chunk({}, 'stop'), doneEvent].join('').replaceAll('\n', lineEnd));
        const outcome = await chatOver(
          cutAt(
            bytes,
            cuts.map((cut) => cut % (bytes.length + 1)),
          ),
        );
        const joined = (wanted: string) => said.map(({ kind, text }) => (kind === wanted ? text : '')).join('');
        expect(outcome.error).toBeNull();
        expect(outcome.text).toBe(joined('content'));
        expect(outcome.reasoning).toBe(joined('reasoning_content'));
      }),
      { numRuns: 300 },
    );
  });

  it('never ends in silent success when it is cut before its end', async () => {
    const end = stream.indexOf(Buffer.from('"finish_reason":"stop"')) + '"finish_reason":"stop"'.length;
    for (let length = 0; length < end; length++) {
      const outcome = await chatOver([stream.subarray(0, length)]);
      expect(outcome.error?.code, `cut after ${length} bytes`).toBe('truncated');
      expect('Grüße, 世界 😀!'.startsWith(outcome.text)).toBe(true);
    }
  });

  it('survives any bytes at all with a clear error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 8 }), async (pieces) => {
        const outcome = await chatOver(pieces);
        expect(['truncated', 'bad-response', 'wrong-address', 'runtime-error']).toContain(outcome.error?.code);
      }),
      { numRuns: 300 },
    );
  });
});
