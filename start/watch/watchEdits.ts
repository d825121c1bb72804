import { errorMessage } from '../../local/platform/errors.ts';
import type { Cloud } from '../../local/startCloud.ts';
import type { Edit, EditorOptions } from './createEditor.ts';
import { createReport, type Report } from './createReport.ts';
import { type EditorThread, openEditor } from './openEditor.ts';
import { isSchemaBehind } from './isSchemaBehind.ts';
import { onceQuiet } from './onceQuiet.ts';
import { prepareTypeChecks } from './prepareTypeChecks.ts';
import { isLoaded, isSource, WATCHED } from './sources.ts';
import { watchFolders } from './watchFolders.ts';

export interface WatchEditsOptions extends EditorOptions {
  readonly cloud: Pick<Cloud, 'update' | 'services' | 'prepareUpdates'>;
  readonly print: (text: string) => void;
}

/** How long nobody edits before what was patched is held against a synthesis, in milliseconds. Chosen. */
const IDLE_MS = 3000;

/** Takes edits of the sources into a running cloud. */
export function watchEdits({ cloud, print, ...options }: WatchEditsOptions): { close(): Promise<void> } {
  const report = createReport(print);
  const typeChecks = prepareTypeChecks(options.root, options.sources);
  const editor = openEditor(options);
  let isClosed = false;
  let isWaiting = false;
  let work = Promise.resolve();
  /** One at a time: each edit builds on the one before. */
  const enqueue = (step: () => Promise<void>) => (work = work.then(() => (isClosed ? undefined : step())));

  const desk: Desk = { cloud, editor, report, root: options.root };
  const warmUp = async () => {
    try {
      await Promise.all([editor.warmUp(), cloud.prepareUpdates()]);
    } catch {
      // The cloud is closed, or the first edit says what is wrong.
    }
  };
  const cancelWarmUp = onceQuiet(() => void warmUp());
  let idle: NodeJS.Timeout | undefined;

  const take = async (since: number) => {
    isWaiting = false;
    typeChecks.stop();
    const edit = await editor.prepare(cloud.services.lambda.codePaths(), typeChecks.faults);
    await settle(edit, since, desk);
    if (edit.kind !== 'faulty') idle = setTimeout(() => void enqueue(verify), IDLE_MS).unref();
  };

  const verify = async () => {
    const since = performance.now();
    const edit = await editor.verify();
    if (edit.kind !== 'same') await settle(edit, since, desk);
  };

  const watch = watchFolders({
    root: options.root,
    paths: WATCHED,
    onChange(paths, since) {
      report.loaded(paths.filter(isLoaded));
      if (!paths.some(isSource) || isWaiting) return;
      cancelWarmUp();
      clearTimeout(idle);
      isWaiting = true;
      void enqueue(() => take(since));
    },
    onFailure: (reason) => report.blind(reason),
  });
  return {
    async close() {
      isClosed = true;
      cancelWarmUp();
      clearTimeout(idle);
      typeChecks.stop();
      watch[Symbol.dispose]();
      await editor.close();
    },
  };
}

interface Desk {
  readonly cloud: Pick<Cloud, 'update'>;
  readonly editor: EditorThread;
  readonly report: Report;
  readonly root: string;
}

/** Has the cloud take what is ready, and says what became of it. */
async function settle(edit: Edit, since: number, { cloud, editor, report, root }: Desk): Promise<void> {
  if (edit.kind === 'faulty') return report.refused(edit.files, edit.faults);
  if (edit.kind === 'mistyped') return report.mistyped(edit.faults);
  if (edit.kind === 'same') return report.same(edit.files);
  try {
    const update = await cloud.update(edit.directory, { announce: report.announced });
    editor.take(edit.directory);
    report.live(edit.files, update, performance.now() - since);
    if (edit.files.includes('schema.graphql') && hasOldTypes(root)) report.behind();
  } catch (error) {
    report.refused(edit.files, [{ message: errorMessage(error) }]);
  }
}

function hasOldTypes(root: string): boolean {
  try {
    return isSchemaBehind(root);
  } catch {
    // A file was changed again meanwhile: the next edit says what is wrong with it.
    return false;
  }
}
