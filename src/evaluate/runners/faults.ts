import { said, SaidError } from '../../l10n/said';
import { randomBytes } from 'node:crypto';
import type { Runner } from './runner';

/** A place of the reference and the text that puts faults into it, each behind a switch `{{name}}`. */
export interface FaultPatch {
  fault: string;
  find: string;
  with: string;
}

export interface SeededReference {
  source: string;
  faults: { name: string; key: string }[];
  /** Keys with which no fault is on; tests cannot tell them from the others. */
  soundKeys: string[];
}

const soundRuns = 4;

/**
 * The reference with every fault in it, all off: one program stands for all mutants (mutant schemata: Untch, Offutt &
 * Harrold 1993, “Mutation analysis using mutant schemata”). Which fault a key turns on is drawn anew each time.
 */
export function seedFaults(reference: string, patches: readonly FaultPatch[], runner: Runner): SeededReference {
  const names = [
    ...new Set(patches.flatMap((patch) => [...patch.with.matchAll(/\{\{([\w-]+)\}\}/g)].map(([, name = '']) => name))),
  ];
  const places = patches.map((patch) => {
    const from = reference.indexOf(patch.find);
    if (from === -1 || reference.includes(patch.find, from + 1))
      throw new SaidError(said`The place for the fault “${patch.fault}” is not unique.`);
    const text = patch.with.replace(/\{\{([\w-]+)\}\}/g, (_, name: string) =>
      runner.switchCall(names.indexOf(name) + 1),
    );
    return { from, to: from + patch.find.length, text };
  });
  places.sort((one, other) => one.from - other.from);
  let source = '';
  let at = 0;
  for (const { from, to, text } of places) {
    if (from < at) throw new SaidError(said`Two faults are seeded at one place.`);
    source += reference.slice(at, from) + text;
    at = to;
  }
  source += reference.slice(at);
  const newKey = (): string => randomBytes(8).toString('hex');
  const faults = names.map((name) => ({ name, key: newKey() }));
  const soundKeys = Array.from({ length: soundRuns }, newKey);
  const keys = [
    ...faults.map(({ key }, index) => ({ key, fault: index + 1 })),
    ...soundKeys.map((key) => ({ key, fault: 0 })),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
  return { source: `${source}\n${runner.switchCode(keys)}`, faults, soundKeys };
}
