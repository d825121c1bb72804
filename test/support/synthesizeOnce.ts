import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { synthesize } from '../../lib/app.ts';
import { LOCAL_CONTEXT } from '../../start/assembly/synthesizeInWorker.ts';
import { openAssemblies } from '../../start/assembly/assemblyCache.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of our own cloud assembly. */
    assembly: string;
  }
}

/** The folder in which the projects of a run, each with modules of its own, find the assembly that the first one synthesized. */
const shared: { assembly?: string } = ((process as { frontdeskTests?: object }).frontdeskTests ??= {});

/** Journeys pass whole days, in which nothing dies: looking for dead letters by the minute would be most of their work. */
export const CONTEXT = { ...LOCAL_CONTEXT, deadLetterMinutes: 60 };

/**
 * Synthesizes once per run, and provides the folder to every test file. The CDK's checks are off here, because
 * `test/lib/app.test.ts` synthesizes with them. The folder is new: in one that was there, stacks that are gone would still
 * have their templates, and what a run that was cut short had copied by half would count as copied.
 */
export default function setup(project: TestProject): void {
  shared.assembly ??= synthesize({ outdir: createOutdir(), checks: false, context: CONTEXT }).directory;
  project.provide('assembly', shared.assembly);
}

/** A folder of this process, which the next run removes. */
function createOutdir(): string {
  const assemblies = openAssemblies(join(import.meta.dirname, '../../build/test/assemblies'), process.pid);
  assemblies.prune();
  return assemblies.createOutdir();
}
