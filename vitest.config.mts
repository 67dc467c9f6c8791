import { defineConfig } from 'vitest/config';

// A test that hangs ends; how long one takes on a busy machine says nothing of it.
export default defineConfig({
  test: { include: ['test/unit/**/*.test.ts'], testTimeout: 120_000, pool: 'forks' },
});
