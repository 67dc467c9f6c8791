import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

// A test that hangs ends; how long one takes on a busy machine says nothing of it.
export default defineConfig({
  test: {
    include: ['test/unit/**/*.test.ts'],
    testTimeout: 120_000,
    pool: 'forks',
    // By itself vitest leaves a core free, which is half of a small machine.
    maxWorkers: availableParallelism(),
  },
});
