import { randomInt } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';
const HEX = '0123456789abcdef';

/** `chatcmpl-` and 21 letters and digits, as LM Studio makes them. */
export function completionId(): string {
  return `chatcmpl-${random(ALPHABET, 21)}`;
}

/** `resp_` and 48 hexadecimal digits. */
export function responseId(): string {
  return `resp_${random(HEX, 48)}`;
}

function random(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}
