let locale: string | undefined;

/** Sets the language that figures and dates are written in. */
export function setLocale(language: string): void {
  locale = language || undefined;
  formats.clear();
}

const formats = new Map<string, Intl.NumberFormat>();

/** A number in the person's language with up to, or exactly, so many decimals. */
export function number(value: number, decimals = 0, exact = false): string {
  const key = `${decimals}${exact}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      maximumFractionDigits: decimals,
      minimumFractionDigits: exact ? decimals : 0,
    });
    formats.set(key, format);
  }
  return format.format(value);
}

/** A share of 0..1 as whole percent, with a thin space. */
export function percent(value: number): string {
  return `${number(value * 100)}\u202F%`;
}

/** Date and time of an ISO text in the person's language. */
export function dateTime(iso: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso));
}
