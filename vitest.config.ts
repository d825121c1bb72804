import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { TallyReporter } from './test/support/TallyReporter.ts';

const project = (
  name: string,
  include: string[],
  rest: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration => ({
  extends: true,
  test: { name, include: include.map((pattern) => `test/${pattern}`), ...rest },
});

/** What reads the synthesized template: synthesizing takes seconds, so it is done once, and only for these. */
const SYNTHESIZED = [
  'contracts/{replay,workers}.test.ts',
  'journeys/**/*.test.ts',
  'letters/dryRun/**/*.test.ts',
  'lambda-fns/bookings/largeSweep.test.ts',
  'lib/app.test.ts',
  'lib/eventCatalog/**/*.test.ts',
  'lib/platform/**/*.test.ts',
  'resolvers/**/*.test.ts',
  'start/cards/run.test.ts',
  'start/load/conflicts.test.ts',
  'start/load/main.test.ts',
  'start/load/products.test.ts',
  'start/load/run.test.ts',
  'start/smoke/run.test.ts',
  'start/watch/patchAssembly.test.ts',
];
const synthesized = { globalSetup: ['test/support/synthesizeOnce.ts'] };

const LAWS = ['laws/**/*.test.ts'];
const CLIENTS = ['clients/**/*.test.ts'];
const CONFORMANCE = ['local/conformance/**/*.test.ts'];

export default defineConfig({
  test: {
    testTimeout: 180_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // As Node does it: a CommonJS module's default export is its `module.exports`.
    deps: { interopDefault: false },
    // Modules are loaded once for all test files of a worker: loading them again for each took a third of the time.
    // So whatever a test changes of its process, it puts back.
    isolate: false,
    // One more than the two cores that this is tuned for: a journey waits for sandboxes, processes and browsers about a sixth
    // of its time.
    maxWorkers: 3,
    reporters: ['default', new TallyReporter()],
    projects: [
      project('unit', ['**/*.test.ts'], {
        exclude: [...SYNTHESIZED, ...LAWS, ...CLIENTS, ...CONFORMANCE].map((pattern) => `test/${pattern}`),
      }),
      project(
        'app',
        SYNTHESIZED.filter((pattern) => !pattern.startsWith('journeys/')),
        synthesized,
      ),
      project('journeys', ['journeys/**/*.test.ts'], synthesized),
      project('clients', CLIENTS, synthesized),
      project('conformance', CONFORMANCE),
      project('laws', LAWS),
    ],
  },
});
