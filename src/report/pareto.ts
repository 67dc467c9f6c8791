/** A bot in the plot of quality against speed; both grow towards the better. */
export interface Point {
  botId: number;
  bot: string;
  /** Tokens/s. */
  speed: number;
  quality: number;
}

/** The points that no other beats in one and equals in the other, from the slowest to the fastest. */
export function paretoFront(points: readonly Point[]): Point[] {
  const front: Point[] = [];
  let best = -Infinity;
  for (const point of [...points].sort((a, b) => b.speed - a.speed || b.quality - a.quality)) {
    if (point.quality <= best) continue;
    best = point.quality;
    front.unshift(point);
  }
  return front;
}

/** About `count` round values from 0 to at least `max`. */
export function ticks(max: number, count: number): number[] {
  if (!(max > 0)) return [0, 1];
  const rough = max / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  return Array.from({ length: Math.ceil(max / step - 1e-9) + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}
