import { describe, expect, it } from 'vitest';
import { parseServerConfigs } from '../../../src/model/serverConfig';

describe('llp.servers', () => {
  it('reads all that a server may say, and leaves out what is unusable in it', () => {
    const whole = {
      url: ' http://a:1234 ',
      name: 'A',
      kind: 'lmstudio',
      concurrency: 2,
      machine: 'big',
      chatRoute: 'native',
      ttlSeconds: 300,
    };
    expect(parseServerConfigs([whole])).toEqual([{ ...whole, url: 'http://a:1234' }]);
    const odd = { url: 'http://a', name: ' ', kind: 'x', concurrency: 0, machine: 1, chatRoute: 'v1', ttlSeconds: -1 };
    expect(parseServerConfigs([odd, 'http://b', '', null, { name: 'no address' }])).toEqual([
      { url: 'http://a' },
      { url: 'http://b' },
    ]);
  });

  it('means LM Studio where nothing usable is set', () => {
    expect(parseServerConfigs(undefined)).toEqual([{ url: 'http://127.0.0.1:1234' }]);
    expect(parseServerConfigs([{}], 'http://127.0.0.1:4321')).toEqual([{ url: 'http://127.0.0.1:4321' }]);
  });
});
