import { expect, test } from 'vitest';
import { readCommandLine, usageOf } from '../../local/cli/options/readCommandLine.ts';
import { startCommand } from '../../start/options.ts';

const read = (...args: string[]) => readCommandLine(startCommand, args, {}).options;

test('edits are taken and goods are seeded unless it is said otherwise', () => {
  expect(read()).toMatchObject({ watch: true, empty: false });
  expect(read('--no-watch')).toMatchObject({ watch: false, empty: false });
  expect(read('--empty')).toMatchObject({ watch: true, empty: true });
});

test('what it understands is in its help', () => {
  expect(usageOf(startCommand)).toMatch(/--no-watch +take no edits while it runs/);
  expect(() => read('--no-wach')).toThrow('--no-wach');
});
