import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { currentAssembly } from '../../../start/assembly/currentAssembly.ts';

const SOURCES = [
  'lib/app.ts',
  'resolvers/one.ts',
  'lambda-fns/one.ts',
  'model/one.ts',
  'schema.graphql',
  'cdk.json',
  'package.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];

/** A checkout with an assembly that was made once, and what each further start does. */
async function givenAssembly() {
  const root = mkdtempSync(join(tmpdir(), 'checkout-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  let made = 0;
  const start = async (environment = {}, meanwhile = () => {}) => {
    const before = made;
    const synthesize = async (outdir: string) => {
      made++;
      meanwhile();
      writeFileSync(join(outdir, 'manifest.json'), '{}');
    };
    const folder = await currentAssembly({ root, environment, synthesize });
    return { folder, synthesized: made > before };
  };
  for (const path of SOURCES) write(path, 'one');
  await start();
  return { root, write, start };
}

test('an assembly is taken again while nothing changed', async () => {
  const { root, start } = await givenAssembly();

  expect(await start()).toEqual({ folder: join(root, 'build/cdk.out'), synthesized: false });
});

test.each(['lib/app.ts', 'resolvers/new.ts', 'schema.graphql', 'node_modules/.package-lock.json'])(
  'a change of %s synthesizes anew, once',
  async (path) => {
    const { write, start } = await givenAssembly();

    write(path, 'other');

    expect(await start()).toMatchObject({ synthesized: true });
    expect(await start()).toMatchObject({ synthesized: false });
  },
);

test('so do an assembly that was touched and other settings of the CDK', async () => {
  const { write, start } = await givenAssembly();

  write('build/cdk.out/manifest.json', '{ "broken');
  expect(await start()).toMatchObject({ synthesized: true });
  expect(await start({ CDK_CONTEXT_JSON: '{"stage":"x"}' })).toMatchObject({ synthesized: true });
  expect(await start({ HOME: '/elsewhere' })).toMatchObject({ synthesized: true });
  expect(await start({ HOME: '/anywhere' })).toMatchObject({ synthesized: false });
});

test('what changed while it was synthesized is not taken for its source', async () => {
  const { write, start } = await givenAssembly();

  write('lib/app.ts', 'two');
  await start({}, () => write('lib/app.ts', 'three'));

  expect(await start()).toMatchObject({ synthesized: true });
});
