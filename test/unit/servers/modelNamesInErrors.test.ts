import { describe, expect, it } from 'vitest';
import { classify, statedServerError } from '../../../src/servers/errors';

const stated = {
  message:
    'Invalid model identifier "gone". Please specify a valid downloaded model (e.g., exceeds-long-context-8b, failed to load 7b).',
  code: 'model_not_found',
  type: 'invalid_request_error',
};

describe('the words of an error', () => {
  it('are not taken from the names of other models that it lists', () => {
    expect(classify(stated, 400)).toBe('unknown-model');
    expect(classify({ ...stated, code: null, type: null }, 400)).toBe('unknown-model');
  });

  it('do not list those models to the person', () => {
    expect(statedServerError(stated, { server: 'http://127.0.0.1:1234', model: 'gone' }).message).toBe(
      'The server at 127.0.0.1:1234 does not know "gone": Invalid model identifier "gone". Please specify a valid downloaded model. Choose a model that the server lists.',
    );
  });
});
