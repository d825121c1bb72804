import { appendFileSync, mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { OperatorError } from '../../../../local/platform/errors.ts';
import { openJournal } from '../../../../local/platform/journal/openJournal.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'journal-')), 'data');
  file = join(folder, 'journal');
});

/** Copies the journal as a killed process leaves it: only what was written. */
async function keep(...keys: string[]) {
  const journal = openJournal(folder);
  for (const key of keys) {
    journal.append([{ tree: 'things', key, value: { of: key } }]);
    await journal.written();
  }
  journal.close();
}

function kept(): string[] {
  const journal = openJournal(folder);
  const keys = [...journal.entries('things')].map(([key]) => key);
  journal.close();
  return keys;
}

test('what was written is read again, in order', async () => {
  await keep('a', 'b', 'c');
  expect(kept()).toEqual(['a', 'b', 'c']);
});

test('what was deleted is gone, and so is a deleted tree', async () => {
  const journal = openJournal(folder);
  journal.append([
    { tree: 'things', key: 'a', value: 1 },
    { tree: 'things', key: 'b', value: 2 },
    { tree: 'others', key: 'c', value: 3 },
  ]);
  journal.append([{ tree: 'things', key: 'a' }, { tree: 'others' }]);
  journal.close();
  const after = openJournal(folder);
  expect([...after.trees()]).toEqual(['things']);
  expect([...after.entries('things')]).toEqual([['b', 2]]);
  after.close();
});

test('changes of one turn are written together, and only then count as written', async () => {
  const journal = openJournal(folder);
  const before = readFileSync(file, 'utf8');
  journal.append([{ tree: 'things', key: 'a', value: 1 }]);
  journal.append([{ tree: 'things', key: 'b', value: 2 }]);
  expect(readFileSync(file, 'utf8')).toBe(before);
  await journal.written();
  expect(readFileSync(file, 'utf8').slice(before.length).trimEnd().split('\n')).toHaveLength(1);
  journal.close();
});

test('a last record that was cut short anywhere is left out', async () => {
  await keep('a', 'b');
  const journal = openJournal(folder);
  const whole = statSync(file).size;
  journal.append([{ tree: 'things', key: 'c', value: 3 }]);
  journal.close();
  const text = readFileSync(file);
  for (let size = whole; size < text.length; size++) {
    writeFileSync(file, text);
    truncateSync(file, size);
    expect(kept()).toEqual(['a', 'b']);
  }
});

test('a damaged record is refused in one line that names the file and the line', async () => {
  await keep('a', 'b');
  writeFileSync(file, readFileSync(file, 'utf8').replace('"of":"b"', '"of":"x"'));
  expect(() => openJournal(folder)).toThrow(OperatorError);
  expect(() => openJournal(folder)).toThrow(/^\S+\/data\/journal is damaged at line 3: [^\n]+$/);
});

test('a file that is not a journal is refused and not changed', async () => {
  await keep('a');
  writeFileSync(file, 'shopping list\n');
  expect(() => openJournal(folder)).toThrow(`${file} is not a journal that this version can read`);
  expect(readFileSync(file, 'utf8')).toBe('shopping list\n');
});

test('a journal is emptied before it is used, also where it is damaged, and by nobody else than who has the folder', async () => {
  await keep('a', 'b');
  const other = openJournal(folder);
  expect(() => openJournal(folder, { reset: true })).toThrow(/is in use by/);
  other.close();
  expect(kept()).toEqual(['a', 'b']);
  appendFileSync(file, 'damaged\n');
  openJournal(folder, { reset: true }).close();
  expect(kept()).toEqual([]);
});

test('a file that is not a journal is not emptied', async () => {
  await keep('a');
  for (const text of ['my diary\n', '']) {
    writeFileSync(file, text);
    expect(() => openJournal(folder, { reset: true })).toThrow(/is not a journal that this version can read/);
    expect(readFileSync(file, 'utf8')).toBe(text);
  }
});

test('a journal is rewritten when it has grown, and at each start, so that its size is bounded', async () => {
  const journal = openJournal(folder, { rewriteAfterBytes: 2000 });
  for (let round = 0; round < 500; round++) {
    journal.append([{ tree: 'things', key: 'counter', value: round }]);
    await journal.written();
    expect(statSync(file).size).toBeLessThan(2200);
  }
  journal.close();
  expect(kept()).toEqual(['counter']);
  expect(statSync(file).size).toBeLessThan(100);
});

test('a rewrite that was interrupted changes nothing', async () => {
  await keep('a');
  appendFileSync(`${file}.next`, 'local cloud jour');
  expect(kept()).toEqual(['a']);
});

test('a folder in use is refused in one line, and can be used when it is closed', async () => {
  const journal = openJournal(folder);
  expect(() => openJournal(folder)).toThrow(`${folder} is in use by process ${process.pid}`);
  journal.close();
  expect(kept()).toEqual([]);
});

test('a path where no folder can be created is refused in one line', async () => {
  await keep('a');
  expect(() => openJournal(join(file, 'below'))).toThrow(/cannot be used for data: [^\n]+$/);
});
