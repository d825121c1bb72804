import { Worker } from 'node:worker_threads';
import { errorMessage } from '../../local/platform/errors.ts';
import type { Edit, Editor, EditorOptions } from './createEditor.ts';
import type { Fault } from './Fault.ts';

/** What the worker thread is asked. */
export type EditorRequest =
  | {
      readonly id: number;
      readonly action: 'prepare';
      readonly codePaths: readonly string[];
      readonly knownFaults: readonly Fault[];
    }
  | { readonly id: number; readonly action: 'verify' | 'warmUp' }
  | { readonly id: number; readonly action: 'take'; readonly directory: string };

/** What it answers to `prepare`, `verify` and `warmUp`. */
export interface EditorAnswer {
  readonly id: number;
  readonly edit: Edit;
}

export interface EditorThread extends Editor {
  /** What is asked is never answered then. */
  close(): Promise<void>;
}

/**
 * An editor in a thread of its own, so that requests are served while it works. A thread that died is started again by the next
 * question, with the version that runs.
 */
export function openEditor(
  options: EditorOptions,
  program = new URL('./editWorker.ts', import.meta.url),
): EditorThread {
  let running = options;
  let ready: Extract<Edit, { kind: 'ready' }> | undefined;
  let thread: Thread | undefined;
  let isClosed = false;
  let lastId = 0;
  const open = (): Thread => {
    const started = startThread(program, running, (error) => {
      if (isClosed) return;
      if (thread === started) thread = undefined;
      for (const { resolve } of started.waiting.values()) resolve(deathOf(error));
      started.waiting.clear();
    });
    return started;
  };
  const ask = async (request: AskedRequest) => {
    const { promise, ...answer } = Promise.withResolvers<Edit>();
    thread ??= open();
    thread.waiting.set(request.id, answer);
    thread.worker.postMessage(request);
    const edit = await promise;
    if (edit.kind === 'ready') ready = edit;
    return edit;
  };
  return {
    prepare: (codePaths, knownFaults = []) =>
      ask({ id: ++lastId, action: 'prepare', codePaths, knownFaults }),
    warmUp: () => ask({ id: ++lastId, action: 'warmUp' }),
    verify: () => ask({ id: ++lastId, action: 'verify' }),
    take(directory) {
      if (ready?.directory === directory)
        running = { ...running, assembly: directory, sources: ready.sources };
      // A thread that is started later begins with it.
      thread?.worker.postMessage({ id: ++lastId, action: 'take', directory } satisfies EditorRequest);
    },
    async close() {
      isClosed = true;
      await thread?.worker.terminate();
    },
  };
}

type AskedRequest = Exclude<EditorRequest, { action: 'take' }>;

interface Thread {
  readonly worker: Worker;
  /** Who asked, by the id of the request. */
  readonly waiting: Map<number, { resolve(edit: Edit): void }>;
}

function startThread(program: URL, options: EditorOptions, onEnd: (error: unknown) => void): Thread {
  const worker = new Worker(program, {
    workerData: options,
    // Most of what it makes lives as long as an edit. The process has a larger one, for requests.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  worker.unref();
  const waiting: Thread['waiting'] = new Map();
  worker.on('message', ({ id, edit }: EditorAnswer) => {
    waiting.get(id)?.resolve(edit);
    waiting.delete(id);
  });
  worker.on('error', onEnd);
  worker.on('exit', (code) => onEnd(new Error(`it ended with exit code ${code}`)));
  return { worker, waiting };
}

const deathOf = (error: unknown): Edit => ({
  kind: 'faulty',
  files: [],
  faults: [
    { message: `The thread that takes edits died: ${errorMessage(error)}. The next edit starts it again.` },
  ],
});
