import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBrief } from '../../../src/practice/answers/brief';
import { composeAnswer } from '../../../src/practice/answers/composeAnswer';
import { snippets } from '../../../src/practice/answers/snippets';
import { practiceModels } from '../../../src/practice/models';
import { countTokens, tokenize } from '../../../src/practice/tokens';

const talkers = practiceModels.filter((model) => model.kind !== 'embeddings');

function answer(modelId: string, prompt: string, sampling: { temperature?: number; seed?: number } = {}): string {
  const model = practiceModels.find(({ id }) => id === modelId);
  if (!model) throw new Error(`There is no model ${modelId}.`);
  return composeAnswer({
    modelId,
    persona: model.persona,
    reasons: false,
    messages: [{ role: 'user', content: prompt, images: 0 }],
    temperature: sampling.temperature ?? 0.7,
    seed: sampling.seed ?? 0,
    tokensWanted: 300,
  }).content;
}

const items = (text: string): number => text.match(/^\d+\. /gm)?.length ?? 0;

describe('tokenizer', () => {
  it.each([
    'Plain words, and a few more.\n\n1. **A list**\n',
    'Vần thơ: Chiều nghiêng bóng nắng ven đê, internationalisierung',
    '👩‍👩‍👧‍👦 family 🇻🇳 👋🏽 e\u0301te\u0301 \ud800 lone',
    '```go\n\tfunc main() {}\n```',
    '',
  ])('loses nothing of %j', (text) => {
    expect(tokenize(text).join('')).toBe(text);
    expect(tokenize(text)).not.toContain('');
  });

  it('makes about one token of four characters of English', () => {
    const text = practiceModels.map((model) => answer('practice/sage-27b', `Explain ${model.displayName}`)).join('\n');
    const ratio = text.length / countTokens(text);
    expect(ratio).toBeGreaterThan(3.2);
    expect(ratio).toBeLessThan(5);
  });
});

describe('answers of the practice models', () => {
  it('are the same for the same request and differ by model, prompt and seed', () => {
    const prompt = 'Explain how tides work in four points.';
    const once = answer('practice/sage-27b', prompt);
    expect(answer('practice/sage-27b', prompt)).toBe(once);
    expect(answer('practice/sage-27b', prompt, { seed: 8 })).not.toBe(once);
    expect(answer('practice/sage-27b', `${prompt} Please.`)).not.toBe(once);
    expect(new Set(talkers.map((model) => answer(model.id, prompt))).size).toBe(talkers.length);
  });

  it('do not depend on the seed at temperature 0', () => {
    const greedy = (seed: number) => answer('practice/sage-27b', 'Explain tides.', { temperature: 0, seed });
    expect(greedy(1)).toBe(greedy(2));
  });

  it('keep the number of items that was asked for, unless the model is careless', () => {
    const prompt = 'List seven reasons for keeping a diary.';
    expect(items(answer('practice/swift-3b@q8_0', prompt))).toBe(7);
    expect(items(answer('practice/spark-1b', prompt))).toBe(7);
    expect(items(answer('practice/swift-3b@q4_k_m', prompt))).toBe(6);
  });

  it('keep a limit of words and use the words of the prompt', () => {
    const text = answer('practice/sage-27b', 'Why do volcanoes erupt? Answer in at most 40 words.');
    expect(text.split(/\s+/).length).toBeLessThanOrEqual(40);
    expect(text).toContain('volcanoes');
  });

  it('differ in length by temperament', () => {
    const prompt = 'Explain how tides work.';
    const length = (id: string) => countTokens(answer(id, prompt));
    expect(length('practice/spark-1b')).toBeLessThan(30);
    expect(length('practice/sage-27b')).toBeGreaterThan(length('practice/swift-3b@q8_0'));
    expect(length('practice/rambler-7b')).toBeGreaterThan(300);
    expect(answer('practice/atlas-20b', prompt)).toContain('|---|');
    expect(answer('practice/prism-12b-mlx', prompt)).toMatch(/\p{Extended_Pictographic}/u);
  });

  it('make a lục bát verse of six and eight syllables, which the careless model breaks', () => {
    const prompt = 'Write a lục bát poem of eight lines in Vietnamese about a river.';
    const syllables = (id: string) =>
      answer(id, prompt)
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('**') && !line.startsWith('Form'))
        .map((line) => line.trim().split(/\s+/).length);
    expect(syllables('practice/sage-27b')).toEqual([6, 8, 6, 8, 6, 8, 6, 8]);
    expect(syllables('practice/swift-3b@q4_k_m')).not.toEqual([6, 8, 6, 8, 6, 8, 6, 8]);
  });

  it('translate word by word, both ways', () => {
    expect(answer('practice/swift-3b@q8_0', 'Translate to Vietnamese: The old man went to the river.')).toBe(
      'Ông lão đã đi ra dòng sông.',
    );
    expect(answer('practice/swift-3b@q8_0', 'Translate to English: dòng sông')).toBe('River');
  });

  it('know sums and capitals', () => {
    expect(answer('practice/spark-1b', 'What is 17 * 23?')).toBe('391');
    expect(answer('practice/spark-1b', 'What is the capital of Vietnam?')).toBe('Hà Nội');
    expect(answer('practice/sage-27b', 'What is 7 / 0?')).toContain('no result');
  });

  it('take the first clue for the task', () => {
    const kind = (content: string) => readBrief([{ role: 'user', content, images: 0 }]).kind;
    expect(kind('Translate this poem about a function into English: …')).toBe('translation');
    expect(kind('Write a Python function that counts the verses of a poem.')).toBe('code');
    expect(kind('Write a short story about a translator.')).toBe('story');
    expect(kind('Why is the sky blue?')).toBe('general');
  });

  it('answer hostile and empty prompts in reasonable time', () => {
    const started = Date.now();
    for (const prompt of [
      '',
      ' ',
      '"'.repeat(50_000),
      'a '.repeat(50_000),
      '`*“'.repeat(20_000),
      '9'.repeat(20_000),
      'Translate: ' + 'ê'.repeat(50_000),
    ]) {
      for (const model of talkers) expect(answer(model.id, prompt)).not.toBe('');
    }
    expect(Date.now() - started).toBeLessThan(15_000);
  });
});

describe('programs of the practice models', () => {
  const has = (command: string, argument: string): boolean => spawnSync(command, [argument]).status === 0;
  const run = (
    command: string,
    args: string[],
    file: string,
    program: string,
  ): { status: number | null; output: string } => {
    const folder = mkdtempSync(join(tmpdir(), 'llp-practice-'));
    try {
      writeFileSync(join(folder, file), program);
      const result = spawnSync(command, [...args, file], { cwd: folder, encoding: 'utf8', timeout: 60_000 });
      return { status: result.status, output: result.stdout + result.stderr };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  it.skipIf(!has('python3', '--version')).each(snippets.map((snippet) => [snippet.title, snippet.python]))(
    'run in Python: %s',
    (_, program) => {
      const { status, output } = run('python3', [], 'main.py', program);
      expect([status, output.length > 0]).toEqual([0, true]);
    },
  );

  it.skipIf(!has('gofmt', '-h') && !has('go', 'version')).each(snippets.map((snippet) => [snippet.title, snippet.go]))(
    'are well-formed Go: %s',
    (_, program) => {
      expect(run('gofmt', ['-l'], 'main.go', `${program}\n`)).toEqual({ status: 0, output: '' });
    },
  );
});
