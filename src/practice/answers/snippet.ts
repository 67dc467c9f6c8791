/** A programming task that the practice models know, with a program in each of their two languages. */
export interface Snippet {
  title: string;
  clue: RegExp;
  python: string;
  go: string;
  /** How it works, most important first. */
  notes: readonly string[];
}
