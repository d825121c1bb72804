import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../lib/app.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of our own cloud assembly. */
    assembly: string;
  }
}

/** A gateway that never fails by chance: journeys that are about its failures cause them. */
const DEPENDABLE = { paymentFailurePercent: 0, paymentTimeoutPercent: 0 };

/** Where the projects of one run, each with modules of its own, find what the first of them synthesized. */
const shared: { assembly?: string } = ((process as { frontdeskTests?: object }).frontdeskTests ??= {});

/**
 * Synthesizes once a run, in the folder that each test file is told of. Its checks are made by
 * `test/lib/app.test.ts`, which synthesizes with them.
 */
export default function setup(project: TestProject): void {
  const outdir = join(import.meta.dirname, '../../build/test/cdk.out');
  shared.assembly ??= synthesize({ outdir, context: DEPENDABLE, checks: false }).directory;
  project.provide('assembly', shared.assembly);
}
