import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '../../local/platform/errors.ts';
import { createEditor, type Edit, type EditorOptions } from './createEditor.ts';
import type { EditorAnswer, EditorRequest } from './openEditor.ts';

// The worker thread that `openEditor` starts, with these options.
const port = parentPort;
invariant(port, 'this program runs in a worker thread');
// `openEditor` gives these.
const editor = createEditor(workerData as EditorOptions);

port.on('message', (request: EditorRequest) => {
  if (request.action === 'take') editor.take(request.directory);
  else if (request.action === 'prepare')
    void answer(request.id, editor.prepare(request.codePaths, request.knownFaults));
  else void answer(request.id, editor[request.action]());
});

async function answer(id: number, edit: Promise<Edit>): Promise<void> {
  port?.postMessage({ id, edit: await edit } satisfies EditorAnswer);
}
