import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Holds a generated file to what it would be now, or writes it with `--update`. Fails with the command that writes it. */
export async function expectFresh(path: string, text: string, command: string): Promise<void> {
  const file = join(root, path);
  const stored = existsSync(file) ? readFileSync(file, 'utf8') : '';
  // Vitest keeps there what `--update` says.
  const { snapshotState } = expect.getState() as unknown as { snapshotState: { _updateSnapshot: string } };
  if (snapshotState._updateSnapshot === 'all') return expect(text).toMatchFileSnapshot(file);
  if (text === stored) return;
  const [lines, old] = [text.split('\n'), stored.split('\n')];
  const line = lines.findIndex((each, index) => each !== old[index]);
  expect.fail(`${path} is behind from line ${line + 1} on: run ${command}, read what changed and commit it.`);
}
