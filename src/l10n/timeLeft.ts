import { fill } from './strings';

export interface TimeLeftStrings {
  minuteLeft: string;
  minutesLeft: string;
  hoursLeft: string;
}

/** `about 40 minutes of scoring left`, from two hours on in hours; empty where nothing is left. */
export function timeLeftText(minutes: number, strings: TimeLeftStrings, number: (value: number) => string): string {
  if (minutes === 0) return '';
  if (minutes === 1) return strings.minuteLeft;
  if (minutes < 120) return fill(strings.minutesLeft, number(minutes));
  return fill(strings.hoursLeft, number(Math.round(minutes / 6) / 10));
}
