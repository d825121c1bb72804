import { parentPort } from 'node:worker_threads';
import { checkTypes } from './checkTypes.ts';

// The worker thread of a `CodeChecker`: each message has modules by name, and is answered by their faults.
parentPort?.on('message', (modules: ReadonlyMap<string, string>) =>
  parentPort?.postMessage(checkTypes(modules)),
);
