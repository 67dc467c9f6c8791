import { env } from 'node:process';
import { defineConfig } from 'vitest/config';

// `npm test` says how many windows there may be at once.
const windows = Number(env.LLP_WINDOWS ?? 1);

export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // What a person waits for takes longer than the second that is the default.
    expect: { poll: { timeout: 10_000 } },
    fileParallelism: windows > 1,
    maxWorkers: windows,
    sequence: { concurrent: false },
  },
});
