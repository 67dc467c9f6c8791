/** How a person has arranged the leaderboard. */
export interface BoardView {
  /** Null: the real board when it has anything on it, else the practice board. */
  practice: boolean | null;
  /** In order of precedence. */
  sort: SortKey[];
  filter: BoardFilter;
  /** `fold`: variants and repeats behind their base model's line. */
  group: 'none' | 'family' | 'model' | 'fold';
  /** Keys of the folded groups that stand open. */
  unfolded: string[];
  /** Which benchmark is shown, and which beside it; see `Sheet.id`. Empty: none beside it. */
  benchmark: string;
  beside: string;
  /**
   * `points`: the raw total, unscored prompts not counted. `average`: percent of the maximum of what was scored.
   * `proven`: only those points that a program has proven.
   */
  figure: 'points' | 'average' | 'proven';
  /** Whether the person chose the figure; else it is that which compares the bots fairly, see `fairFigure`. */
  figureChosen: boolean;
  shading: boolean;
  /** Intervals on every row; else only where ranks are within noise. */
  intervals: boolean;
  /** Column ids in the order wished for; columns that are not named follow in their own order. */
  order: string[];
  hidden: string[];
  pinned: string[];
  plot: 'none' | 'speed' | 'categories' | 'history';
  /** Bots marked for comparing in plots. */
  compared: number[];
}

export interface SortKey {
  column: string;
  descending: boolean;
}

/** Empty text and empty lists let everything through. */
export interface BoardFilter {
  text: string;
  family: string[];
  quantization: string[];
  size: string[];
  server: string[];
  tier: string[];
}

export const defaultView: BoardView = {
  practice: null,
  sort: [{ column: 'total', descending: true }],
  filter: { text: '', family: [], quantization: [], size: [], server: [], tier: [] },
  group: 'none',
  unfolded: [],
  benchmark: 'playground',
  beside: '',
  figure: 'points',
  figureChosen: false,
  shading: true,
  intervals: false,
  order: [],
  hidden: ['ttft', 'size', 'quantization', 'server'],
  pinned: ['rank', 'bot'],
  plot: 'none',
  compared: [],
};

const figures: readonly BoardView['figure'][] = ['points', 'average', 'proven'];

/**
 * The view with the figure that is shown. Where nobody chose one it is the raw total as long as everything is settled, else
 * the average of what was scored: a total would rank bots by how much of them has been scored.
 */
export function withFairFigure(view: BoardView, isSettled: boolean): BoardView {
  const figure = isSettled ? 'points' : 'average';
  return view.figureChosen || view.figure === figure ? view : { ...view, figure };
}

/** Whether the board itself is shown: one's own suites with nothing beside them. */
export function isOwnBoard({ benchmark, beside }: Pick<BoardView, 'benchmark' | 'beside'>): boolean {
  return benchmark === 'playground' && beside === '';
}

/** Makes a view out of what was stored, whatever an earlier version stored. */
export function restoreView(stored: unknown): BoardView {
  if (typeof stored !== 'object' || stored === null) return defaultView;
  const view = { ...defaultView } as unknown as Record<string, unknown>;
  // Earlier versions showed points unless the person wanted something else.
  if ('figure' in stored && figures.includes(stored.figure as BoardView['figure']) && stored.figure !== 'points')
    view.figureChosen = true;
  for (const [key, value] of Object.entries(stored)) {
    const expected = (defaultView as unknown as Record<string, unknown>)[key];
    if (expected === undefined || (expected !== null && !sameShape(value, expected))) continue;
    if (key === 'figure' && !figures.includes(value as BoardView['figure'])) continue;
    view[key] = key === 'filter' ? { ...defaultView.filter, ...(value as object) } : value;
  }
  return view as unknown as BoardView;
}

function sameShape(value: unknown, expected: unknown): boolean {
  return value !== null && typeof value === typeof expected && Array.isArray(value) === Array.isArray(expected);
}
