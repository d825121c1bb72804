import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { runStep } from '../../../start/demo/StepFailed.ts';
import { scenes } from '../../../start/demo/play.ts';

describe('a failed step', () => {
  test('is reported with its name, its file and its cause', async () => {
    const cause = new Error('no flat');
    const broken = runStep('Scene 3 broke off', 'start/demo/scenes/bookings.ts, repeatedRequest', () =>
      Promise.reject(cause),
    );
    await expect(broken).rejects.toMatchObject({
      message: 'Scene 3 broke off',
      place: 'start/demo/scenes/bookings.ts, repeatedRequest',
      cause,
    });
  });

  test('is named after a function that its file exports', () => {
    for (const { file, scene } of scenes)
      expect(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')).toContain(
        `export async function ${scene.name}(`,
      );
  });
});
