import { parentPort } from 'node:worker_threads';
import type { EditorRequest } from '../../../start/watch/openEditor.ts';
import '../../../start/watch/editWorker.ts';

// The thread of edits, which dies of a question that names this code.
parentPort?.on('message', (request: EditorRequest) => {
  if (request.action === 'prepare' && request.codePaths.includes('deadly')) throw new Error('out of memory');
  if (request.action === 'prepare' && request.codePaths.includes('silent')) process.exit(3);
});
