/** What a formula computes with: numbers (1 and 0 for true and false) and texts. */
export type Value = number | string;

interface MadeFunction {
  usage: string;
  least: number;
  most: number;
  compute: (values: Value[]) => Value;
}

/** NaN for a text; a draw in which a figure is no number is refused. */
export function numberOf(value: Value): number {
  return typeof value === 'number' ? value : NaN;
}

export function isTrue(value: Value): boolean {
  return typeof value === 'number' ? value !== 0 && !Number.isNaN(value) : value !== '';
}

const numeric = (usage: string, least: number, most: number, compute: (...numbers: number[]) => Value): MadeFunction => ({
  usage,
  least,
  most,
  compute: (values) => compute(...values.map(numberOf)),
});

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** All that formulas can call. A `Map` would do as well; without a prototype no inherited name is one of them. */
export const functions: Record<string, MadeFunction | undefined> = Object.assign(Object.create(null), {
  abs: numeric('abs(x)', 1, 1, (x = NaN) => Math.abs(x)),
  ceil: numeric('ceil(x)', 1, 1, (x = NaN) => Math.ceil(x - 1e-9)),
  clock: numeric('clock(minutes), as 8:05', 1, 1, (minutes = NaN) => clock(minutes, 1)),
  clock2: numeric('clock2(minutes), as 08:05', 1, 1, (minutes = NaN) => clock(minutes, 2)),
  day: numeric('day(n), Monday being 0', 1, 1, (n = NaN) => days[((Math.trunc(n) % 7) + 7) % 7] ?? ''),
  fixed: numeric('fixed(x, decimals)', 2, 2, (x = NaN, decimals = NaN) => fixed(x, decimals)),
  floor: numeric('floor(x)', 1, 1, (x = NaN) => Math.floor(x + 1e-9)),
  group: numeric('group(x), as 1,250', 1, 1, (x = NaN) => group(x)),
  max: numeric('max(a, b, …)', 1, 20, (...numbers) => Math.max(...numbers)),
  min: numeric('min(a, b, …)', 1, 20, (...numbers) => Math.min(...numbers)),
  pick: {
    usage: 'pick(n, first, second, …), the first being 0',
    least: 2,
    most: 30,
    compute: ([n = NaN, ...rest]: Value[]) => rest[numberOf(n)] ?? NaN,
  },
  round: numeric('round(x) or round(x, decimals)', 1, 2, (x = NaN, decimals = 0) => Number(fixed(x, decimals))),
} satisfies Record<string, MadeFunction>) as Record<string, MadeFunction | undefined>;

/** Rounded half up as on paper: 2.675 is 2.68, whatever the binary number just below it would give. */
function fixed(x: number, decimals: number): string {
  if (!(decimals >= 0 && decimals <= 10) || !Number.isFinite(x)) return 'NaN';
  return (x + Math.sign(x) * Math.max(1, Math.abs(x)) * 1e-12).toFixed(decimals);
}

function clock(minutes: number, digits: number): string {
  const whole = ((Math.round(minutes) % 1440) + 1440) % 1440;
  return `${String(Math.floor(whole / 60)).padStart(digits, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

function group(x: number): string {
  const [whole = '', decimals] = shown(x).split('.');
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ',');
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** A figure as a prompt prints it: without the dust of binary sums. */
export function shown(value: Value): string {
  return typeof value === 'string' ? value : String(Number(value.toPrecision(12)));
}
