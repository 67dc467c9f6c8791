import { afterEach, describe, expect, it } from 'vitest';
import { LmStudioAdapter } from '../../../src/servers/lmStudio/adapter';
import { Wire } from '../../../src/servers/wire';
import { byteServer, routes, type ByteServer } from './support/byteServer';
import { ask, collect } from './support/chatting';

let server: ByteServer;
afterEach(() => server.close());

describe('LM Studio', () => {
  it('is told how long a model that a request loads may stay idle, and says what its draft model did', async () => {
    const stats = { stop_reason: 'eosFound', total_draft_tokens_count: 40, accepted_draft_tokens_count: 27 };
    server = await byteServer(
      routes({
        'POST /v1/chat/completions': { choices: [{ index: 0, message: { content: 'Hello' }, finish_reason: 'stop' }] },
        'POST /api/v0/chat/completions': {
          choices: [{ index: 0, message: { content: 'Hello' }, finish_reason: 'stop' }],
          stats,
        },
      }),
    );
    const adapter = new LmStudioAdapter({ url: server.url, ttlSeconds: 300 }, new Wire(server.url));
    await collect(ask(adapter));
    const whole = await adapter.chatOnce({ modelId: 'm', messages: [], parameters: {} });
    expect(whole.facts.stats).toMatchObject({ draftTokens: 40, acceptedDraftTokens: 27 });
    for (const sent of server.requests) expect(JSON.parse(sent.slice(sent.indexOf('{')))).toMatchObject({ ttl: 300 });
    expect(server.requests).toHaveLength(2);
  });
});
