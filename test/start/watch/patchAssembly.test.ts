import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { runInWorker } from '../../../start/assembly/synthesizeInWorker.ts';
import { patchAssembly } from '../../../start/watch/patchAssembly.ts';
import { type Checkout, copyCheckout } from '../../support/copyCheckout.ts';
import { CONTEXT } from '../../support/synthesizeOnce.ts';

let checkout: Checkout;
let folder: string;
beforeAll(() => {
  checkout = copyCheckout();
  folder = mkdtempSync(join(tmpdir(), 'patched-'));
});
afterAll(() => {
  checkout[Symbol.dispose]();
  rmSync(folder, { recursive: true });
});

/** What is deployed: templates, lists of assets, the code of functions. By path. */
const deployed = (assembly: string) =>
  new Map(
    globSync(['manifest.json', '*.template.json', '*.assets.json', 'asset.*/*'], { cwd: assembly })
      .sort()
      .map((path) => [path, readFileSync(join(assembly, path), 'utf8').replaceAll(LABEL, '$1')]),
  );

/** How the CDK calls the place of an asset: a hash that nothing refers to. */
const LABEL = /("current_account-current_region-)[\da-f]{8}(?=": \{)/g;

const patch = (from: string, name: string) => {
  const to = join(folder, name);
  return { to, patched: patchAssembly({ root: checkout.root, from, to }).sources };
};

test('code that did not change patches nothing', () => {
  expect(patch(inject('assembly'), 'same').patched).toEqual([]);
});

test('a patched assembly is byte for byte what synthesis gives', async () => {
  const running = inject('assembly');
  const before = deployed(running);
  checkout.edit(
    'resolvers/orders/placeOrder.ts',
    'export const claim',
    'console.log("edited");\nexport const claim',
  );
  checkout.edit('lambda-fns/orders/placeOrder.ts', 'is another order', 'is quite another order');
  checkout.edit('schema.graphql', 'type Query {', 'type Query {\n  """Edited."""');

  const { to, patched } = patch(running, 'patched');
  const synthesized = join(folder, 'synthesized');
  const program = new URL(`file://${checkout.root}/start/assembly/synthesizeWorker.ts`);
  await runInWorker(program, { outdir: synthesized, context: CONTEXT });

  const [one, other] = [deployed(to), deployed(synthesized)];
  for (const [path, text] of other) expect(one.get(path) === text, path).toBe(true);
  const replaced = [...one.keys()].filter((path) => !other.has(path));
  expect(replaced).toEqual(expect.arrayContaining([expect.stringMatching(/^asset.*index\.js$/)]));
  expect(patched).toEqual(
    expect.arrayContaining([
      'resolvers/orders/placeOrder.ts claim',
      'lambda-fns/orders/placeOrder.ts',
      'schema.graphql',
    ]),
  );
  expect(deployed(running)).toEqual(before);
});

test('a step that a stack uses and nobody exports any more is refused by its file', () => {
  checkout.edit('resolvers/orders/placeOrder.ts', 'export const validate', 'export const check');
  expect(() => patch(inject('assembly'), 'missing')).toThrow(
    'resolvers/orders/placeOrder.ts is missing, or does not export validate',
  );
});
