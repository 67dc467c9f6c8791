import type { Score } from './score';

/** What one judge says of one item. */
export interface JudgeVoice {
  judge: string;
  points: number;
  /** The judge's own words, which may be anything. */
  reason: string;
  /** Stands in the answer; empty where nothing is there that would deserve points. */
  quotation: string;
}

/** What judges propose for one rubric item; it counts for nothing until it is accepted. */
export interface JuryItem {
  /** The median of those who propose points for it. */
  points: number;
  least: number;
  most: number;
  voices: JudgeVoice[];
}

/** What judges say of an answer by rubric item, of a prompt without a rubric by the empty id; none where nobody says anything. */
export function juryOf(proposals: readonly Score[]): Record<string, JuryItem> {
  const voices = new Map<string, JudgeVoice[]>();
  for (const { by: judge, rubric, points, whole, evidence } of proposals) {
    for (const [id, given] of Object.entries(whole ? { '': points } : rubric)) {
      const voice = { judge, points: given, ...wordsOf(evidence[id]) };
      voices.set(id, [...(voices.get(id) ?? []), voice]);
    }
  }
  return Object.fromEntries([...voices].map(([id, own]) => [id, { ...spreadOf(own), voices: own }]));
}

function spreadOf(voices: readonly JudgeVoice[]): Omit<JuryItem, 'voices'> {
  const sorted = voices.map(({ points }) => points).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle] ?? 0, sorted[middle] ?? 0];
  return { points: (low + high) / 2, least: sorted[0] ?? 0, most: sorted.at(-1) ?? 0 };
}

/** Evidence is JSON of the judge's own, and a database may come with a cloned folder. */
function wordsOf(evidence: unknown): Pick<JudgeVoice, 'reason' | 'quotation'> {
  const said = typeof evidence === 'object' && evidence !== null ? (evidence as Record<string, unknown>) : {};
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return { reason: text(said['reason']), quotation: text(said['quotation']) };
}
