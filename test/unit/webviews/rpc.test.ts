import { describe, expect, it } from 'vitest';
import { Rpc, type Wire } from '../../../src/ui/rpc';

type Adder = {
  add: (numbers: [number, number]) => number;
  refuse: (reason: string) => never;
  later: (text: string) => Promise<string>;
};
type Nothing = Record<never, never>;

/** Two ends with a wire between them that copies each message, as postMessage does. */
function connected(heard: unknown[] = []) {
  const toHost: Wire[] = [];
  const errors: unknown[] = [];
  const host: Rpc<Adder, Nothing> = new Rpc<Adder, Nothing>(
    (message) => void page.receive(structuredClone(message)),
    {
      add: ([a, b]) => {
        heard.push([a, b]);
        return a + b;
      },
      refuse: (reason) => {
        throw new Error(reason);
      },
      later: async (text) => text.toUpperCase(),
    },
    (error) => errors.push(error),
  );
  const page: Rpc<Nothing, Adder> = new Rpc<Nothing, Adder>((message) => {
    toHost.push(message);
    void host.receive(structuredClone(message));
  }, {});
  return { host, page, toHost, errors };
}

describe('the channel between a webview and its panel', () => {
  it('answers requests, at once or later', async () => {
    const { page } = connected();
    await expect(page.request('add', [2, 3])).resolves.toBe(5);
    await expect(page.request('later', 'text')).resolves.toBe('TEXT');
  });

  it('answers with the sentence when a handler fails, so that nobody waits for ever', async () => {
    const { page, errors } = connected();
    await expect(page.request('refuse', 'There is no such run.')).rejects.toThrow('There is no such run.');
    expect(errors).toHaveLength(1);
  });

  it('refuses calls that are not in the protocol, inherited names too', async () => {
    const { page } = connected();
    const anything = page as unknown as Rpc<Nothing, Record<string, (parameter: null) => unknown>>;
    await expect(anything.request('constructor', null)).rejects.toThrow('constructor');
    await expect(anything.request('toString', null)).rejects.toThrow('toString');
  });

  it('answers whoever asks whether anybody is there, until it is closed', async () => {
    const sent: Wire[] = [];
    const end = new Rpc<Nothing, Nothing>((message) => sent.push(message), {});
    expect(await end.receive({ kind: 'ping' })).toBe(true);
    expect(sent).toEqual([{ kind: 'pong' }]);
    end.close();
    await end.receive({ kind: 'ping' });
    expect(sent).toHaveLength(1);
  });

  it('delivers notifications without an answer', async () => {
    const heard: unknown[] = [];
    const { page, host } = connected(heard);
    const answers: Wire[] = [];
    page.notify('add', [1, 1]);
    await Promise.resolve();
    expect(heard).toEqual([[1, 1]]);
    expect(answers).toEqual([]);
    await expect(host.receive({ hello: 'from another extension' })).resolves.toBe(false);
    await expect(host.receive(null)).resolves.toBe(false);
  });

  it('tells those who wait that the view was closed', async () => {
    const page = new Rpc<Nothing, Adder>(() => undefined, {});
    const waiting = page.request('add', [1, 2]);
    page.close();
    await expect(waiting).rejects.toThrow('closed');
    await expect(page.request('add', [1, 2])).rejects.toThrow('closed');
  });
});
