/** One call of the package under test. Records are fields by key. */
export type ShelfCase =
  | { id: string; op: 'parse'; text: string }
  | { id: string; op: 'run'; records: Record<string, string>[]; query: string };

/** The line that a driver reads: a nonce, the operation, and texts as `x` and the hexadecimal of their UTF-8. */
export function requestLine(nonce: string, one: ShelfCase): string {
  if (one.op === 'parse') return `${nonce} parse ${quoted(one.text)}`;
  return `${nonce} run ${shownRecords(one.records.map((record) => Object.entries(record)))} ${quoted(one.query)}`;
}

export function quoted(text: string): string {
  return `x${Buffer.from(text, 'utf8').toString('hex')}`;
}

/** Count of records, and for each its count of fields and these. */
export function shownRecords(records: [string, string][][]): string {
  const words = [String(records.length)];
  for (const fields of records) {
    words.push(String(fields.length));
    for (const [key, value] of fields) words.push(quoted(key), quoted(value));
  }
  return words.join(' ');
}

/** Longer outputs are cut where they are shown. */
const mostShown = 4_000;

/** A driver's output or the expected one in words, for a person who reads why a case failed. */
export function inWords(output: string | null): string {
  if (output === null) return 'no answer: the program ended or did not come to an end';
  const whole = output
    .split(' ')
    .map((word) =>
      /^x(?:[0-9a-f]{2})*$/.test(word) ? JSON.stringify(Buffer.from(word.slice(1), 'hex').toString('utf8')) : word,
    )
    .join(' ');
  return whole.length > mostShown ? `${whole.slice(0, mostShown)}…` : whole;
}

export function caseInWords(one: ShelfCase): string {
  if (one.op === 'parse') return `Parse(${JSON.stringify(one.text)})`;
  return `Compile(${JSON.stringify(one.query)}), then Match and Run on ${JSON.stringify(one.records)}`;
}
