import type { Field } from './votes';

/**
 * Who can be compared with whom: the number of each player's group. Players of two groups have never met, not even
 * through others, so nothing says which is better.
 */
export function connectedGroups({ players, pairs }: Field): number[] {
  const parent = players.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) at = parent[at] = parent[parent[at] as number] as number;
    return at;
  };
  for (const { first, second } of pairs) parent[root(first)] = root(second);
  return numbered(players.map((_, i) => root(i)));
}

/**
 * Groups in which each player has beaten, or tied with, each other one through some chain: only where a connected
 * group is one such group is the maximum-likelihood rating finite (Ford 1957). Tarjan's algorithm, without recursion.
 */
export function stronglyConnectedGroups({ players, pairs }: Field): number[] {
  const beats = players.map((): number[] => []);
  for (const { first, second, points, votes } of pairs) {
    if (points > 0) beats[first]?.push(second);
    if (points < votes) beats[second]?.push(first);
  }
  const order = players.map(() => -1);
  const low = players.map(() => 0);
  const group = players.map(() => -1);
  const stack: number[] = [];
  let [counter, groups] = [0, 0];
  for (let start = 0; start < players.length; start++) {
    if (order[start] !== -1) continue;
    const work: { player: number; next: number }[] = [{ player: start, next: 0 }];
    while (work.length > 0) {
      const top = work[work.length - 1] as { player: number; next: number };
      const { player } = top;
      if (top.next === 0) {
        order[player] = low[player] = counter++;
        stack.push(player);
      }
      const other = beats[player]?.[top.next++];
      if (other !== undefined) {
        if (order[other] === -1) work.push({ player: other, next: 0 });
        else if (group[other] === -1) low[player] = Math.min(low[player] as number, order[other] as number);
        continue;
      }
      work.pop();
      const above = work[work.length - 1]?.player;
      if (above !== undefined) low[above] = Math.min(low[above] as number, low[player] as number);
      if (low[player] !== order[player]) continue;
      for (let member = stack.pop(); member !== undefined; member = member === player ? undefined : stack.pop())
        group[member] = groups;
      groups++;
    }
  }
  return numbered(group);
}

/** Group numbers from 0, in the order in which the players stand. */
function numbered(groups: number[]): number[] {
  const known = new Map<number, number>();
  return groups.map((group) => {
    if (!known.has(group)) known.set(group, known.size);
    return known.get(group) as number;
  });
}
