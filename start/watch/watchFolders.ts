import { type FSWatcher, readdirSync, watch } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { errorCode, errorMessage } from '../../local/platform/errors.ts';

export interface WatchOptions {
  /** The checkout. */
  readonly root: string;
  /** Folders and files of it, as paths from it. */
  readonly paths: readonly string[];
  /** Called with paths of what may have changed since a time of `performance.now`, once nothing happened for a moment. */
  readonly onChange: (paths: readonly string[], since: number) => void;
  /** Called where the system refuses to watch. */
  readonly onFailure: (reason: string) => void;
}

/** How long it has to be quiet: editors write a file in several steps, and `git checkout` writes hundreds. Chosen. */
export const QUIET_MS = 50;

/** How long changes may go on before they are taken nevertheless. Chosen. */
const MOST_MS = 1000;

/**
 * Watches folders and all below them. Each folder is watched by itself, because a file that an editor replaces by another of its
 * name is not watched any more: https://nodejs.org/api/fs.html#inodes. Events say only that something happened: whoever is
 * called compares contents.
 */
export function watchFolders({ root, paths, onChange, onFailure }: WatchOptions): Disposable {
  const watchers = new Map<string, FSWatcher>();
  const collector = collectChanges(onChange);
  const watchFolder = (folder: string) => {
    if (watchers.has(folder)) return;
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (name === null) return;
        const path = join(folder, name);
        addFolders(path);
        collector.add(relative(root, path).split(sep).join('/'));
      });
      watcher.on('error', () => forget(folder));
      watchers.set(folder, watcher);
    } catch (error) {
      // A folder that is gone again; another one is told by the folder it is in.
      if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') onFailure(reasonOf(error));
    }
  };
  const forget = (folder: string) => {
    watchers.get(folder)?.close();
    watchers.delete(folder);
  };
  /** Watches a folder that is new, and those in it. What is no folder is left alone. */
  const addFolders = (path: string) => {
    const folders = foldersIn(path);
    if (folders.length === 0) return;
    // It may be another one of the same name.
    forget(path);
    folders.forEach(watchFolder);
  };
  const files = new Set(paths.flatMap((path) => (foldersIn(join(root, path)).length === 0 ? [path] : [])));
  for (const path of paths) if (!files.has(path)) addFolders(join(root, path));
  for (const folder of new Set([...files].map((path) => join(root, path, '..')))) watchFolder(folder);
  return {
    [Symbol.dispose]() {
      collector[Symbol.dispose]();
      for (const watcher of watchers.values()) watcher.close();
      watchers.clear();
    },
  };
}

/** A folder and all below it. Nothing for a file, and for what is not there. */
function foldersIn(path: string): string[] {
  try {
    const entries = readdirSync(path, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
    return [path, ...folders.flatMap(({ name }) => foldersIn(join(path, name)))];
  } catch {
    return [];
  }
}

/** ENOSPC: the number of folders that a user may watch, not a full disk: https://man7.org/linux/man-pages/man7/inotify.7.html */
const reasonOf = (error: unknown): string =>
  errorCode(error) === 'ENOSPC'
    ? 'this machine watches as many folders as it may (fs.inotify.max_user_watches)'
    : errorMessage(error);

/** Collects paths until it was quiet for a moment. */
function collectChanges(onChange: WatchOptions['onChange']) {
  const changed = new Set<string>();
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  const pass = () => {
    const paths = [...changed];
    changed.clear();
    onChange(paths, since);
  };
  return {
    add(path: string) {
      if (changed.size === 0) since = performance.now();
      changed.add(path);
      clearTimeout(timer);
      const left = MOST_MS - (performance.now() - since);
      timer = setTimeout(pass, Math.max(0, Math.min(QUIET_MS, left))).unref();
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  };
}
