import { head } from '../support/byteServer';
import { chunk, doneEvent, event, usage } from '../support/chunks';
import { answers, streams, type Fault } from './fault';

const hello = chunk({ content: 'Hel' }) + chunk({ content: 'lo' });
const stop = chunk({}, 'stop');
const whole = hello + stop + doneEvent;
const json = (content: string, finish: string | null = null) =>
  JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: finish }] });

/** Odd but legal ways to frame a stream: all of them are whole answers. */
export const framing: Fault[] = [
  {
    name: 'comments between events',
    play: streams(': hi\n\n', chunk({ content: 'Hel' }), ':\n', chunk({ content: 'lo' }), ': x\n\n', stop, doneEvent),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'bare pings before the first chunk',
    play: streams(':\n\n'.repeat(30), chunk({ role: 'assistant', content: null }), whole),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'a ping event without data',
    play: streams(hello, 'event: ping\n\n', stop, doneEvent),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'a ping event with other data',
    play: streams('event: ping\ndata: {"type":"ping"}\n\n', whole),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'empty data',
    play: streams('data:\n\n', hello, 'data: \n\ndata\n\n', stop, doneEvent),
    text: 'Hello',
    finish: 'stop',
  },
  { name: 'CR as line end', play: streams(whole.replaceAll('\n', '\r')), text: 'Hello', finish: 'stop' },
  { name: 'CRLF as line end', play: streams(whole.replaceAll('\n', '\r\n')), text: 'Hello', finish: 'stop' },
  {
    name: 'CRLF split between its two bytes',
    play: streams(`data: ${json('Hello')}\r`, '\n\r', '\n', `data: ${json('', 'stop')}\r\n\r`, '\n', doneEvent),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'mixed line ends',
    play: streams(
      chunk({ content: 'Hel' }).replaceAll('\n', '\r\n'),
      chunk({ content: 'lo' }),
      stop.replaceAll('\n', '\r'),
      doneEvent,
    ),
    text: 'Hello',
    finish: 'stop',
  },
  { name: 'a byte order mark', play: streams(`\uFEFF${whole}`), text: 'Hello', finish: 'stop' },
  {
    name: 'a byte order mark split over packets',
    play: streams(Uint8Array.of(0xef), Uint8Array.of(0xbb, 0xbf), whole),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'no space after the colon',
    play: streams(whole.replaceAll('data: ', 'data:')),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'id, retry and unknown fields',
    play: streams(`id: 7\nretry: 10\nretry: x\nfoo: bar\n${whole}`),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'JSON over several data lines',
    play: streams(
      event({ choices: [{ index: 0, delta: { content: 'Hello' } }] }).replace('"delta"', '\ndata: "delta"'),
      stop,
      doneEvent,
    ),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'one byte at a time',
    play: streams(...Array.from(Buffer.from(whole), (byte) => Uint8Array.of(byte))),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'two thousand events in one packet',
    play: streams(chunk({ content: 'ab' }).repeat(2000) + stop + doneEvent),
    text: 'ab'.repeat(2000),
    finish: 'stop',
  },
  {
    name: 'a line of 8 MB',
    play: streams(chunk({ content: 'x'.repeat(8_000_000) }), stop, doneEvent),
    text: 'x'.repeat(8_000_000),
    finish: 'stop',
  },
  {
    name: 'characters of four bytes over packets',
    play: streams(...splitInside(chunk({ content: 'a😀b' }), '😀'), stop, doneEvent),
    text: 'a😀b',
    finish: 'stop',
  },
  {
    name: 'a surrogate pair escaped in two chunks',
    play: streams(chunk({ content: '\ud83d' }), chunk({ content: '\ude00' }), stop, doneEvent),
    text: '😀',
    finish: 'stop',
  },
  { name: 'no content type', play: answers(`HTTP/1.1 200 OK\r\n\r\n${whole}`), text: 'Hello', finish: 'stop' },
  {
    name: 'a content type that says JSON',
    play: answers(head({ 'content-type': 'application/json' }) + whole),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'chunked transfer with extensions and trailers',
    play: answers(
      head({ 'transfer-encoding': 'chunked' }) + transferChunks(whole, 11) + '0;x=y\r\nx-trailer: 1\r\n\r\n',
    ),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'the role alone, then empty deltas',
    play: streams(chunk({ role: 'assistant', content: '' }), chunk({ content: '' }), whole),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'a placeholder first chunk',
    play: streams(event({ choices: [], created: 0, id: '', model: '', object: '' }), whole),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'a chunk without choices',
    play: streams(event({ id: 'x' }), hello, event({ id: 'x', choices: null }), stop, doneEvent),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'null usage in each chunk',
    play: streams(chunk({ content: 'Hello' }, null, { usage: null, error: null }), stop, doneEvent),
    text: 'Hello',
    finish: 'stop',
  },
  { name: 'usage alone in a chunk', play: streams(hello, stop, usage(3, 2), doneEvent), text: 'Hello', finish: 'stop' },
  {
    name: 'several choices',
    play: streams(
      event({ choices: [choice(1, 'no'), choice(0, 'Hello'), choice(2, 'no')] }),
      event({ choices: [choice(1, 'no', 'stop')] }),
      stop,
      doneEvent,
    ),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'tool calls instead of text',
    play: streams(
      chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'add', arguments: '' } }] }),
      chunk({ tool_calls: [{ index: 0, function: { arguments: '{"a":1}' } }] }),
      chunk({}, 'tool_calls'),
      doneEvent,
    ),
    text: '',
    tool: 'add{"a":1}',
    finish: 'tool_calls',
  },
  {
    name: 'an old function call',
    play: streams(chunk({ function_call: { name: 'add', arguments: '{}' } }), chunk({}, 'function_call'), doneEvent),
    text: '',
    tool: 'add{}',
    finish: 'function_call',
  },
  {
    name: 'a refusal',
    play: streams(chunk({ refusal: 'I will not.' }), stop, doneEvent),
    text: 'I will not.',
    finish: 'stop',
  },
  {
    name: 'content as a list of parts',
    play: streams(
      chunk({
        content: [
          { type: 'thinking', thinking: [{ type: 'text', text: 'Hm.' }] },
          { type: 'text', text: 'Hello' },
        ],
      }),
      stop,
      doneEvent,
    ),
    text: 'Hello',
    reasoning: 'Hm.',
    finish: 'stop',
  },
  {
    name: 'reasoning_content',
    play: streams(chunk({ reasoning_content: 'Hm.' }), chunk({ content: '\n\nHello' }), stop, doneEvent),
    text: 'Hello',
    reasoning: 'Hm.',
    finish: 'stop',
  },
  {
    name: 'reasoning',
    play: streams(chunk({ reasoning: 'Hm.' }), whole),
    text: 'Hello',
    reasoning: 'Hm.',
    finish: 'stop',
  },
  {
    name: 'both reasoning fields with the same text',
    play: streams(chunk({ reasoning: 'Hm.', reasoning_content: 'Hm.' }), whole),
    text: 'Hello',
    reasoning: 'Hm.',
    finish: 'stop',
  },
  {
    name: 'think tags split over chunks',
    play: streams(
      ...['\n<', 'thi', 'nk>\nHm', '.</th', 'ink>', '\n\nHel', 'lo'].map((content) => chunk({ content })),
      stop,
      doneEvent,
    ),
    text: 'Hello',
    reasoning: 'Hm.',
    finish: 'stop',
  },
  {
    name: 'reasoning that is never closed',
    play: streams(chunk({ content: '<think>Hm. </thin' }), chunk({}, 'length'), doneEvent),
    text: '',
    reasoning: 'Hm. </thin',
    finish: 'length',
  },
  {
    name: 'a closing think tag alone',
    play: streams(chunk({ content: 'Hm.\n</thi' }), chunk({ content: 'nk>\n\nHello' }), stop, doneEvent),
    text: 'Hello',
    reasoning: 'Hm.\n',
    finish: 'stop',
  },
  {
    name: 'a whole JSON completion in answer to a stream request',
    play: answers(
      head({ 'content-type': 'application/json' }) +
        JSON.stringify(
          {
            choices: [{ index: 0, message: { content: 'Hello' }, finish_reason: 'stop' }],
            usage: { prompt_tokens: 3, completion_tokens: 2 },
          },
          null,
          2,
        ),
    ),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'the answer stopped by its length',
    play: streams(hello, chunk({}, 'length'), doneEvent),
    text: 'Hello',
    finish: 'length',
  },
  {
    name: 'finish reason and text in one chunk',
    play: streams(chunk({ content: 'Hello' }, 'stop'), doneEvent),
    text: 'Hello',
    finish: 'stop',
  },
];

function choice(index: number, content: string, finish: string | null = null): object {
  return { index, delta: { content }, finish_reason: finish };
}

/** The bytes of `source`, cut twice within the first `character`. */
function splitInside(source: string, character: string): Uint8Array[] {
  const bytes = Buffer.from(source);
  const at = bytes.indexOf(Buffer.from(character));
  return [bytes.subarray(0, at + 1), bytes.subarray(at + 1, at + 3), bytes.subarray(at + 3)];
}

function transferChunks(source: string, size: number): string {
  const bytes = Buffer.from(source);
  let framed = '';
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size).toString('latin1');
    framed += `${part.length.toString(16)};ext=1\r\n${part}\r\n`;
  }
  return framed;
}
