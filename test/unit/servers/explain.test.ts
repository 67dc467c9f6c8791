import { said } from '../../../src/l10n/said';
import { describe, expect, it } from 'vitest';
import { ServerError, type ServerErrorCode } from '../../../src/model/server';
import { explainServerError } from '../../../src/servers';
import { retryAfter } from '../../../src/servers/errors';

describe('what to do about a failure', () => {
  const buttons: [ServerErrorCode, string, boolean][] = [
    ['unreachable', 'Start Server', true],
    ['wrong-address', 'Open Settings', false],
    ['wrong-route', 'Open Settings', false],
    ['unauthorized', 'Set API Key', false],
    ['no-model-loaded', 'Choose Model', false],
    ['unknown-model', 'Choose Model', false],
    ['load-failed', 'Show Log', true],
    ['loading', 'Retry', true],
    ['context-overflow', 'Edit Prompt', false],
    ['rate-limited', 'Retry', true],
    ['server-error', 'Retry', true],
    ['runtime-error', 'Show Log', true],
    ['bad-request', 'Edit Parameters', false],
    ['bad-response', 'Show Log', false],
    ['empty-answer', 'Show Log', false],
    ['truncated', 'Retry', true],
    ['stalled', 'Retry', true],
    ['connection-lost', 'Retry', true],
    ['cancelled', '', false],
  ];
  it.each(buttons)('%s offers "%s"', (code, label, retryable) => {
    const explained = explainServerError(new ServerError(code, said`A sentence.`));
    expect(explained).toMatchObject({ sentence: 'A sentence.', label, retryable });
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-20T10:00:00Z');
  it.each([
    ['7', 7],
    ['0', 0],
    ['1.5', 1.5],
    ['-3', 0],
    ['Fri, 20 Nov 2026 10:00:30 GMT', 30],
    ['Fri, 20 Nov 2026 09:00:00 GMT', 0],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%s is %s', (header, seconds) => expect(retryAfter(header, now)).toBe(seconds));
});
