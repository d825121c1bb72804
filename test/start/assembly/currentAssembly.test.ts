import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { currentAssembly } from '../../../start/assembly/currentAssembly.ts';

const SOURCES = [
  'dashboard/main.tsx',
  'lib/app.ts',
  'resolvers/one.ts',
  'lambda-fns/one.ts',
  'letters/core/one.ts',
  'model/one.ts',
  'schema.graphql',
  'cdk.json',
  'package.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
];

/** The id of a process that has ended: no system gives so high an id. */
const ENDED = 2 ** 30;

/** The assembly's manifest, which is a copy of the checkout's `lib/app.ts`. */
const manifest = (assembly: string) => readFileSync(join(assembly, 'manifest.json'), 'utf8');

/** A checkout. `start` returns the assembly it runs, and whether it synthesized that assembly. */
function givenCheckout() {
  const root = mkdtempSync(join(tmpdir(), 'checkout-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  let made = 0;
  const start = async ({ environment = {}, meanwhile = async () => {}, pid = ENDED } = {}) => {
    let synthesized = false;
    const synthesize = async (outdir: string) => {
      synthesized = true;
      made++;
      const code = readFileSync(join(root, 'lib/app.ts'), 'utf8');
      await meanwhile();
      writeFileSync(join(outdir, 'manifest.json'), code);
    };
    const assembly = await currentAssembly({ root, environment, pid, synthesize });
    return { assembly, synthesized, runs: manifest(assembly) };
  };
  for (const path of SOURCES) write(path, 'one');
  return { write, start, made: () => made, kept: () => readdirSync(join(root, 'build/assemblies')) };
}

async function givenAssembly() {
  const checkout = givenCheckout();
  return { ...checkout, first: await checkout.start() };
}

describe('an assembly', () => {
  test('is reused while nothing changed', async () => {
    const { first, start } = await givenAssembly();

    expect(first).toMatchObject({ synthesized: true, runs: 'one' });
    expect(await start()).toEqual({ ...first, synthesized: false });
  });

  test.each(['lib/app.ts', 'resolvers/new.ts', 'schema.graphql', 'node_modules/.package-lock.json'])(
    'is synthesized again, once, after a change of %s',
    async (path) => {
      const { write, start } = await givenAssembly();

      write(path, 'other');

      expect(await start()).toMatchObject({ synthesized: true });
      expect(await start()).toMatchObject({ synthesized: false });
    },
  );

  test('is also synthesized again after it was changed itself, and for other settings of the CDK', async () => {
    const { first, start } = await givenAssembly();

    writeFileSync(join(first.assembly, 'manifest.json'), 'broken');
    expect(await start()).toEqual(first);
    rmSync(first.assembly, { recursive: true });
    expect(await start()).toEqual(first);
    const environment = { CDK_CONTEXT_JSON: '{"stage":"x"}' };
    expect(await start({ environment })).toMatchObject({ synthesized: true });
    expect(await start({ environment: { HOME: '/elsewhere' } })).toMatchObject({ synthesized: false });
  });

  test('is noticed to be changed where its size and its time of modification are those from before', async () => {
    const { first, start } = await givenAssembly();
    const file = join(first.assembly, 'manifest.json');
    const { atime, mtime } = statSync(file);

    writeFileSync(file, 'two');
    utimesSync(file, atime, mtime);

    expect(await start()).toEqual(first);
  });

  test('is reused after it was copied', async () => {
    const { first, start } = await givenAssembly();
    const copy = `${first.assembly}-copy`;

    cpSync(first.assembly, copy, { recursive: true });
    rmSync(first.assembly, { recursive: true });
    renameSync(copy, first.assembly);

    expect(await start()).toEqual({ ...first, synthesized: false });
  });

  test('is not reused if its sources changed while it was synthesized', async () => {
    const { write, start } = givenCheckout();

    const torn = await start({
      pid: process.pid,
      meanwhile: async () => write('lib/app.ts', 'two'),
    });

    expect(torn).toMatchObject({ runs: 'one' });
    expect(await start()).toMatchObject({ synthesized: true, runs: 'two' });
  });
});

describe('simultaneous starts', () => {
  test('each synthesize, and run the same assembly', async () => {
    const { start, made, kept } = givenCheckout();
    const both = Promise.withResolvers<void>();
    const meanwhile = async () => {
      if (made() === 2) both.resolve();
      await both.promise;
    };

    const [one, other] = await Promise.all([
      start({ pid: process.pid, meanwhile }),
      start({ pid: process.ppid, meanwhile }),
    ]);

    expect([one.synthesized, other.synthesized, other.assembly]).toEqual([true, true, one.assembly]);
    expect(kept()).toHaveLength(1);
  });
});

describe('pruning', () => {
  test('keeps the two assemblies that were used last', async () => {
    const { write, start, kept } = await givenAssembly();
    for (const code of ['two', 'one', 'three']) {
      write('lib/app.ts', code);
      await start();
    }

    expect(kept()).toHaveLength(2);
    write('lib/app.ts', 'one');
    expect(await start()).toMatchObject({ synthesized: false });
    write('lib/app.ts', 'two');
    expect(await start()).toMatchObject({ synthesized: true });
  });

  test('knows which was used last although the clock was set back', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const { write, start } = await givenAssembly();
    for (const code of ['two', 'three']) {
      vi.setSystemTime(Date.now() - 1000);
      write('lib/app.ts', code);
      await start();
    }

    write('lib/app.ts', 'two');
    expect(await start()).toMatchObject({ synthesized: false });
    write('lib/app.ts', 'one');
    expect(await start()).toMatchObject({ synthesized: true });
  });

  test('keeps those that a running process uses', async () => {
    const { write, start, kept } = givenCheckout();
    const running = await start({ pid: process.pid });
    for (const code of ['two', 'three', 'four']) {
      write('lib/app.ts', code);
      await start();
    }

    expect(manifest(running.assembly)).toBe('one');
    expect(kept()).toHaveLength(3);
    write('lib/app.ts', 'one');
    const again = await start();
    expect(again).toMatchObject({ synthesized: false, assembly: running.assembly });
    expect(readdirSync(join(again.assembly, '../users'))).toEqual([String(process.pid)]);
  });

  test('removes what an aborted start left behind', async () => {
    const { start, kept } = givenCheckout();
    const meanwhile = () => Promise.reject(new Error('Ctrl-C'));

    await expect(start({ meanwhile })).rejects.toThrow('Ctrl-C');
    expect(kept()).toHaveLength(1);
    const { assembly } = await start();

    expect(kept()).toEqual([assembly.split('/').at(-2)]);
  });
});
