import { workerData } from 'node:worker_threads';
import { synthesize } from '../../lib/app.ts';

// What the thread of `synthesizeApart` runs.
synthesize({ outdir: workerData as string, checks: false });
