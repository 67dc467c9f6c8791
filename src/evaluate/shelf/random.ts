import { createHash } from 'node:crypto';

/** Numbers drawn from a seed, the same on every machine: SHA-256 in counter mode. */
export class Draw {
  private block = Buffer.alloc(0);
  private counter = 0;

  constructor(private readonly seed: string) {}

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    if (this.block.length < 4) {
      this.block = createHash('sha256').update(`${this.seed}:${this.counter++}`).digest();
    }
    const value = this.block.readUInt32LE(0);
    this.block = this.block.subarray(4);
    return value % bound;
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }

  /** True once in `times`. */
  onceIn(times: number): boolean {
    return this.below(times) === 0;
  }
}
