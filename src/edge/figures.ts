import * as vscode from 'vscode';
import * as format from '../ui/format';

// The pages and the edge write figures and times alike: this is the pages' formatter in VS Code's language.
let isSet = false;
function ready(): typeof format {
  if (!isSet) format.setLocale(vscode.env.language);
  isSet = true;
  return format;
}

/** `1,200`; with decimals up to, or exactly, so many. */
export function number(value: number, decimals = 0, exact = false): string {
  return ready().number(value, decimals, exact);
}

/** A share of 0..1 as `76 %`. */
export function percent(value: number): string {
  return ready().percent(value);
}

/** `3.6 tokens/s`. */
export function speed(tokensPerSecond: number): string {
  return vscode.l10n.t('{0} tokens/s', number(tokensPerSecond, 1, true));
}

/** Date and time of an ISO text, where the person is. */
export function dateTime(iso: string): string {
  return ready().dateTime(iso);
}
