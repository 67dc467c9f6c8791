import { fill } from './strings';

/** A BCP 47 tag as it is to be written, safe in an attribute and known to `Intl`; `en` where the text is no such tag. */
export function languageTag(text: string): string {
  try {
    return Intl.getCanonicalLocales(text)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/** Figures and days as a language writes them; `tag` is one that `languageTag` has let through. */
export class Formats {
  private readonly made = new Map<string, Intl.NumberFormat>();

  constructor(readonly tag: string) {}

  /** In groups of three, with so many decimals. */
  number(value: number, least = 0, most = least): string {
    return this.format({ minimumFractionDigits: least, maximumFractionDigits: most }, value);
  }

  /** With all its decimals, or with so many, and in one group: a figure among others, as programs print it. */
  plain(value: number, decimals?: number): string {
    if (decimals === undefined) return this.format({ useGrouping: false, maximumFractionDigits: 20 }, value);
    // Rounded as programs round: what lies between two figures is not for each language to decide.
    return this.format(
      { useGrouping: false, minimumFractionDigits: decimals, maximumFractionDigits: decimals },
      Number(value.toFixed(decimals)),
    );
  }

  /** A share (0..1) in percent. */
  percent(value: number): string {
    return this.format({ style: 'percent', maximumFractionDigits: 1 }, value);
  }

  /** `one` for exactly one, else `many` with the number in its place. */
  counted(count: number, one: string, many: string): string {
    return count === 1 ? one : fill(many, this.number(count));
  }

  /** The day (UTC) of an ISO 8601 time in short. In English as ISO has it: 05/01 is not the same day to everybody. */
  day(iso: string): string {
    const time = new Date(iso);
    if (/^en\b/.test(this.tag) || Number.isNaN(time.getTime())) return iso.slice(0, 10);
    return time.toLocaleDateString(this.tag, { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' });
  }

  /** The day of an ISO 8601 time where the reader is, with the month as a word. */
  longDay(iso: string): string {
    return new Date(iso).toLocaleDateString(this.tag, { dateStyle: 'long' });
  }

  private format(options: Intl.NumberFormatOptions, value: number): string {
    const key = JSON.stringify(options);
    let format = this.made.get(key);
    if (!format) this.made.set(key, (format = new Intl.NumberFormat(this.tag, options)));
    return format.format(value);
  }
}
