/**
 * A number as people write one. NaN for nothing at all and for what only JavaScript takes for a number: `0x10`, `1_000`,
 * `Infinity`, blanks.
 */
export function plainNumber(text: string): number {
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : NaN;
}
