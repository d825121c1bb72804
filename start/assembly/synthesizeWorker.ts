import { parentPort, workerData } from 'node:worker_threads';
import type { SynthesizeOptions } from '../../lib/app.ts';
import type { WorkerMessage } from './synthesizeInWorker.ts';

// The worker thread that `synthesizeInWorker` starts.
const send = (message: WorkerMessage) => parentPort?.postMessage(message);

const { synthesize } = await import('../../lib/app.ts');
const { SettingsError } = await import('../../lib/platform/settings.ts');
send({ stage: 'Synthesizing the stacks: bundling their code, writing their templates' });
try {
  // `synthesizeInWorker` starts this thread, with these options.
  synthesize({ ...(workerData as SynthesizeOptions), checks: false });
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  const [head, ...faults] = error.message.split(/\n\s*/);
  send({ refused: `${head} ${faults.join('; ')}` });
}
