import type { Solver } from './solvers';

/** Those of the programming suite; see solvers.ts. */
export const programmingSolvers: Record<string, Solver> = {
  'programming-warmup-commit': ({ timeout = 0 }) => {
    let seconds = 0;
    for (let attempt = 0; attempt < 3; attempt++) seconds += timeout + 2 ** attempt;
    return { longest: seconds, useless: 2 ** 2 };
  },
  'programming-algorithms-bookings': ({ unit = 0 }) => {
    const all = (
      [
        ['A', 16, 21, 60],
        ['B', 9, 14, 85],
        ['C', 14, 16, 80],
        ['D', 18, 22, 95],
        ['E', 11, 12, 45],
        ['F', 10, 17, 130],
        ['G', 14, 18, 90],
        ['H', 9, 11, 35],
      ] as const
    ).map(([name, start, end, pays]) => ({ name, start, end, pays: pays * unit }));
    type Booking = (typeof all)[number];
    const fits = (chosen: Booking[], one: Booking): boolean =>
      chosen.every((other) => one.end <= other.start || other.end <= one.start);
    const greedy = (by: (booking: Booking) => number): Booking[] =>
      [...all].sort((x, y) => by(x) - by(y)).reduce<Booking[]>((chosen, one) => (fits(chosen, one) ? [...chosen, one] : chosen), []);
    const sum = (chosen: Booking[]): number => chosen.reduce((total, { pays }) => total + pays, 0);
    const sound = (from: Booking[]): Booking[][] =>
      subsets(from).filter((chosen) => chosen.every((one) => fits(chosen.filter((other) => other !== one), one)));
    const best = (from: Booking[]): Booking[] => sound(from).sort((x, y) => sum(y) - sum(x))[0] ?? [];
    const names = (chosen: Booking[]): string => chosen.map(({ name }) => name).join(', ');
    const byEnd = [...all].sort((x, y) => x.end - y.end || x.start - y.start);
    const [hour, end, pay] = [greedy((x) => -x.pays / (x.end - x.start)), greedy((x) => x.end), greedy((x) => -x.pays)];
    return {
      hour: names(hour),
      hour_sum: sum(hour),
      end: names(end),
      end_sum: sum(end),
      pay: names(pay),
      pay_sum: sum(pay),
      best: names(best(all)),
      best_sum: sum(best(all)),
      rows: byEnd.map((_, at) => sum(best(byEnd.slice(0, at + 1)))).join(', '),
    };
  },
  'programming-networks-roundtrips': ({ rtt = 0 }) => {
    const time = (bytes: number, trip: number, handshakes: number, window = 10): number => {
      let [left, trips] = [bytes, handshakes];
      for (; left > 0; window *= 2) {
        left -= window * 1460;
        trips++;
      }
      return trips * trip;
    };
    return {
      a: time(25_000, rtt, 2),
      b: time(14_000, rtt, 2),
      c: time(100_000, rtt, 0, 80),
      d: time(100_000, rtt, 1),
      e: time(100_000, 8, 2),
      f: time(100_000, rtt, 2),
    };
  },
  'programming-performance-budget': ({ report = 0 }) => {
    const time = (chosen: string): number => {
      const parse = 42 / (chosen.includes('A') ? 3 : 1);
      const work = parse + 12;
      const read = chosen.includes('D') ? 12 + 6 / 2 + 5 : 18;
      return (
        read +
        (chosen.includes('C') ? work * (0.1 + 0.9 / 4) : work) +
        (chosen.includes('B') ? (12_000 / 500) * 0.06 : 12_000 * 0.003) +
        report / (chosen.includes('E') ? 10 : 1)
      );
    };
    const cost: Record<string, number> = { A: 2, B: 1, C: 3, D: 1, E: 2 };
    const days = (chosen: string): number => [...chosen].reduce((sum, one) => sum + (cost[one] ?? 0), 0);
    const choices = subsets([...'ABCDE']).map((one) => one.join(''));
    const cheap = choices.filter((one) => time(one) < 60).sort((x, y) => days(x) - days(y) || time(x) - time(y))[0] ?? '';
    const [best = '', second = ''] = choices.filter((one) => days(one) <= 5).sort((x, y) => time(x) - time(y));
    return {
      ...Object.fromEntries([...'ABCDE'].map((one) => [one, time(one).toFixed(2)])),
      limit: time('') - 42,
      cheapest: [...cheap].join(', '),
      cheapest_s: time(cheap).toFixed(2),
      best: [...best].join(', '),
      best_s: time(best).toFixed(2),
      second_s: time(second).toFixed(2),
      together: time('AC').toFixed(2),
      saving: (time('') - time('AC')).toFixed(2),
    };
  },
  'programming-devops-rename': ({ rows = 0 }) => {
    let seconds = 0;
    for (let left = rows * 1e6; left > 0; left -= 10_000) seconds += 0.5 + 0.1;
    return { minutes: Math.round(seconds / 60) };
  },
  'programming-distributed-lease': ({ start = 0, w1 = 0, w2 = 0 }) => {
    const run = (events: [who: number, token: number][], fenced: boolean): { total: number; refused: number[] } => {
      let [total, highest] = [start, 0];
      const refused: number[] = [];
      for (const [adds, token] of events) {
        if (fenced && token < highest) refused.push(adds);
        else [total, highest] = [start + adds, Math.max(highest, token)];
      }
      return { total, refused };
    };
    const late = run([[w2, 34], [w1, 33]], true); // prettier-ignore
    const early = run([[w1, 33], [w2, 34]], true); // prettier-ignore
    return {
      plain: run([[w2, 34], [w1, 33]], false).total, // prettier-ignore
      fenced: late.total + late.refused.reduce((sum, adds) => sum + adds, 0),
      early: early.total,
      lost: start + w1 + w2 - early.total,
    };
  },
  'programming-linux-disk': ({ gib = 0 }) => ({ deleted_gib: (gib * 1024 ** 3) / 1024 ** 3 }),
  'programming-http-notes': ({ size = 0, age = 0 }) => {
    const noon = Date.UTC(2025, 0, 1, 12);
    const until = (seconds: number): string => new Date(noon + (seconds - age) * 1000).toISOString().slice(11, 19);
    const last = Math.min(99, size - 1);
    return {
      range2: `bytes 50-${last}/${size}`,
      range3: `bytes */${size}`,
      browser: until(60),
      shared: until(120),
    };
  },
  'programming-kubernetes-shop': ({ delay = 0, failures = 0 }) => {
    let failed = 0;
    for (let second = delay; ; second += 5) if (++failed === failures) return { condemned_s: second };
  },
};

function subsets<T>(from: T[]): T[][] {
  return from.reduce<T[][]>((found, one) => [...found, ...found.map((some) => [...some, one])], [[]]);
}
