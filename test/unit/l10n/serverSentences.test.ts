import { describe, expect, it } from 'vitest';
import { unknownStats } from '../../../src/model/run';
import { emptyAnswer } from '../../../src/servers/answerErrors';
import { loadFailure, responseError, statedServerError, type ErrorContext } from '../../../src/servers/errors';
import { inCapitals } from './capitals';

/** A server's own words; they happen to be a sentence of ours too, and stay as they are all the same. */
const said = 'A bot needs a name.';
const server = 'http://localhost:1234';
const contexts: ErrorContext[] = [{ server }, { server, model: 'qwen3-8b' }];
/** What is left in small letters when the server, the model and what it said are taken away. */
const untranslated = (message: string): string[] => {
  const shown = inCapitals(message);
  return (
    shown
      .replace(said, '')
      .replaceAll('qwen3-8b', '')
      .replace('localhost:1234', '')
      .match(/\p{Ll}.*/gu) ?? []
  );
};

/** A status and a code that each of our summaries comes of. */
const kinds: [name: string, status: number | null, code: string | null][] = [
  ['unknown route', 404, null],
  ['no key', 401, null],
  ['long prompt', 400, 'context_length_exceeded'],
  ['no load', 500, 'model_load_failed'],
  ['nothing loaded', 400, 'No models loaded'],
  ['still loading', 503, 'model_loading'],
  ['unknown model', 404, 'model_not_found'],
  ['too many', 429, null],
  ['server error', 502, null],
  ['while answering', null, null],
  ['bad request', 400, null],
  ['elsewhere', 302, null],
];

describe('what a server states, in another language', () => {
  describe.each(kinds)('of the kind “%s”', (_name, status, code) => {
    it.each([undefined, 20])('is told in its words, all around them translated (wait: %s s)', (retryAfterSeconds) => {
      for (const context of contexts) {
        const extra = {
          ...(status === null ? {} : { status }),
          ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
        };
        const { message } = statedServerError({ message: said, code, type: null }, context, extra);
        expect(inCapitals(message)).toContain(said);
        expect(untranslated(message)).toEqual([]);
      }
    });
  });

  it('is translated whole where it said nothing', () => {
    const silent = responseError({ status: 503, headers: new Headers(), body: '' }, { server });
    expect(inCapitals(silent?.message ?? '')).toBe(
      'THE SERVER AT localhost:1234 FAILED (503): HTTP status 503. LOOK INTO THE SERVER LOG, THEN RETRY.',
    );
    for (const context of contexts) {
      const failure = statedServerError({ message: said, code: null, type: null }, context, {
        status: 500,
        body: '{}',
      });
      expect(untranslated((loadFailure(failure) as Error).message)).toEqual([]);
    }
  });

  it.each([
    [null, null, null],
    [5_000, null, 'eosFound'],
    [null, 12, null],
    [5_000, 12, 'maxPredictedTokensReached'],
  ])('that it ended without a word is too (%s, %s, %s)', (promptTokens, completionTokens, stopReason) => {
    const stats = { ...unknownStats, promptTokens, completionTokens, stopReason };
    const { message } = emptyAnswer({ server }, { stats });
    expect(untranslated(message.replace(stopReason ?? '', ''))).toEqual([]);
  });
});
