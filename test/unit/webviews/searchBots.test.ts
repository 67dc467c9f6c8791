import { describe, expect, it } from 'vitest';
import { matchBots } from '../../../src/features/bots/botMatches';
import type { Bot } from '../../../src/model/bot';
import type { SearchHit } from '../../../src/model/search';

const bot = (id: number, name: string): Bot => ({
  id,
  name,
  server: 'http://127.0.0.1:1234',
  modelId: `model-${id}`,
  parameters: {},
  fileName: name,
  origin: 'measured',
  practice: false,
  deletedAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  notes: '',
});
const bots = [bot(1, 'gemma-2-27b'), bot(2, 'qwen3-4b'), bot(3, 'granite-8b')];
const hit = (botId: number, snippet: string, marks: [number, number][]): SearchHit => ({
  kind: 'bot',
  id: '',
  title: '',
  snippet,
  score: 1,
  marks,
  field: 'note',
  offset: 0,
  botId,
});

describe('finding a bot', () => {
  it('shows all of them as long as nothing is typed', () => {
    expect(matchBots(' ', bots, []).map((match) => match.bot.id)).toEqual([1, 2, 3]);
  });

  it('puts what was found by its words first, once, and says where', () => {
    const matches = matchBots('gemma', bots, [hit(3, 'slower than gemma', [[12, 17]])]);
    expect(matches.map((match) => match.bot.id)).toEqual([3, 1]);
    expect(matches[0]?.snippet).toBe('slower than gemma');
  });

  it('forgives a slip of the finger', () => {
    expect(matchBots('gwen3', bots, []).map((match) => match.bot.name)).toEqual(['qwen3-4b']);
  });

  it('leaves out bots that are gone', () => {
    expect(matchBots('zzzz', bots, [hit(99, 'zzzz', [[0, 4]])])).toEqual([]);
  });
});
