/**
 * Numbers from 0 (inclusive) to 1 (exclusive) that are the same for the same seed on every machine, so that an interval
 * that rests on resampling does not change from one showing of the board to the next. sfc32 by Chris Doty-Humphrey
 * (PractRand); the first 15 are thrown away, as he advises.
 */
export function seededRandom(seed: number): () => number {
  let [a, b, c, counter] = [0, seed | 0, (seed / 0x1_0000_0000) | 0, 1];
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** A whole number from 0 to `below` - 1. */
export function randomIndex(random: () => number, below: number): number {
  return Math.floor(random() * below);
}

/** A draw from the standard normal distribution, by Marsaglia's polar method. */
export function randomNormal(random: () => number): number {
  for (;;) {
    const [u, v] = [2 * random() - 1, 2 * random() - 1];
    const square = u * u + v * v;
    if (square > 0 && square < 1) return u * Math.sqrt((-2 * Math.log(square)) / square);
  }
}
