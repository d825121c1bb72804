import { parentPort, workerData } from 'node:worker_threads';
import { synthesize, type SynthesizeOptions } from '../../lib/app.ts';
import { SettingsError } from '../../lib/platform/settings.ts';
import type { Refusal } from './synthesizeInWorker.ts';

// The worker thread that `synthesizeInWorker` starts.
try {
  // `synthesizeInWorker` starts this thread, with these options.
  synthesize({ ...(workerData as SynthesizeOptions), checks: false });
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  const [head, ...faults] = error.message.split(/\n\s*/);
  parentPort?.postMessage({ refused: `${head} ${faults.join('; ')}` } satisfies Refusal);
}
