// The rooms and who goes into which, as a Mermaid picture made from the imports of the code.
import { featureOf, roomOf } from './rooms.mjs';

/** Pages are a room of their own: they run in a browser. @param {string} file @returns {string} */
function boxOf(file) {
  if (/^features\/[^/]+\/ui\//.test(file)) return 'pages';
  return roomOf(file) ?? file;
}

/**
 * An arrow for each pair of rooms; dotted where only types are taken, which are gone at run time. Arrows into the domain
 * types and the texts, which everybody takes, are left out, as they would hide the others.
 * @param {import('./imports.mjs').Import[]} imports @returns {string}
 */
export function picture(imports) {
  /** @type {Map<string, boolean>} whether anything is left of it at run time */
  const arrows = new Map();
  for (const { from, to, kind } of imports) {
    const [a, b] = [boxOf(from), boxOf(to)];
    if (a === b || everywhere.includes(b)) continue;
    const arrow = `${a} ${b}`;
    arrows.set(arrow, (arrows.get(arrow) ?? false) || kind !== 'type');
  }
  const lines = [...arrows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([arrow, isThere]) => {
      const [a, b] = arrow.split(' ');
      return `  ${a} ${isThere ? '-->' : '-.->'} ${b}`;
    });
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
}

const everywhere = ['model', 'l10n'];

/** The features, with what each takes of the core itself. @param {import('./imports.mjs').Import[]} imports */
export function featureTable(imports) {
  /** @type {Map<string, Set<string>>} */
  const taken = new Map();
  for (const { from, to } of imports) {
    const feature = featureOf(from);
    const room = roomOf(to);
    if (feature === null || room === null || ['features', ...everywhere].includes(room)) continue;
    taken.set(feature, (taken.get(feature) ?? new Set()).add(room));
  }
  const rows = [...taken]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, of]) => `| \`features/${name}\` | ${[...of].sort().join(', ')} |`);
  return ['| feature | takes of |', '| --- | --- |', ...rows].join('\n');
}
