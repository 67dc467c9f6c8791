export interface Scale {
  (value: number): number;
  ticks: number[];
}

/** Maps values to pixels, with round ticks; the domain grows to the ticks at its ends. */
export function linearScale(min: number, max: number, from: number, to: number, count = 5): Scale {
  const span = max > min ? max - min : Math.max(1, Math.abs(max));
  const rough = span / Math.max(1, count);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = magnitude * ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10);
  const low = Math.floor(min / step) * step;
  const high = Math.max(Math.ceil(max / step) * step, low + step);
  const ticks: number[] = [];
  for (let index = 0; low + index * step <= high + step / 1e6; index++)
    ticks.push(Number((low + index * step).toPrecision(12)));
  return Object.assign((value: number) => from + ((value - low) / (high - low)) * (to - from), { ticks });
}

/** The same by orders of magnitude, for values above 0. */
export function logScale(min: number, max: number, from: number, to: number): Scale {
  const steps = [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.ceil(Math.log10(max)); power++) {
    for (const step of steps) ticks.push(Number((step * 10 ** power).toPrecision(6)));
  }
  const low = Math.max(...ticks.filter((tick) => tick <= min));
  const high = Math.min(...ticks.filter((tick) => tick >= max), Infinity);
  const top = Number.isFinite(high) && high > low ? high : low * 10;
  const place = (value: number): number => from + (Math.log(value / low) / Math.log(top / low)) * (to - from);
  return Object.assign(place, { ticks: ticks.filter((tick) => tick >= low && tick <= top) });
}
