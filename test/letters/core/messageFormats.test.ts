import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { messageFormats } from '../../../letters/core/messageFormats.ts';

/** What workers say of their messages, read in their sources: to import one needs the environment of its function. */
const workers = globSync('lambda-fns/*/*.ts')
  .map((path) => readFileSync(path, 'utf8'))
  .filter((code) => code.includes('= eachRecord({'))
  .map((code) => ({
    step: /step: '(\w+)'/.exec(code)![1]!,
    schema: /schema: (\w+),/.exec(code)![1]!,
    upgrades: (/upgrades: \[(.*)\]/.exec(code)?.[1] ?? '').split(', ').filter(Boolean),
    /** Modules of the model, by what is imported of them. */
    modules: [...code.matchAll(/import \{([^}]*)\} from '\.\.\/\.\.\/(model\/[^']*)'/g)].map(
      ([, names, path]) => ({ names: names!.split(',').map((name) => name.trim()), path: path! }),
    ),
  }));

test('every worker has its format here, and there is no other', () => {
  expect(Object.keys(messageFormats).sort()).toEqual(workers.map(({ step }) => step).sort());
});

test.each(workers)('$step has its own schema and upgrades', async ({ step, schema, upgrades, modules }) => {
  const imported = async (name: string) => {
    const { path } = modules.find(({ names }) => names.includes(name))!;
    return (await import(/* @vite-ignore */ `../../../${path}`))[name];
  };
  expect(messageFormats[step]!.schema).toBe(await imported(schema));
  expect(messageFormats[step]!.upgrades ?? []).toEqual(await Promise.all(upgrades.map(imported)));
});
