/**
 * Tells what a person selects in a tree from what the tree was told to select. The window reports both in the same way, and
 * the second late: on a busy machine when the person has gone on elsewhere, whom it would take back.
 */
export class Echoes {
  private readonly awaited = new Set<{ id: number }>();

  /** Has the tree select something; the first report of it until that is done is the tree's own. */
  async tell(id: number, reveal: () => PromiseLike<void>): Promise<void> {
    const told = { id };
    this.awaited.add(told);
    try {
      await reveal();
    } finally {
      this.awaited.delete(told);
    }
  }

  /** True for a report of what the tree was told; each is expected once. */
  takes(id: number): boolean {
    const told = [...this.awaited].find((one) => one.id === id);
    return told !== undefined && this.awaited.delete(told);
  }
}
