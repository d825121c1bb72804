import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyCheckout } from '../support/copyCheckout.ts';

const prepare = (root: string) =>
  spawnSync(process.execPath, ['start/prepare.js'], { cwd: root, encoding: 'utf8' });

test('what a start needs is kept by an installation', { timeout: 120_000 }, () => {
  const root = join(import.meta.dirname, '../..');
  const { status, stdout, stderr } = prepare(root);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/Deploying \d+ stacks.*Prepared\n$/s);
  expect(readdirSync(join(root, 'build'))).toEqual(
    expect.arrayContaining(['assemblies', 'bundles', 'checkedCode.json', 'compiled', 'functions', 'steps']),
  );
  expect(readdirSync(join(root, 'build/assemblies'))).toContainEqual(expect.stringMatching(/^[0-9a-f]{64}$/));
});

test('an installation succeeds where that fails, and says why', () => {
  using checkout = copyCheckout();
  checkout.write('cdk.json', '{');
  const { status, stderr } = prepare(checkout.root);
  expect(status).toBe(0);
  expect(stderr).toMatch(
    /^Nothing was prepared, so the first "npm start" takes longer: cdk\.json cannot be read: .*\n$/,
  );
});
