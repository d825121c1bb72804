import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Gives what has a name in a folder to this process, in one step, so that nobody sees half of it go. The
 * answer is its new path; undefined when another process was faster.
 */
export function setAside(folder: string, name: string, pid: number): string | undefined {
  const aside = join(folder, `${pid}-was-${name}`);
  rmSync(aside, { recursive: true, force: true });
  try {
    renameSync(join(folder, name), aside);
    return aside;
  } catch {
    return undefined;
  }
}
