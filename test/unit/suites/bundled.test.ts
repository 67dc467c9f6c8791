import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadSuites, type LoadedSuites } from '../../../src/suites/load';

const folder = join(import.meta.dirname, '../../../suites');

/** `[number of prompts, points of each]`, in the order they stand. */
const times = (count: number, points: number): number[] => Array.from({ length: count }, () => points);
const table: Record<string, { points: number[]; sum: number }> = {
  booting: { points: [40, 45, 40, 45, 45, 170], sum: 385 },
  programming: { points: [...times(4, 20), ...times(16, 30), ...times(16, 40)], sum: 1200 },
  general: {
    points: [
      ...times(3, 5),
      ...times(4, 10),
      ...times(7, 20),
      ...times(5, 30),
      ...times(5, 40),
      ...times(6, 50),
      ...times(2, 150),
    ],
    sum: 1145,
  },
  agi: { points: Array.from({ length: 12 }, (_, index) => 25 + 5 * index), sum: 630 },
  writing: { points: [40, 80, 90, 100, 150, 180, 220, 280], sum: 1140 },
  swe: { points: [500], sum: 500 },
};

describe('the suites that come with LLP', () => {
  let loaded: LoadedSuites;
  beforeAll(async () => {
    loaded = await loadSuites(folder);
  });

  it('has no mistakes', () => {
    expect(loaded.problems).toEqual([]);
  });

  it('are the six categories in their order', () => {
    expect(loaded.categories.map((category) => category.id)).toEqual(Object.keys(table));
  });

  it.each(Object.entries(table))('%s has its prompts with their points', (id, { points, sum }) => {
    const category = loaded.categories.find((other) => other.id === id);
    expect(category?.prompts.map((prompt) => prompt.points)).toEqual(points);
    expect(category?.points).toBe(sum);
  });

  it('add up to 5,000 points', () => {
    expect(loaded.categories.reduce((sum, category) => sum + category.points, 0)).toBe(5000);
  });

  it('group the levels of the general suite and the three parts of programming', () => {
    const groups = (id: string): (string | null)[] => [
      ...new Set(loaded.categories.find((category) => category.id === id)?.prompts.map((prompt) => prompt.group)),
    ];
    expect(groups('general')).toHaveLength(7);
    expect(groups('programming')).toHaveLength(3);
  });

  it('have ids that are unique over all suites and begin with their category', () => {
    const ids = loaded.categories.flatMap((category) => category.prompts.map((prompt) => prompt.id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const category of loaded.categories)
      for (const prompt of category.prompts) expect(prompt.id.startsWith(`${category.id}-`)).toBe(true);
  });

  it('have a rubric for every prompt that adds up and says what earns full and none', () => {
    for (const prompt of loaded.categories.flatMap((category) => category.prompts)) {
      const sum = prompt.rubric.reduce((total, item) => total + item.points, 0);
      expect(`${prompt.id}: ${sum}`).toBe(`${prompt.id}: ${prompt.points}`);
      for (const item of prompt.rubric) expect([prompt.id, item.id, item.full, item.none]).not.toContain(undefined);
    }
  });
});
