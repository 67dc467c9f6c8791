import { execFile } from 'node:child_process';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readSent } from '../../../src/trust/commands';
import { canQuote, quote, type Shell } from '../../../src/trust/quote';
import { buildCli, runCli } from '../cli/bundle';
import { temporaryFolder } from '../builders';
import { tries } from '../tries';

let bundle: string;
beforeAll(async () => {
  bundle = await buildCli();
}, 60_000);

interface Recorded {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that keeps what it was sent, byte for byte. */
async function recordingServer(): Promise<{ url: string; asked: Recorded[] }> {
  const asked: Recorded[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      if (url === '/v1/models') {
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify({ object: 'list', data: [{ id: 'my model', object: 'model' }] }));
        return;
      }
      if (method !== 'POST' || url !== '/v1/chat/completions') return void response.writeHead(404).end('{}');
      asked.push({ method, url, headers, body: Buffer.concat(chunks).toString('latin1') });
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const chunk = { choices: [{ index: 0, delta: { content: 'Fine.' }, finish_reason: 'stop' }] };
      response.end(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join('');
const suite = `---
id: nasty
category: Nasty
version: 3
order: 1
---

## Quotes {#quotes points=10}

Say ${printable}
$(touch hacked) \`touch hacked\` %PATH% !x! 'one' "two" ‘three’ Tiếng Việt 日本語 😀
`;

function bash(script: string, cwd: string): Promise<{ stdout: string; error: string | null }> {
  const config = { LLP_CONFIG_DIR: join(bundle, '..', 'config') };
  return new Promise((done) => {
    execFile('bash', ['-c', script], { cwd, env: { ...process.env, ...config } }, (error, stdout, stderr) =>
      done({ stdout, error: error === null ? null : stderr }),
    );
  });
}

describe.skipIf(process.platform === 'win32')('a reproduction command', () => {
  it('sends the same request, byte for byte, run in bash as printed', async () => {
    const { url, asked } = await recordingServer();
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'suites'));
    await writeFile(join(folder, 'suites', 'nasty.md'), suite);
    const system = `It's "system" \\ $HOME\n\ttwo lines ${printable}`;
    const first = await runCli(
      bundle,
      [
        'run',
        '--server',
        url,
        '--model',
        'my model',
        '--prompt',
        'nasty/quotes',
        '--temperature',
        '0.3',
        '--json',
      ].concat(['--top-k', '7', '--max-tokens', '50', '--cold', `--system-prompt=${system}`]),
      folder,
    );
    expect(first).toMatchObject({ code: 0, stderr: '' });
    const shown = await runCli(bundle, ['reproduce', '1', '--json', '--shell', 'bash'], folder);
    const { llp, curl } = JSON.parse(shown.stdout) as { llp: string; curl: string };
    const node = `llp() { ${quote(process.execPath, 'bash')} ${quote(bundle, 'bash')} "$@"; }`;
    expect(await bash(`${node}\n${llp}`, folder)).toMatchObject({ error: null });
    expect(await bash(curl, folder)).toMatchObject({ error: null });
    expect(asked).toHaveLength(3);
    const [original, ...again] = asked as [Recorded, Recorded, Recorded];
    expect(original.body).toContain('my model');
    for (const { method, url: path, body, headers } of again) {
      expect({ method, path, body }).toEqual({ method: original.method, path: original.url, body: original.body });
      for (const name of ['accept', 'accept-encoding', 'content-type'])
        expect(headers[name], name).toBe(original.headers[name]);
    }
    const log = await readFile(join(folder, '.llp', 'logs', 'run-000001.log'), 'utf8');
    expect(log).toContain('Fine.');
    // When each piece came stands beside the log, and adds up to it.
    const times = JSON.parse(
      gunzipSync(await readFile(join(folder, '.llp', 'logs', 'run-000001.times.gz'))).toString(),
    ) as [number, number, number][];
    expect(times.reduce((sum, [, bytes]) => sum + bytes, 0)).toBe(Buffer.byteLength(log));
  }, 60_000);

  it('hands bash any text as it is', async () => {
    const folder = await temporaryFolder();
    const texts = fc.sample(
      fc.array(
        fc.string({ unit: 'binary' }).filter((text) => canQuote(text, 'bash') && text.isWellFormed()),
        {
          minLength: 200,
          maxLength: 200,
        },
      ),
      { numRuns: 1, seed: 5 },
    )[0] as string[];
    texts.push(printable, '\n', "'", '\\', "\\'", "$'\\n", '\t\r\n', '-n', '', '!!', '~', '*', '😀\u202e');
    const script = texts.map((text) => `printf '%s\\0' ${quote(text, 'bash')}`).join('\n');
    const { stdout } = await bash(script, folder);
    expect(stdout.split('\0').slice(0, -1)).toEqual(texts);
  });
});

/** What PowerShell reads in single quotes. */
function readPowerShell(text: string): string {
  const inner = text.slice(1, -1);
  expect(inner.replace(/(['\u2018-\u201b])\1/g, '')).not.toMatch(/['\u2018-\u201b]/);
  return inner.replace(/(['\u2018-\u201b])\1/g, '$1');
}

/** What cmd makes of carets, and then the C runtime of backslashes and quotes. */
function readCmd(text: string): string {
  let line = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string;
    if (character === '^') line += text[++at];
    else {
      expect('()%!"<>&|').not.toContain(character);
      line += character;
    }
  }
  let argument = '';
  let inQuotes = false;
  for (let at = 0; at < line.length;) {
    const slashes = /^\\*/.exec(line.slice(at))?.[0].length ?? 0;
    at += slashes;
    if (line[at] === '"') {
      argument += '\\'.repeat(Math.floor(slashes / 2));
      if (slashes % 2 === 1) argument += '"';
      else inQuotes = !inQuotes;
      at++;
      continue;
    }
    argument += '\\'.repeat(slashes);
    if (at >= line.length) break;
    expect(inQuotes || !/[ \t]/.test(line[at] as string)).toBe(true);
    argument += line[at++];
  }
  expect(inQuotes).toBe(false);
  return argument;
}

describe('quoting', () => {
  const cases: [Shell, (text: string) => string][] = [
    ['powershell', readPowerShell],
    ['cmd', readCmd],
  ];
  it.each(cases)('is undone by the rules of %s', (shell, read) => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...'\\"\'^%!&|<>() \t\u2018\u2019a') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(canQuote(text, shell));
        expect(read(quote(text, shell))).toBe(text);
      }),
      { numRuns: tries(2000) },
    );
    if (canQuote('a\nb', shell)) expect(read(quote('a\nb', shell))).toBe('a\nb');
    else expect(() => quote('a\nb', shell)).toThrow('cannot be written');
  });

  it('reads a request only where it is one', () => {
    expect(readSent('POST http://h/v1\na: b\n\n{"x":1}\n')).toEqual({
      method: 'POST',
      url: 'http://h/v1',
      headers: [['a', 'b']],
      body: '{"x":1}',
    });
    for (const text of ['', 'HTTP 200\n\n', 'POST file:///etc/passwd\n\n\n', 'POST http://h/v1\nno header\n\n{}\n'])
      expect(readSent(text)).toBeNull();
  });
});
