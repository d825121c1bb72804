import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCloud } from '../../../local/cli/runCloud.ts';
import { startCloud } from '../../../local/startCloud.ts';

test('a folder that was filled for this machine alone is not exposed: its passwords are known to all', async () => {
  const assembly = mkdtempSync(join(tmpdir(), 'assembly-'));
  writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({ version: '1', artifacts: {} }));
  const dataDirectory = mkdtempSync(join(tmpdir(), 'data-'));
  const cloud = await startCloud({ assembly, dataDirectory });
  cloud.world.journal.append([{ tree: 'filling', key: 'users', value: [] }]);
  await cloud.close();

  const exposed = runCloud({ assembly, dataDirectory, allowedHosts: ['front.test'], title: 'exposed' });

  await expect(exposed).rejects.toThrow(
    /^The passwords in this data folder are known to all, .* another folder\.$/,
  );
});

test('a file for the outputs that cannot be written ends the start in one line', async () => {
  const assembly = mkdtempSync(join(tmpdir(), 'assembly-'));
  writeFileSync(join(assembly, 'manifest.json'), JSON.stringify({ version: '1', artifacts: {} }));
  const started = runCloud({ assembly, outputsFile: join(assembly, 'none/outputs.json'), title: 'outputs' });
  await expect(started).rejects.toThrow(/^--outputs cannot be written: ENOENT/);
});
