import type { BracketKind } from '../playground/arena/brackets';
import type { ArenaOptions } from './arena';
import { print, printJson, withPlayground } from './context';
import { textTable } from './textTable';

/** A knock-out or Swiss tournament of the blind votes so far, round by round. */
export async function arenaBracket(options: ArenaOptions & { kind?: BracketKind }): Promise<void> {
  const made = await withPlayground(options, ({ arena }) => arena.bracket(options.kind ?? 'knock-out', options), {
    reading: true,
  });
  if (options.json) return printJson(made);
  if (made.rounds.length === 0) return print('Nobody has voted yet, so there is nothing to draw; see llp arena next.');
  for (const [index, round] of made.rounds.entries()) {
    print(`ROUND ${index + 1}`);
    const rows = round.map(({ a, b, points, winner, by }) => [
      `  ${a}`,
      b === null ? 'bye' : `${points[0]}:${points[1]}`,
      b ?? '',
      winner === null ? 'draw' : `→ ${winner}${by === 'rating' ? ' (by rating)' : ''}`,
    ]);
    print(textTable(['', 'VOTES', '', ''], rows, []));
  }
  if (made.standings.length > 0)
    print(
      textTable(
        ['STANDINGS', 'POINTS'],
        made.standings.map(({ id, points }) => [id, String(points)]),
        [1],
      ),
    );
}
