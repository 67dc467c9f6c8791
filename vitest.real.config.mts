import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/real/**/*.real.ts'],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    // Two models at once would be slower than either, and the figures another run's.
    fileParallelism: false,
    maxWorkers: 1,
    sequence: { concurrent: false },
  },
});
