import zlib from 'node:zlib';
import { head, type Connection, type Handler } from '../support/byteServer';
import { chunk, doneEvent } from '../support/chunks';
import { answers, pause, type Fault } from './fault';

const whole = chunk({ content: 'Hello' }) + chunk({}, 'stop') + doneEvent;
const first = /^POST \/v1\/chat\/completions /;

/** Redirects once from the chat route to `location`, where the request must arrive with its body. */
function redirects(status: string, location: string): Handler {
  return async (connection) => {
    const arrived =
      !first.test(connection.request) && connection.method === 'POST' && connection.request.includes('"tiny"');
    await connection.write(arrived ? head() + whole : head({ location, 'content-length': 0 }, status));
    connection.end();
  };
}

/** Answers that come by a detour, or from something that is no such server. */
export const network: Fault[] = [
  {
    name: 'a redirect within the server (307)',
    play: redirects('307 Temporary Redirect', '/lm/v1/chat/completions'),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'a permanent redirect keeps method and body (301)',
    play: redirects('301 Moved Permanently', '/elsewhere'),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'a relative redirect (308)',
    play: redirects('308 Permanent Redirect', 'completions/'),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'a redirect to another server',
    play: redirects('307 Temporary Redirect', 'http://example.com/v1/chat/completions'),
    text: '',
    error: 'wrong-address',
    says: /redirects to http:\/\/example\.com/,
  },
  {
    name: 'a redirect to nowhere',
    play: redirects('307 Temporary Redirect', 'http://[::1/'),
    text: '',
    error: 'wrong-address',
    says: /which is no address/,
  },
  {
    name: 'redirects in a circle',
    play: answers(head({ location: '/v1/chat/completions', 'content-length': 0 }, '307 Temporary Redirect')),
    text: '',
    error: 'wrong-address',
    says: /in a circle/,
  },
  {
    name: 'something that is not HTTP',
    play: answers('SSH-2.0-OpenSSH_9.9\r\n'),
    text: '',
    error: 'wrong-address',
    says: /does not speak HTTP/,
  },
  {
    name: 'a status that does not exist',
    play: answers('HTTP/1.1 999 Oops\r\n\r\n'),
    text: '',
    error: 'wrong-address',
    says: /does not speak HTTP/,
  },
  {
    name: 'headers that the standard forbids',
    play: answers(`HTTP/1.1 200 OK\r\nx-odd: caf\u00e9\r\n\r\n${whole}`),
    text: 'Hello',
    finish: 'stop',
  },
];

/** Nobody asks for compression, but proxies do as they like. */
export const compression: Fault[] = [
  { name: 'gzip', play: packed('gzip', zlib.gzipSync(whole)), text: 'Hello', finish: 'stop' },
  { name: 'deflate', play: packed('deflate', zlib.deflateSync(whole)), text: 'Hello', finish: 'stop' },
  { name: 'brotli', play: packed('br', zlib.brotliCompressSync(whole)), text: 'Hello', finish: 'stop' },
  {
    name: 'gzip that is cut after the finish reason',
    play: packed('gzip', flushed(whole)),
    text: 'Hello',
    finish: 'stop',
  },
  {
    name: 'gzip that is cut within the answer',
    play: packed('gzip', flushed(chunk({ content: 'Hel' }))),
    text: 'Hel',
    error: 'truncated',
    says: /cut/,
  },
  {
    name: 'gzip whose connection breaks',
    play: brokenGzip,
    text: 'Hel',
    error: 'connection-lost',
    says: /within the answer/,
  },
  {
    name: 'gzip that is none',
    play: packed('gzip', Buffer.from(whole)),
    text: '',
    error: 'bad-response',
    says: /cannot be decompressed/,
  },
  {
    name: 'a compression that nobody knows',
    play: packed('snappy', Buffer.from(whole)),
    text: '',
    error: 'bad-response',
    says: /"snappy"/,
  },
];

function packed(encoding: string, bytes: Uint8Array): Handler {
  return answers(Buffer.concat([Buffer.from(head({ 'content-encoding': encoding })), bytes]));
}

/** A compressed transfer chunk of which the end, and all further ones, never come. */
async function brokenGzip(connection: Connection): Promise<void> {
  const bytes = flushed(chunk({ content: 'Hel' }));
  await connection.write(head({ 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' }));
  await connection.write(Buffer.concat([Buffer.from('ffff\r\n'), bytes]));
  await pause(30);
  connection.reset();
}

/** A gzip stream without its end. */
function flushed(source: string): Uint8Array {
  return zlib.gzipSync(source, { finishFlush: zlib.constants.Z_SYNC_FLUSH });
}
