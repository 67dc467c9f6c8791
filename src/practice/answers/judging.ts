import type { ChatMessage } from './brief';
import type { Random } from './random';

/** Whether a practice model is asked to judge answers, and what it says; null where it is asked for something else. */
export function judge(messages: readonly ChatMessage[], random: Random): string | null {
  const asked = messages.at(-1)?.content ?? '';
  const items = [...asked.matchAll(/^Item (\d+), 0 to (\d+(?:\.\d+)?) points:/gm)];
  if (asked.includes('"better": "first"')) {
    const better = lengthOf(asked, 'FIRST ANSWER') >= lengthOf(asked, 'SECOND ANSWER') ? 'first' : 'second';
    return JSON.stringify({ reason: 'It says more.', better });
  }
  if (items.length === 0 || !asked.includes('"quotation"')) return null;
  const words = partOf(asked, 'ANSWER').trim().split(/\s+/).slice(0, 6).join(' ');
  const proposals = items.map(([, number, points]) => ({
    item: Number(number),
    quotation: words,
    reason: 'The answer begins with it.',
    points: Math.round(Number(points) * (0.4 + 0.6 * random.next())),
  }));
  return JSON.stringify({ items: proposals });
}

function lengthOf(text: string, name: string): number {
  return partOf(text, name).length;
}

function partOf(text: string, name: string): string {
  return new RegExp(`^${name} between <<<(\\w+) and [^\\n]*\\n<<<\\1\\n([^]*?)\\n\\1>>>$`, 'm').exec(text)?.[2] ?? '';
}
