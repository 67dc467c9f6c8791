import type { Kind, Test } from './kind';
import { answersKind } from './kinds/answers';
import { codeKind, runKind } from './kinds/code';
import { countKinds } from './kinds/counts';
import { formKinds } from './kinds/form';
import { jsonKinds } from './kinds/json';
import { languageKinds } from './kinds/language';
import { textKinds } from './kinds/texts';
import { verseKinds } from './kinds/verse';
import { sameSentenceKind } from './kinds/sameSentence';

export const kinds: readonly Kind[] = [
  ...countKinds,
  ...formKinds,
  ...textKinds,
  answersKind,
  ...jsonKinds,
  ...languageKinds,
  ...verseKinds,
  sameSentenceKind,
  codeKind,
  runKind,
];

const byName = new Map(kinds.map((kind) => [kind.name, kind]));

/** `not-` before any kind turns pass and fail about, as in promptfoo. */
export function kindNamed(name: string): Kind | null {
  const kind = byName.get(name);
  if (kind) return kind;
  const turned = name.startsWith('not-') ? byName.get(name.slice(4)) : undefined;
  return turned ? { ...turned, name, prepare: (source) => turnedAbout(turned.prepare(source)) } : null;
}

function turnedAbout(test: Test): Test {
  return (text, context) => {
    const finding = test(text, context);
    if (finding.verdict === 'unknown') return finding;
    return { ...finding, verdict: finding.verdict === 'pass' ? 'fail' : 'pass' };
  };
}

/** The kind whose name differs by at most two letters, or null. */
export function nearestKind(name: string): string | null {
  const lower = name.toLowerCase();
  const ranked = kinds
    .map((kind) => ({ name: kind.name, away: distance(lower, kind.name) }))
    .sort((a, b) => a.away - b.away);
  const [best] = ranked;
  return best && best.away <= Math.min(2, Math.floor(lower.length / 2)) ? best.name : null;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  if (a.length > 30) return Infinity;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1])));
    row = next;
  }
  return row[b.length] ?? Infinity;
}
