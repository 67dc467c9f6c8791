import { programmingSolvers } from './programmingSolvers';

/**
 * Independent solvers of the prompts with variants: from what was drawn they find the answers by simulating, counting or
 * trying all, and use none of the formulas in the suites. What they give is the block `answers`, key by key.
 */
export type Figures = Record<string, number | string>;
export type Solver = (figures: Record<string, number> & Record<string, never>, texts: Record<string, string>) => Figures;

const weekday = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = ['January', 'February', 'March'];
const stamp = (time: number): string => {
  const date = new Date(time);
  const clock = date.toISOString().slice(11, 16);
  return `${weekday[(date.getUTCDay() + 6) % 7] ?? ''} ${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''} ${clock}`;
};
const percent = (part: number, whole: number): string => ((100 * part) / whole).toFixed(1);
const minute = 60_000;

export const solvers: Record<string, Solver> = {
  ...programmingSolvers,
  'general-syrup-bottle': ({ ml = 0, dose = 0 }) => {
    let [left, taken, slot] = [ml, 0, 1];
    for (;;) {
      left -= dose;
      taken++;
      if (left <= 0) break;
      slot++;
    }
    return {
      doses: taken,
      day: weekday[Math.floor(slot / 3) % 7] ?? '',
      time: ['morning', 'noon', 'evening'][slot % 3] ?? '',
    };
  },
  'general-flight-home': ({ minutes = 0, call = 0 }) => {
    // As clocks show it: Tokyo's time is UTC + 9 h, Los Angeles's UTC − 8 h.
    const departure = Date.UTC(2025, 2, 6, 0, 5) - 9 * 60 * minute;
    const landing = departure + minutes * minute - 8 * 60 * minute;
    const behind = (Date.UTC(2025, 2, 6, 0, 5) - landing) / minute;
    const phone = Date.UTC(2025, 2, 5) + call * minute + 17 * 60 * minute;
    return {
      landing: stamp(landing),
      behind: `${Math.floor(behind / 60)}:${String(behind % 60).padStart(2, '0')}`,
      call: stamp(phone),
    };
  },
  'general-two-ferries': ({ nc = 0, nr = 0, sr = 0 }) => {
    const half = (calm: number, rough: number): string => (50 * calm + 50 * rough).toFixed(2);
    return {
      north_calm: percent(nc, 200),
      north_rough: percent(nr, 40),
      north: percent(nc + nr, 240),
      south_calm: percent(2, 50),
      south_rough: percent(sr, 190),
      south: percent(2 + sr, 240),
      north_half: half(nc / 200, nr / 40),
      south_half: half(2 / 50, sr / 190),
      calm: nc / 200 > 2 / 50 ? 'South' : 'North',
      rough: nr / 40 > sr / 190 ? 'South' : 'North',
      unknown: nc / 200 > 2 / 50 && nr / 40 > sr / 190 ? 'South' : 'unsettled',
    };
  },
  'general-tool-library': ({ sander = 0, router = 0 }) => {
    const day = (number: number): number => Date.UTC(2025, 5, number);
    const closed = (time: number): boolean => [0, 1].includes(new Date(time).getUTCDay());
    const late = (collected: number, returned: number): number => {
      let due = day(collected + 5);
      while (closed(due)) due += 86_400_000;
      return (day(returned) - due) / 86_400_000;
    };
    const fee = (days: number, rate: number, most: number): number => Math.min(most, days * rate);
    return {
      ana: fee(late(4, 14), 2, 20),
      ana_days: late(4, 14),
      ben: fee(late(6, 24), 2, 20) / 2,
      ben_days: late(6, 24),
      chloe: fee(late(5, 13), 4, 30) / 2 + (sander * 15) / 100,
      chloe_days: late(5, 13),
      dan: (router * 40) / 100,
      ela: fee(late(3, 21), 4, 30),
      ela_days: late(3, 21),
    };
  },
  'general-angry-letter': ({ km = 0 }) => ({ at_50: ((km / 50) * 60).toFixed(2), at_30: ((km / 30) * 60).toFixed(2) }),
  'general-five-glasses': ({ area = 0 }) => {
    const level = (before: number, after: number): string => (((after - before) / area) * 10).toFixed(1);
    return {
      A: level(92, 92),
      B: level(92 / 1.15, 92),
      C: level(92 + 7.8, 92 + 7.8 / 7.8),
      D: level(92, 92),
      E: level(92 / 0.92, 92),
    };
  },
  'general-eye-clinic': ({ queue = 0 }) => {
    const week = (waiting: number, slots: number, base: number): number =>
      waiting + 100 - slots * (1 - (base + waiting / slots) / 100);
    const turns = (waiting: number, slots: number, base: number): string =>
      week(waiting, slots, base) < waiting ? 'works' : 'fails';
    let balance = 0;
    while (week(balance, 110, 4) < balance - 1e-9 || balance < 1) balance += 0.01;
    let once = 0;
    while (week(queue - once - 1, 110, 4) >= queue - once - 1) once++;
    return {
      wait: queue / 110,
      missed: 4 + queue / 110,
      seen: Number((110 * (1 - (4 + queue / 110) / 100)).toFixed(6)),
      growth: Number((week(queue, 110, 4) - queue).toFixed(6)),
      balance_queue: Math.round(balance),
      a: turns(queue - 150, 110, 4),
      b: turns(queue, 113, 4),
      c: turns(queue, 110, 2),
      ac: turns(queue - 150, 110, 2),
      one_off: once,
    };
  },
  'general-frost-night': ({ frost = 0, loss = 0, heat = 0 }) => {
    // 10,000 nights, counted out.
    const nights = { both: 9_000 * frost, missed: 1_000 * frost, false: 2_000 * (1 - frost), calm: 8_000 * (1 - frost) };
    const cost = (night: 'both' | 'missed' | 'false' | 'calm', heated: boolean): number =>
      nights[night] * ((heated ? heat : 0) + (night === 'both' || night === 'missed' ? (heated ? 5000 : loss) : 0));
    const all = ['both', 'missed', 'false', 'calm'] as const;
    const sum = (heated: (night: (typeof all)[number]) => boolean): number =>
      all.reduce((total, night) => total + cost(night, heated(night)), 0) / 10_000;
    const bare = sum(() => false);
    const heated = sum(() => true);
    const follow = sum((night) => night === 'both' || night === 'false');
    let caught = 0;
    const withCatch = (share: number): number =>
      frost * (share * (heat + 5000) + (1 - share) * loss) + 0.2 * (1 - frost) * heat + 800;
    while (withCatch(caught) > Math.min(bare, heated)) caught += 0.0001;
    let threshold = 0;
    while (threshold * loss < heat + threshold * 5000) threshold += 0.00001;
    const round = (value: number): number => Number(value.toFixed(4));
    return {
      not_heating: round(bare),
      heating: round(heated),
      threshold: (threshold * 100).toFixed(2),
      after_warning: (nights.both / (nights.both + nights.false)).toFixed(3),
      after_none: (nights.missed / (nights.missed + nights.calm)).toFixed(3),
      with_her: round(follow + 800),
      worth: round(Math.min(bare, heated) - follow),
      catch: caught.toFixed(3),
      warned: round((nights.both + nights.false) / 100),
      warned_frost: round(nights.both / 100),
      dearer: round(heated - follow - 800),
      never: loss > 35_000 ? round(frost * 100) : 0,
      always: heat + 5000 > 35_000 ? 100 : 0,
      follow: loss + 800 > 35_000 ? round(nights.missed / 100) : 0,
    };
  },
  'general-harbour-court': ({ grain = 0 }) => {
    const wine = 300_000 - grain;
    const settle = (mast: number): Record<string, [stake: number, net: number]> => {
      const paid = { ship: mast, silk: 50_000, grain: 0, wine: 0, timber: 0 };
      const left = { ship: 400_000, silk: 80_000, grain, wine, timber: 30_000 };
      const names = Object.keys(paid) as (keyof typeof paid)[];
      const stakes = names.map((name) => left[name] + paid[name]);
      const shared = names.reduce((sum, name) => sum + paid[name], 0);
      const all = stakes.reduce((sum, stake) => sum + stake, 0);
      return Object.fromEntries(
        names.map((name, at) => [name, [stakes[at] ?? 0, paid[name] - ((stakes[at] ?? 0) * shared) / all]]),
      );
    };
    const sober = settle(40_000);
    const drunk = settle(0);
    const net = (name: string): number => Math.round(sober[name]?.[1] ?? NaN);
    return {
      grain: sober['grain']?.[0] ?? NaN,
      wine: sober['wine']?.[0] ?? NaN,
      ship_net: net('ship'),
      silk_net: net('silk'),
      grain_net: net('grain'),
      wine_net: net('wine'),
      timber_net: net('timber'),
      ode2: Math.round(-(drunk['grain']?.[1] ?? NaN)),
      varga2: Math.round(drunk['silk']?.[1] ?? NaN),
    };
  },
  'general-andromeda': ({ speed = 0 }) => {
    // v · d / c², the distance in metres and the result in seconds.
    const light = 299_792_458;
    const distance = 2.5e6 * light * 31_557_600;
    const days = (speed * distance) / (light * light) / 86_400;
    return { street: days.toFixed(2), other: (2 * days).toFixed(2) };
  },
  'general-meridian-vote': ({ first = 0, extra = 0 }) => {
    const plans: Record<string, [millions: number, welfare: number][]> = {
      A: [[1, 80]],
      A_plus: [
        [1, first],
        [9, extra],
      ],
      B: [[10, 20]],
      Z: [[1000, 1]],
    };
    const value = (plan: string, above: number): number =>
      (plans[plan] ?? []).reduce((sum, [millions, welfare]) => sum + millions * (welfare - above), 0);
    const names = Object.keys(plans);
    return {
      ...Object.fromEntries(names.map((name) => [name, value(name, 0)])),
      ...Object.fromEntries(names.map((name) => [`sato_${name}`, value(name, 15)])),
      avg_A_plus: (value('A_plus', 0) / 10).toFixed(1),
      sato_order: names.sort((a, b) => value(b, 15) - value(a, 15)).join(', '),
      wretched: -10 - 15,
      modest: 9 * extra - 9 * 15,
    };
  },
  'general-house-of-ten-centuries': ({ risk = 0, years = 0 }) => {
    let alive = 1;
    for (let year = 0; year < 1000; year++) alive *= 1 - risk / 100;
    const states = [0, 0, 0, 1];
    // Three houses in steps of twenty years; as long as one stands all are refounded.
    let span = 1;
    for (let year = 0; year < 20; year++) span *= 1 - risk / 100;
    for (let step = 0; step < 50; step++) {
      const gone = (states[3] ?? 0) * (1 - span) ** 3;
      states[0] = (states[0] ?? 0) + gone;
      states[3] = (states[3] ?? 0) - gone;
    }
    let sound = 40_000;
    for (let copy = 0; copy < 1000 / years; copy++) sound *= 1 - 1 / 2000;
    return {
      a: (alive * 100).toFixed(2),
      c: ((1 - (1 - alive) ** 3) * 100).toFixed(2),
      d: ((states[3] ?? 0) * 100).toFixed(2),
      f: Math.round(40_000 - sound),
    };
  },
  'agi-ethics-ambiguity': ({ wall = 0 }) => {
    let chance = 0;
    while (chance * 6 < (wall / 100) * (40 / 2) - 1e-9) chance += 0.001;
    return { p: chance.toFixed(2) };
  },
  'general-six-jars': (_, { a = '', b = '', c = '', d = '', e = '', f = '' }) => {
    const all = permutations([a, b, c, d, e, f]).filter((row) => {
      const at = (name: string): number => row.indexOf(name);
      return (
        (at(d) === 0 || at(d) === 5) &&
        Math.abs(at(d) - at(b)) === 3 &&
        at(a) === at(c) + 1 &&
        Math.abs(at(e) - at(f)) === 1 &&
        Math.abs(at(f) - at(a)) < Math.abs(at(e) - at(a)) &&
        at(c) < at(b) &&
        at(c) !== 0 &&
        at(c) !== 5
      );
    });
    return { row: all.length === 1 ? (all[0] ?? []).join(', ') : `${all.length} rows` };
  },
};

function permutations<T>(from: T[]): T[][] {
  if (from.length <= 1) return [from];
  return from.flatMap((one, at) => permutations(from.filter((_, other) => other !== at)).map((rest) => [one, ...rest]));
}
