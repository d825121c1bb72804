import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createEditor } from '../../../start/watch/createEditor.ts';
import { schemaOf, smallCheckout } from './smallCheckout.ts';

test('edits leave no assemblies behind, but the code that functions still read', async () => {
  const { assemblies, assembly, options, write } = smallCheckout();
  const editor = createEditor(options);
  const unread = join(assembly, 'asset.aa');
  const edit = async (text: string) => {
    write('schema.graphql', text);
    const made = await editor.prepare([unread]);
    if (made.kind === 'ready') editor.take(made.directory);
    return made;
  };
  for (let index = 0; index < 10; index++) expect((await edit(schemaOf(`f${index}`))).kind).toBe('ready');

  // The first one, the one that ran before, and the one that runs: the next edit removes what this one replaced.
  expect(readdirSync(assemblies)).toHaveLength(3);
  expect(readdirSync(assembly)).toEqual(['asset.aa']);
  const last = await edit(schemaOf('last'));
  expect(last).toMatchObject({ kind: 'ready', files: ['schema.graphql'] });
  if (last.kind === 'ready') expect(existsSync(join(last.directory, 'asset.bb/index.js'))).toBe(true);
});

test('assemblies that were made and never taken are left to nobody', async () => {
  const { assemblies, assembly, options, write } = smallCheckout();
  const editor = createEditor(options);
  for (let index = 0; index < 5; index++) {
    write('schema.graphql', schemaOf(`f${index}`));
    expect((await editor.prepare([])).kind).toBe('ready');
  }
  expect(readdirSync(assemblies)).toHaveLength(2);
  expect(existsSync(join(assembly, 'manifest.json'))).toBe(true);
});

test('assemblies of other processes, and those that are kept for later starts, stay', async () => {
  const { assemblies, options, root, write } = smallCheckout();
  write('build/assemblies/77-abc/assembly/manifest.json', '{}');
  write('build/assemblies/c0ffee/assembly/manifest.json', '{}');
  const editor = createEditor({ ...options, root });
  await editor.prepare([]);
  for (const name of ['77-abc', 'c0ffee'])
    expect(existsSync(join(assemblies, name, 'assembly/manifest.json'))).toBe(true);
});

test('what is loaded ahead leaves nothing behind, and faulty sources are said by the edit alone', async () => {
  const { assemblies, options, write } = smallCheckout();
  const editor = createEditor(options);
  const before = readdirSync(assemblies);
  expect(await editor.warmUp()).toEqual({ kind: 'same', files: [] });
  expect(readdirSync(assemblies)).toEqual(before);
  write('schema.graphql', 'type {');
  expect(await editor.warmUp()).toEqual({ kind: 'same', files: [] });
  expect(await editor.prepare([])).toMatchObject({ kind: 'faulty', files: ['schema.graphql'] });
  write('schema.graphql', schemaOf('second'));
  expect((await editor.prepare([])).kind).toBe('ready');
});
