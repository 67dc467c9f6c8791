/** Something that an import did not take, and why; one entry for all of a kind. */
export interface Left {
  what: string;
  why: string;
  count: number;
}

/** Counts what is left out, so that nothing is lost in silence. */
export class LeftOut {
  private readonly entries = new Map<string, Left>();

  add(what: string, why: string, count = 1): void {
    if (count === 0) return;
    const key = `${what}\n${why}`;
    const known = this.entries.get(key);
    if (known) known.count += count;
    else this.entries.set(key, { what, why, count });
  }

  list(): Left[] {
    return [...this.entries.values()];
  }
}
