const furthest = 40;
const mostShown = 40;

/**
 * What an adjustment changed, as lines that begin with `-` or `+`, a space, and the line's number in its own text.
 * Adjustments change a few lines only, so the next line that both texts have is never far.
 */
export function changedLines(before: string, after: string): string[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const shown: string[] = [];
  let one = 0;
  let other = 0;
  while (one < old.length || other < now.length) {
    if (old[one] === now[other]) {
      one++;
      other++;
      continue;
    }
    const [removed, added] = nextCommon(old, one, now, other);
    for (let line = 0; line < removed; line++, one++) shown.push(`- ${one + 1}: ${old[one] ?? ''}`);
    for (let line = 0; line < added; line++, other++) shown.push(`+ ${other + 1}: ${now[other] ?? ''}`);
  }
  return shown.length > mostShown ? [...shown.slice(0, mostShown), '…'] : shown;
}

/** How many lines go and how many come until both are the same again; blank lines alone say nothing. */
function nextCommon(old: readonly string[], one: number, now: readonly string[], other: number): [number, number] {
  for (let sum = 1; sum <= furthest; sum++)
    for (let removed = 0; removed <= sum; removed++) {
      const added = sum - removed;
      const line = old[one + removed];
      if (line !== undefined && line.trim() !== '' && line === now[other + added]) return [removed, added];
    }
  return [old.length - one, now.length - other];
}
