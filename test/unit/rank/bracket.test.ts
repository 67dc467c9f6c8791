import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knockOut, swiss } from '../../../src/rank/arena/bracket';

const none = () => 0;
const players = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('brackets', () => {
  it('puts the best two into different halves, and lets the best rest where places are empty', () => {
    const rounds = knockOut(players(6), none);
    expect(rounds.map((round) => round.map(({ a, b }) => [a, b]))).toEqual([
      [
        [0, null],
        [4, 3],
        [2, 5],
        [1, null],
      ].map(([a, b]) => [a, b]),
      [
        [0, 3],
        [2, 1],
      ],
      [[0, 1]],
    ]);
    expect(rounds[2]?.[0]).toMatchObject({ winner: 0, by: 'rating' });
  });

  it('gives a match to the one with more of the votes between the two', () => {
    const gained = (a: number, b: number) => (a === 3 ? 2 : b === 3 ? 1 : 0);
    expect(knockOut(players(4), gained).at(-1)?.[0]).toMatchObject({ winner: 3, by: 'votes' });
    const table = swiss(players(4), gained);
    expect(table.standings[0]).toEqual({ id: 3, points: 2 });
  });

  it('lets everybody play once a round, none twice against the same while others are left, none rest twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer(), (count, salt) => {
        const gained = (a: number, b: number) => (a * 31 + b * 17 + salt) % 3;
        const rounds = knockOut(players(count), gained);
        expect(rounds.length).toBe(Math.ceil(Math.log2(count)));
        const losses = rounds.flat().filter(({ b }) => b !== null).length;
        expect(losses).toBe(count - 1);
        const { rounds: made, standings } = swiss(players(count), gained);
        for (const round of made) {
          const seen = round.flatMap(({ a, b }) => (b === null ? [a] : [a, b]));
          expect([...seen].sort((x, y) => x - y)).toEqual(players(count));
        }
        const rests = made.flat().flatMap(({ a, b }) => (b === null ? [a] : []));
        expect(new Set(rests).size).toBe(rests.length);
        const total = standings.reduce((sum, { points }) => sum + points, 0);
        expect(total).toBe(made.flat().length);
      }),
    );
  });

  it('has nothing to draw for less than two', () => {
    expect(knockOut([1], none)).toEqual([]);
    expect(swiss([], none)).toEqual({ rounds: [], standings: [] });
  });
});
