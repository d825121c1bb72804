import { generate, loadCodegenConfig } from '@graphql-codegen/cli';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What codegen.yml makes of an SDL, without writing it. */
const generated = async (sdl: string) => {
  const { config } = await loadCodegenConfig({ configFilePath: 'codegen.yml' });
  const files: { content: string }[] = await generate(
    { ...config, schema: [sdl, 'model/appsync.graphql'], silent: true, noSilentErrors: true },
    false,
  );
  return files.map(({ content }) => content).join('');
};

const sdl = readFileSync('schema.graphql', 'utf8');
const stored = readFileSync('model/schema.ts', 'utf8');

test('model/schema.ts is what codegen.yml makes of schema.graphql', async () => {
  expect(await generated(sdl)).toBe(stored);
});

test('a change of the schema that was not generated shows', async () => {
  expect(await generated(sdl.replace('  kitchen: Boolean!', '  kitchen: Int!'))).not.toBe(stored);
});
