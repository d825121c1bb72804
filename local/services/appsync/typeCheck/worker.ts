import { parentPort, workerData } from 'node:worker_threads';
import { checkTypes } from './checkTypes.ts';

// The worker thread that `checkStoredCode` starts, with these modules by name.
parentPort?.postMessage(checkTypes(workerData as ReadonlyMap<string, string>));
