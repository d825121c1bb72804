import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Edit } from '../../../start/watch/createEditor.ts';
import { createReport } from '../../../start/watch/createReport.ts';
import { openEditor } from '../../../start/watch/openEditor.ts';
import { schemaOf, smallCheckout } from './smallCheckout.ts';

const PROGRAM = new URL('./mortalEditor.ts', import.meta.url);

function given() {
  const checkout = smallCheckout();
  const editor = openEditor(checkout.options, PROGRAM);
  onTestFinished(() => editor.close());
  return { ...checkout, editor };
}

const died = (message: string): Edit => ({
  kind: 'faulty',
  files: [],
  faults: [{ message: `The thread that takes edits died: ${message}. The next edit starts it again.` }],
});

function definitionIn(edit: Edit): unknown {
  if (edit.kind !== 'ready') throw new Error(JSON.stringify(edit));
  const text = readFileSync(join(edit.directory, 'Shop.template.json'), 'utf8');
  return JSON.parse(text).Resources.Schema.Properties.Definition;
}

test('a thread that died is started again by the next edit', async () => {
  const { editor, write } = given();
  write('schema.graphql', schemaOf('second'));
  expect(await editor.prepare(['deadly'])).toEqual(died('out of memory'));
  expect(await editor.prepare(['silent'])).toEqual(died('it ended with exit code 3'));
  expect(definitionIn(await editor.prepare([]))).toBe(schemaOf('second'));
});

test('a thread that is started again knows what runs, so that an edit can be taken back', async () => {
  const { editor, write } = given();
  write('schema.graphql', schemaOf('second'));
  const second = await editor.prepare([]);
  if (second.kind === 'ready') editor.take(second.directory);
  await editor.prepare(['deadly']);
  expect(await editor.prepare([])).toEqual({ kind: 'same', files: [] });
  write('schema.graphql', schemaOf('first'));
  const first = await editor.prepare([]);
  expect(first.files).toEqual(['schema.graphql']);
  expect(definitionIn(first)).toBe(schemaOf('first'));
});

test('two questions that a thread dies of are both answered', async () => {
  const { editor } = given();
  const edits = await Promise.all([editor.prepare(['silent']), editor.prepare([])]);
  expect(edits).toEqual([died('it ended with exit code 3'), died('it ended with exit code 3')]);
});

test('its death is said once, however often it dies of the same', async () => {
  const { editor } = given();
  const printed: string[] = [];
  const report = createReport((text) => printed.push(text));
  for (const _ of [1, 2]) {
    const edit = await editor.prepare(['deadly']);
    if (edit.kind === 'faulty') report.refused(edit.files, edit.faults);
  }
  expect(printed).toEqual([expect.stringContaining('died: out of memory')]);
});
