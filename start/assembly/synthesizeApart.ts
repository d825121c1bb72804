import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/**
 * Synthesizes into `outdir` in a thread of its own: this one can do something else meanwhile, and the
 * memory that the CDK takes is given back. Rejects with what synthesis throws.
 */
export async function synthesizeApart(outdir: string): Promise<void> {
  const worker = new Worker(new URL('./synthesizer.ts', import.meta.url), { workerData: outdir });
  await once(worker, 'exit');
}
