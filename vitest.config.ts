import { defineConfig } from 'vitest/config';
import { TallyReporter } from './test/support/TallyReporter.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    globalSetup: ['test/support/synthesizeOnce.ts'],
    pool: 'forks',
    // As Node does it: a CommonJS module's default export is its `module.exports`.
    deps: { interopDefault: false },
    maxWorkers: 2,
    reporters: ['default', new TallyReporter()],
  },
});
