import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorMessage, OperatorError } from './core/OperatorError.ts';
import type { World } from './World.ts';

/**
 * Lets a person change a text in their editor, as git does: `$VISUAL`, `$EDITOR`, or vi. What a letter holds may be
 * nobody else's business, so the file is in a folder of its own that only this person may read.
 */
export async function editText(text: string, { environment }: World): Promise<string> {
  const [program = 'vi', ...args] = (environment['VISUAL'] || environment['EDITOR'] || 'vi').split(' ');
  const folder = await mkdtemp(join(tmpdir(), 'letter-'));
  try {
    const file = join(folder, 'letter.json');
    await writeFile(file, `${text}\n`, { mode: 0o600 });
    const editor = spawn(program, [...args, file], { stdio: 'inherit', env: { ...environment } });
    // The exit code, and null where a signal ended it.
    const [code] = (await once(editor, 'exit').catch((error: unknown) => {
      throw new OperatorError(
        `The editor ${program} cannot be started: ${errorMessage(error)}. Set EDITOR, or use --set.`,
      );
    })) as [number | null];
    if (code !== 0) throw new OperatorError(`The editor ended with ${String(code)}, so nothing was changed.`);
    return (await readFile(file, 'utf8')).replace(/\n$/, '');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
