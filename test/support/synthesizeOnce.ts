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

/** Synthesizes once for all test files, in the folder that each of them is told of. */
export default function setup(project: TestProject): void {
  const outdir = join(import.meta.dirname, '../../build/test/cdk.out');
  project.provide('assembly', synthesize({ outdir, context: DEPENDABLE }).directory);
}
