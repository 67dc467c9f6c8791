// The rooms of src/ and who may go into which. ESLint, the architecture test and the picture in docs read this.

const base = ['model', 'l10n'];
/** The core behind the facade, but for what writes the database. */
const behind = [...base, 'suites', 'servers', 'conduct', 'queue', 'evaluate', 'trust', 'rank', 'verdict', 'exchange'];

/**
 * Folders of src/ (or files of it, without their ending) and the rooms that they may import from; their own goes without
 * saying. Where a file's path begins with several, the longest counts. What is named nowhere is forbidden.
 * @type {Record<string, string[]>}
 */
export const rooms = {
  model: ['l10n'],
  l10n: [],
  // A rubric's checks are read with it.
  suites: [...base, 'evaluate'],
  servers: base,
  rank: base,
  verdict: [...base, 'rank'],
  store: [...base, 'suites'],
  practice: base,
  conduct: [...base, 'store', 'servers', 'suites'],
  queue: [...base, 'store', 'servers', 'suites', 'conduct'],
  evaluate: [...base, 'rank'],
  trust: [...base, 'store', 'suites', 'evaluate', 'rank'],
  exchange: [...base, 'store', 'suites', 'rank', 'evaluate', 'trust'],
  playground: [...behind, 'store'],
  ui: base,
  report: [...base, 'ui', 'exchange'],
  edge: [...behind, 'playground', 'ui'],
  features: [...behind, 'practice', 'playground', 'ui', 'edge'],
  extension: ['edge', 'features'],
  cli: [...behind, 'store', 'practice', 'playground'],
};

/** Rooms that may know VS Code; the pages in them may not. */
export const edges = ['edge', 'features', 'extension'];

/** @param {string} file path within src/ @returns {string | null} */
export function roomOf(file) {
  const [first = ''] = file.split('/');
  const name = first.replace(/\.tsx?$/, '');
  return Object.hasOwn(rooms, name) ? name : null;
}

/** The feature that a file belongs to, or null. @param {string} file */
export function featureOf(file) {
  const [room, name, ...rest] = file.split('/');
  return room === 'features' && rest.length > 0 && name ? name : null;
}

/** A script of a page: it runs in a browser. @param {string} file */
export function isPage(file) {
  return /^(ui\/|report\/|features\/[^/]+\/ui\/)/.test(file);
}

/** Why a file may not import another one, or null where it may. @param {string} from @param {string} to */
export function objection(from, to) {
  const [room, other] = [roomOf(from), roomOf(to)];
  // The reference that comes with LLP is the oracle too.
  if (room === 'evaluate' && to.startsWith('../evaluate/')) return null;
  if (room === null || other === null)
    return `No room of the house has ${room === null ? from : to}: say in scripts/lib/house/rooms.mjs what it may import.`;
  if (room !== other && !rooms[room]?.includes(other)) return `${room}/ must not depend on ${other}/.`;
  const [feature, inside] = [featureOf(from), featureOf(to)];
  if (inside !== null && feature !== inside && !(room === 'extension' && /^features\/[^/]+\/index\.ts$/.test(to)))
    return `The inside of features/${inside}/ is its own: what features share stands in edge/, and commands go through runCommand.`;
  if (isPage(from) && !['ui', 'report', 'model', 'l10n', 'features', 'exchange'].includes(other))
    return 'Scripts of pages know ui/, model/, l10n/ and their own feature only.';
  return null;
}
