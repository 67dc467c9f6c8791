import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { categoryShares, comparedRows, speedPoints } from '../../../src/features/board/plots';
import { placeLabels, crosses } from '../../../src/ui/plot/labels';
import { linearScale, logScale } from '../../../src/ui/plot/scales';
import { aRow } from './builders';

describe('quality against speed', () => {
  it('puts on the front what no other bot beats in both', () => {
    const rows = [
      aRow(1, 90, { tokensPerSecond: 5 }),
      aRow(2, 70, { tokensPerSecond: 20 }),
      aRow(3, 60, { tokensPerSecond: 15 }),
      aRow(4, 10, { tokensPerSecond: 60 }),
      aRow(5, 70, { tokensPerSecond: 8 }),
    ];
    const front = speedPoints(rows, 'points').filter((point) => point.front);
    expect(front.map((point) => point.botId)).toEqual([1, 2, 4]);
  });

  it('leaves out bots of which quality or speed is unknown', () => {
    expect(speedPoints([aRow(1, null), aRow(2, 5, { tokensPerSecond: null })], 'points')).toEqual([]);
  });
});

describe('scales', () => {
  it('hold every value within their ends, on round ticks', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 1, max: 9000 }), (low, span) => {
        const scale = linearScale(low, low + span, 0, 100);
        expect(scale(low)).toBeGreaterThanOrEqual(-1e-6);
        expect(scale(low + span)).toBeLessThanOrEqual(100 + 1e-6);
        expect(scale.ticks.length).toBeLessThan(14);
      }),
    );
    expect(linearScale(0, 4088, 0, 1).ticks).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
  });

  it('by orders of magnitude hold every value too', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 500, noNaN: true }),
        fc.double({ min: 1.01, max: 900, noNaN: true }),
        (low, factor) => {
          const scale = logScale(low, low * factor, 0, 100);
          expect(scale(low)).toBeGreaterThanOrEqual(-1e-6);
          expect(scale(low * factor)).toBeLessThanOrEqual(100 + 1e-6);
        },
      ),
    );
  });
});

describe('names in a plot', () => {
  it('never cover each other: those that come first win', () => {
    const labels = [
      { x: 10, y: 50, width: 60, name: 'a' },
      { x: 20, y: 52, width: 60, name: 'b' },
      { x: 10, y: 100, width: 60, name: 'c' },
      { x: 190, y: 50, width: 60, name: 'd' },
    ];
    const placed = placeLabels(labels, { height: 14, left: 0, right: 200, points: [] });
    expect(placed.map((label) => label.name)).toEqual(['a', 'c', 'd']);
    expect((placed[2]?.left ?? 0) + 60).toBeLessThan(200);
  });

  it('cover no point, unless they matter, and no axis', () => {
    const points = [
      { x: 100, y: 50 },
      { x: 140, y: 52 },
      { x: 60, y: 48 },
    ];
    const room = { height: 14, left: 50, right: 300, points };
    expect(placeLabels([{ x: 100, y: 50, width: 60 }], room)).toEqual([]);
    const [far] = placeLabels([{ x: 100, y: 50, width: 60, matters: true }], room);
    expect(Math.abs((far?.middle ?? 50) - 50)).toBeGreaterThan(9);
    expect(placeLabels([{ x: 290, y: 150, width: 60 }], room)).toMatchObject([{ left: 221 }]);
    expect(placeLabels([{ x: 55, y: 150, width: 250 }], room)).toEqual([]);
  });
});

describe('labels of a crowded plot', () => {
  const spot = fc.record({ x: fc.integer({ min: 60, max: 700 }), y: fc.integer({ min: 14, max: 230 }) });

  it('cover neither each other nor a point nor the line, and are not crossed by what leads to others', () => {
    fc.assert(
      fc.property(fc.array(spot, { minLength: 1, maxLength: 43 }), (points) => {
        const line = [...points].sort((a, b) => a.x - b.x).slice(0, 6);
        const labels = points.map((point, at) => ({ ...point, width: 60 + (at % 5) * 25, matters: at < 8 }));
        const placed = placeLabels(labels, { height: 14, left: 62, right: 760, top: 0, bottom: 250, points, line });
        const boxes = placed.map(({ left, middle, width }) => ({
          left,
          right: left + width,
          top: middle - 7,
          bottom: middle + 7,
        }));
        boxes.forEach((box, at) => {
          expect(box.left >= 62 && box.right <= 760 && box.top >= 0 && box.bottom <= 250).toBe(true);
          for (const { x, y } of points)
            expect(x > box.left && x < box.right && y > box.top && y < box.bottom).toBe(false);
          for (let index = 1; index < line.length; index++) {
            const [from, to] = [line[index - 1], line[index]];
            if (from && to) expect(crosses({ from, to }, box)).toBe(false);
          }
          boxes.slice(at + 1).forEach((other) => {
            const apart =
              box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top;
            expect(apart).toBe(true);
          });
          placed.forEach(({ leader }, other) => {
            if (leader && other !== at) expect(crosses(leader, box)).toBe(false);
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('name what matters wherever there is room, with a line that leads there', () => {
    const points = [0, 4, 8, 12, 16, 20, 24, 28].map((step) => ({ x: 300 + step, y: 100 + step }));
    const labels = points.map((point) => ({ ...point, width: 120, matters: true }));
    const placed = placeLabels(labels, { height: 14, left: 62, right: 760, top: 0, bottom: 250, points, line: points });
    expect(placed).toHaveLength(8);
    expect(placed.some(({ leader }) => leader !== null)).toBe(true);
  });
});

describe('the bots compared', () => {
  const rows = [1, 2, 3, 4, 5].map((id) => aRow(id, 50));
  it('are those marked, else the selected one with the first of the board', () => {
    expect(comparedRows(rows, [5, 2, 99], 1).map((row) => row.botId)).toEqual([5, 2]);
    expect(comparedRows(rows, [], 4).map((row) => row.botId)).toEqual([4, 1, 2]);
    expect(comparedRows(rows, [], null).map((row) => row.botId)).toEqual([1, 2, 3]);
  });

  it('show nothing for a category without a score, not zero', () => {
    expect(categoryShares(aRow(1, 40), ['booting', 'swe', 'gone'], 'points')).toEqual([0.4, null, null]);
  });
});
