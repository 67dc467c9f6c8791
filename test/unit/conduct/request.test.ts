import { describe, expect, it } from 'vitest';
import { buildRequest } from '../../../src/conduct/request';
import type { Bot, BotParameters } from '../../../src/model/bot';
import { parseSuite } from '../../../src/suites/parse';
import { aPrompt } from '../builders';

const bot = (parameters: BotParameters): Bot => ({
  id: 1,
  name: 'gemma',
  server: 'http://127.0.0.1:1234',
  modelId: 'gemma',
  parameters,
  fileName: 'gemma',
  origin: 'measured',
  practice: false,
  deletedAt: null,
  createdAt: '',
  notes: '',
});

describe('what is sent', () => {
  it('takes the temperature of the run, else of the bot, else of the prompt, else none', () => {
    const prompt = aPrompt('a', 10, { temperature: 0.9 });
    expect(buildRequest(bot({ temperature: 0.5 }), prompt, { temperature: 0 }).parameters.temperature).toBe(0);
    expect(buildRequest(bot({ temperature: 0.5 }), prompt).parameters.temperature).toBe(0.5);
    expect(buildRequest(bot({}), prompt).parameters.temperature).toBe(0.9);
    expect(buildRequest(bot({}), aPrompt('a', 10)).parameters).toEqual({});
  });

  it('has the suite’s system prompt, or the bot’s in its place, or none', () => {
    const prompt = aPrompt('a', 10, { system: 'Be brief.', text: 'Say hello.' });
    expect(buildRequest(bot({}), prompt).messages).toEqual([
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'Say hello.' },
    ]);
    expect(buildRequest(bot({ systemPrompt: 'Be long.' }), prompt).messages[0]).toEqual({
      role: 'system',
      content: 'Be long.',
    });
    expect(buildRequest(bot({}), aPrompt('a', 10)).messages).toHaveLength(1);
  });

  it('begins with the nonce that defeats the prompt cache', () => {
    const [first] = buildRequest(bot({}), aPrompt('a', 10, { system: 'Be brief.' }), { nonce: 'n0' }).messages;
    expect(first?.content).toBe('[n0]\nBe brief.');
  });
});

describe('the temperature of a prompt', () => {
  const suite = (heading: string): string =>
    `---\nid: c\ncategory: C\nversion: 1\ntemperature: 0.5\n---\n\n## ${heading}\n\nSay hello.\n`;

  it('is its own, else its category’s, and does not make it another version', () => {
    const own = parseSuite(suite('A {#c-a points=10 temperature=0.1}'), 'c.md', new Map()).category?.prompts[0];
    const inherited = parseSuite(suite('A {#c-a points=10}'), 'c.md', new Map()).category?.prompts[0];
    expect([own?.temperature, inherited?.temperature]).toEqual([0.1, 0.5]);
    expect(own?.hash).toBe(inherited?.hash);
  });

  it.each(['hot', '2.1', '-1', ''])('is refused as %j', (value) => {
    const { problems } = parseSuite(suite(`A {#c-a points=10 temperature=${value}}`), 'c.md', new Map());
    expect(problems[0]?.message).toMatch(/must be a number from 0 to 2/);
  });
});
