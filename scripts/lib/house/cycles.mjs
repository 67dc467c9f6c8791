// Files that depend on themselves by way of others.

/**
 * The groups in which every file leads to every other (Tarjan's strongly connected components, Depth-First Search and
 * Linear Graph Algorithms, 1972), each sorted; none where there is no cycle.
 * @param {{ from: string, to: string }[]} imports @returns {string[][]}
 */
export function cyclesIn(imports) {
  /** @type {Map<string, string[]>} */
  const next = new Map();
  for (const { from, to } of imports) next.set(from, [...(next.get(from) ?? []), to]);
  /** @type {Map<string, { index: number, low: number, open: boolean }>} */
  const seen = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const groups = [];
  /** @param {string} file */
  const visit = (file) => {
    const own = { index: seen.size, low: seen.size, open: true };
    seen.set(file, own);
    stack.push(file);
    for (const to of next.get(file) ?? []) {
      const known = seen.get(to);
      if (!known) own.low = Math.min(own.low, visit(to).low);
      else if (known.open) own.low = Math.min(own.low, known.index);
    }
    if (own.low === own.index) {
      const group = stack.splice(stack.indexOf(file));
      for (const member of group) Object.assign(seen.get(member) ?? {}, { open: false });
      const isCycle = group.length > 1 || (next.get(file) ?? []).includes(file);
      if (isCycle) groups.push(group.sort());
    }
    return own;
  };
  for (const file of next.keys()) if (!seen.has(file)) visit(file);
  return groups;
}
