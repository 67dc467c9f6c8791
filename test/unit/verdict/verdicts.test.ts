import { describe, expect, it } from 'vitest';
import { inEnglish } from '../../../src/l10n/said';
import type { RubricItem } from '../../../src/model/prompt';
import type { VerdictWishes } from '../../../src/model/verdict';
import { Arena } from '../../../src/playground/arena';
import { Scoring } from '../../../src/playground/scoring';
import { Verdicts } from '../../../src/playground/verdicts';
import { randomNormal, seededRandom } from '../../../src/rank/random';
import { verdictMarkdown } from '../../../src/verdict/markdown';
import { verdictText } from '../../../src/verdict/page';
import { aCategory, aModel, aPrompt, recordRun, someStats, temporaryStore } from '../builders';

const rubric: RubricItem[] = [
  { id: 'right', points: 6, title: 'Right' },
  { id: 'clear', points: 4, title: 'Clear' },
];
const use: VerdictWishes = { use: 'code' };

interface Plan {
  /** By bot: its true level, tokens/s and file. */
  bots: Record<string, { level: number; speed: number | null; bytes?: number }>;
  prompts?: number;
  by?: 'hand' | 'automatic' | 'judge';
}

async function playground({ bots, prompts = 24, by = 'hand' }: Plan) {
  const store = await temporaryStore();
  const random = seededRandom(5);
  const all = Array.from({ length: prompts }, (_, place) =>
    aPrompt(`code-${place}`, 10, { rubric, position: place, categoryId: 'programming' }),
  );
  store.prompts.sync([aCategory(all, { id: 'programming', title: 'Programming' })]);
  const scoring = new Scoring(store, () => undefined);
  const runs = new Map<string, number[]>();
  for (const [name, { level, speed, bytes = null }] of Object.entries(bots)) {
    const bot = store.bots.add({ name, server: 'http://127.0.0.1:1234', modelId: name });
    for (const prompt of all) {
      const model = aModel(name, { sizeBytes: bytes, loadedContextLength: 4096 });
      const { id } = recordRun(store, bot.id, prompt, { model, stats: someStats({ tokensPerSecond: speed }) });
      runs.set(name, [...(runs.get(name) ?? []), id]);
      const share = Math.min(1, Math.max(0, level + 0.1 * randomNormal(random)));
      give(scoring, by, id, share);
    }
  }
  const verdicts = new Verdicts(store, new Arena(store, () => undefined), random);
  return { store, scoring, verdicts, runs };
}

function give(scoring: Scoring, by: Plan['by'], runId: number, share: number): void {
  const points = (item: RubricItem): number => Math.round(item.points * share * 100) / 100;
  if (by === 'hand') {
    const given = Object.fromEntries(rubric.map((item) => [item.id, points(item)]));
    scoring.give({ runId, points: Object.values(given).reduce((sum, one) => sum + one, 0), rubric: given });
  } else {
    const items = Object.fromEntries(rubric.map((item) => [item.id, { points: points(item), evidence: {} }]));
    if (by === 'automatic') scoring.recordAutomatic(runId, { items, by: 'checks 1' });
    else scoring.propose(runId, { items, by: 'judge' });
  }
}

describe('the verdict', () => {
  it('keeps the best, says how sure that is, and parks what is behind or misses what was asked for', async () => {
    const { verdicts } = await playground({
      bots: {
        good: { level: 0.8, speed: 20, bytes: 8e9 },
        poor: { level: 0.3, speed: 50, bytes: 1e9 },
        slow: { level: 0.9, speed: 2, bytes: 8e9 },
        huge: { level: 0.9, speed: 30, bytes: 80e9 },
      },
    });
    const verdict = await verdicts.of({ ...use, minSpeed: 15, memory: 16 });
    expect(verdict.keep).toMatchObject({ bot: 'good', tokensPerSecond: 20 });
    expect(verdict.decided).toBe(true);
    expect(verdict.sure).toBeGreaterThan(0.99);
    expect(verdict.equal).toEqual([]);
    expect(verdict.parked.map(({ bot, reason }) => [bot, inEnglish(reason)])).toEqual([
      ['slow', 'It writes 2.0 tokens/s; you asked for at least 15.'],
      ['huge', 'It needs 74.5 GiB of memory; you have 16 GiB for it.'],
      ['poor', expect.stringMatching(/^It is \d+ points of 100 behind good, by more than noise\.$/)],
    ]);
    const [first] = verdict.sentences.map(inEnglish);
    expect(first).toBe('Keep good: it is the best of 2 bots on what you measured.');
    expect(verdict.keep?.answers).toHaveLength(24);
    expect(verdict.keep?.answers.every(({ kind }) => kind === 'person')).toBe(true);
  });

  it('never claims a winner within noise, and takes the faster of two that are alike', async () => {
    const { verdicts } = await playground({
      bots: { quick: { level: 0.6, speed: 34 }, thorough: { level: 0.6, speed: 20 } },
      by: 'automatic',
    });
    const verdict = await verdicts.of(use);
    const text = verdict.sentences.map(inEnglish);
    expect(text[0]).toBe('quick and thorough are equal on what you measured; quick is 1.7 × faster.');
    expect(verdict.keep?.bot).toBe('quick');
    expect(verdict.equal.map(({ bot }) => bot)).toEqual(['thorough']);
    expect(text.join(' ')).not.toMatch(/best|winner/);
    expect(verdict.keep?.answers.every(({ kind }) => kind === 'program')).toBe(true);
  });

  it('says that nothing is scored yet, and that nothing fits', async () => {
    const { verdicts } = await playground({ bots: { one: { level: 0.5, speed: 1 } }, prompts: 2 });
    const none = await verdicts.of({ use: 'translating' });
    expect(none.keep).toBeNull();
    expect(none.sentences.map(inEnglish)[0]).toMatch(/^Nothing is scored for this use yet/);
    const slow = await verdicts.of({ ...use, minSpeed: 10 });
    expect(slow.keep).toBeNull();
    expect(slow.sentences.map(inEnglish)[0]).toBe(
      'No bot fits what you asked for: all 1 are parked, each with its reason.',
    );
    const alone = await verdicts.of(use);
    expect(alone.sentences.map(inEnglish)[0]).toMatch(/^one is the only bot/);
    await expect(verdicts.of({ use: 'general', weights: { nowhere: 1 } })).rejects.toThrow('There is no category');
  });

  it('a speed that is asked for and not known leaves a bot open', async () => {
    const { verdicts } = await playground({
      bots: { known: { level: 0.5, speed: 20 }, unknown: { level: 0.9, speed: null } },
      prompts: 4,
    });
    const { keep, open } = await verdicts.of({ ...use, minSpeed: 10 });
    expect(keep?.bot).toBe('known');
    expect(open.map(({ bot }) => bot)).toEqual(['unknown']);
  });

  it('asks for the answers that settle it, keeps their chances, and is settled by them', async () => {
    const { store, scoring, verdicts } = await playground({
      bots: {
        a: { level: 0.75, speed: 20 },
        b: { level: 0.45, speed: 20 },
        c: { level: 0.4, speed: 20 },
        d: { level: 0.35, speed: 20 },
        e: { level: 0.3, speed: 20 },
      },
      by: 'judge',
    });
    const before = await verdicts.of(use);
    expect(before.decided).toBe(false);
    const truth: Record<string, number> = { a: 0.75, b: 0.45, c: 0.4, d: 0.35, e: 0.3 };
    const asked: number[] = [];
    const random = seededRandom(8);
    for (let turn = 0; turn < 60; turn++) {
      if ((await verdicts.of(use)).decided) break;
      const question = await verdicts.next(use);
      expect(question).not.toBeNull();
      const { runId, bot } = question!;
      // Until it is scored, the same answer is asked for.
      expect((await verdicts.next(use))?.runId).toBe(runId);
      expect(asked).not.toContain(runId);
      asked.push(runId);
      give(scoring, 'hand', runId, truth[bot]! + 0.08 * randomNormal(random));
    }
    const after = await verdicts.of(use);
    expect(after.decided).toBe(true);
    expect(after.keep?.bot).toBe('a');
    expect(asked.length).toBeLessThan(40);
    expect(store.verdict.drawn()).toEqual(asked);
  });

  it('is Markdown in which names act as nothing', async () => {
    const { verdicts } = await playground({
      bots: { '<img src=x>|*evil*': { level: 0.5, speed: 20 }, plain: { level: 0.5, speed: 20 } },
      prompts: 4,
    });
    const text = verdictMarkdown(await verdicts.of(use));
    expect(text).not.toMatch(/(?<!\\)<img/);
    expect(text).toContain('\\<img src=x\\>\\|\\*evil\\*');
    for (const format of ['html', 'svg'] as const)
      expect(verdictText(await verdicts.of(use), format)).not.toContain('<img');
    expect(text.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(4);
  });
});
