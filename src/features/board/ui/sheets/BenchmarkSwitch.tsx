import type { VNode } from 'preact';
import type { Board } from '../../../../model/board';
import { number } from '../../../../ui/format';
import { inertText } from '../../../../ui/inertText';
import { fill } from '../../../../ui/strings';
import type { LeaderboardStrings } from '../../strings';
import type { BoardView } from '../../view';

interface Props {
  strings: LeaderboardStrings;
  view: BoardView;
  change: (part: Partial<BoardView>) => void;
  board: Board;
  benchmarks: { id: string; title: string }[];
}

/** Which benchmark is shown and which stands beside it; nothing where there is only one's own. */
export function BenchmarkSwitch({ strings, view, change, board, benchmarks }: Props): VNode | null {
  if (benchmarks.length === 0) return null;
  const points = board.categories.reduce((sum, category) => sum + category.points, 0);
  const all = [{ id: 'playground', title: fill(strings.benchmarkOwn, number(points)) }, ...benchmarks];
  const known = (id: string): boolean => all.some((one) => one.id === id);
  const shown = known(view.benchmark) ? view.benchmark : 'playground';
  return (
    <>
      <select
        aria-label={strings.benchmark}
        value={shown}
        onChange={({ currentTarget: { value } }) =>
          change({ benchmark: value, beside: value === view.beside ? '' : view.beside })
        }
      >
        {all.map(({ id, title }) => (
          <option key={id} value={id}>
            {inertText(title)}
          </option>
        ))}
      </select>
      <select
        aria-label={strings.beside}
        value={known(view.beside) ? view.beside : ''}
        onChange={({ currentTarget: { value } }) => change({ beside: value })}
      >
        <option value="">{strings.besideNone}</option>
        {all
          .filter(({ id }) => id !== shown)
          .map(({ id, title }) => (
            <option key={id} value={id}>
              {fill(strings.besideOf, inertText(title))}
            </option>
          ))}
      </select>
    </>
  );
}
