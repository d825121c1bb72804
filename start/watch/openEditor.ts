import { Worker } from 'node:worker_threads';
import { errorMessage } from '../../local/platform/errors.ts';
import type { Edit, Editor, EditorOptions } from './createEditor.ts';

/** What the worker thread is asked. */
export type EditorRequest =
  | { readonly id: number; readonly action: 'prepare' | 'verify' }
  | { readonly id: number; readonly action: 'take'; readonly directory: string };

/** What it answers to `prepare` and `verify`. */
export interface EditorAnswer {
  readonly id: number;
  readonly edit: Edit;
}

export interface EditorThread extends Editor {
  close(): Promise<void>;
}

/** An editor in a thread of its own, so that requests are served while it works. A thread that died is started again. */
export function openEditor(options: EditorOptions): EditorThread {
  const waiting = new Map<number, PromiseWithResolvers<Edit>>();
  let running: Worker | undefined;
  let lastId = 0;
  const fail = (error: unknown) => {
    running = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const start = () => {
    const worker = new Worker(new URL('./editWorker.ts', import.meta.url), {
      workerData: options,
      // Most of what it makes lives as long as an edit. The process has a larger one, for requests.
      resourceLimits: { maxYoungGenerationSizeMb: 16 },
    });
    worker.unref();
    worker.on('message', ({ id, edit }: EditorAnswer) => {
      waiting.get(id)?.resolve(edit);
      waiting.delete(id);
    });
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('the thread of edits ended')));
    return worker;
  };
  const post = (request: EditorRequest) => (running ??= start()).postMessage(request);
  const ask = (action: 'prepare' | 'verify') => {
    const id = ++lastId;
    const answer = Promise.withResolvers<Edit>();
    waiting.set(id, answer);
    post({ id, action });
    return answer.promise.catch((error: unknown): Edit => ({
      kind: 'faulty',
      files: [],
      faults: [{ message: errorMessage(error) }],
    }));
  };
  return {
    prepare: () => ask('prepare'),
    verify: () => ask('verify'),
    take: (directory) => post({ id: ++lastId, action: 'take', directory }),
    async close() {
      await running?.terminate();
    },
  };
}
