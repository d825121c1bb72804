import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeIfChanged } from '../../lib/bundles/writeIfChanged.ts';
import { fingerprintOfHashes } from '../assembly/fingerprintOf.ts';
import { checkTypes, editedProjects, WHOLE_PROJECTS } from './checkTypes.ts';
import type { Fault } from './Fault.ts';
import { onceQuiet } from './onceQuiet.ts';

export interface TypeChecks {
  /** What was wrong with the types before the first edit, as far as that is known by now. */
  readonly faults: readonly Fault[];
  /** Ends what is under way. */
  stop(): void;
}

/**
 * Checks all types once, when nobody needs the machine, so that the check of an edit has only that edit to check. Sources that
 * were checked by an earlier start are not checked again.
 */
export function prepareTypeChecks(root: string, sources: ReadonlyMap<string, string>): TypeChecks {
  const file = join(root, 'build/types/checked');
  const fingerprint = fingerprintOfHashes(sources);
  const stop = new AbortController();
  let faults: readonly Fault[] = [];
  const check = async () => {
    try {
      for (const project of WHOLE_PROJECTS)
        faults = await checkTypes({ root, project, isIdle: true, signal: stop.signal });
      // For what is remembered alone: whatever is wrong in these is known by now.
      for (const project of editedProjects(root))
        await checkTypes({ root, project, isIdle: true, signal: stop.signal });
      if (faults.length === 0) writeIfChanged(file, Buffer.from(fingerprint));
    } catch {
      // The first edit checks everything, and says what is wrong.
    }
  };
  const cancel = onceQuiet(() => void check());
  if (readChecked(file) === fingerprint) cancel();
  return {
    get faults() {
      return faults;
    },
    stop() {
      cancel();
      stop.abort();
    },
  };
}

function readChecked(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
