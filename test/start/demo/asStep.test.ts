import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { asStep } from '../../../start/demo/asStep.ts';
import { scenes } from '../../../start/demo/scenes/scenes.ts';

describe('a step that breaks off', () => {
  test('is told with its name, its place and its cause', async () => {
    const cause = new Error('no flat');
    const broken = asStep('Scene 3 broke off', 'start/demo/scenes/sentAgain.ts', () => Promise.reject(cause));
    await expect(broken).rejects.toMatchObject({
      message: 'Scene 3 broke off',
      place: 'start/demo/scenes/sentAgain.ts',
      cause,
    });
  });

  test('is a file of its name', () => {
    for (const { name } of scenes)
      expect({
        name,
        exists: existsSync(new URL(`../../../start/demo/scenes/${name}.ts`, import.meta.url)),
      }).toEqual({
        name,
        exists: true,
      });
  });
});
