/** A benchmark's table beside which another can stand. Each keeps its own scale: nothing is added up over two. */
export interface Sheet {
  /** `playground`, or `import:3`. */
  id: string;
  title: string;
  /** How its figures came about, e.g. `script` as LiveBench's own; `points` for one's own suites. */
  rule: 'points' | 'script' | 'website' | 'shown';
  origin: 'measured' | 'practice' | 'imported' | 'published';
  /** Of `main`: the total or the average. */
  mainTitle: string;
  /** Points where true, else percent. */
  inPoints: boolean;
  columns: string[];
  /** The best first; what has no figure is null, and last. */
  rows: SheetRow[];
}

export interface SheetRow {
  name: string;
  main: number | null;
  values: (number | null)[];
  /** What orders are compared by, in percent: of one's own suites the average of what was scored, as what is not scored is missing. */
  compared: number | null;
}

/** Two benchmarks side by side: rows by place, null where one has no such model. */
export interface SheetPair {
  left: Sheet;
  right: Sheet;
  rows: [left: number | null, right: number | null][];
  agreement: { rho: number | null; interval: [low: number, high: number] | null; pairs: number };
}
