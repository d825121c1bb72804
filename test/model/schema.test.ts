import { generate, loadCodegenConfig } from '@graphql-codegen/cli';
import { globSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { buildSchema, isScalarType, isSpecifiedDirective, isSpecifiedScalarType } from 'graphql';
import { expect, test } from 'vitest';
import { createSchema } from '../../local/services/appsync/execution/createSchema.ts';

/** What codegen.yml makes of an SDL, without writing it: each file with its path and what it holds. */
const generatedFiles = async (sdl: string) => {
  const { config } = await loadCodegenConfig({ configFilePath: 'codegen.yml' });
  const files: { filename: string; content: string }[] = await generate(
    { ...config, schema: [sdl, 'appsync.graphql'], silent: true, noSilentErrors: true },
    false,
  );
  return files.map(({ filename, content }) => ({ path: relative('.', filename), content }));
};

const generated = async (sdl: string) =>
  (await generatedFiles(sdl)).find(({ path }) => path === 'model/schema.ts')?.content;

const sdl = readFileSync('schema.graphql', 'utf8');
const stored = readFileSync('model/schema.ts', 'utf8');

test('model/schema.ts is what codegen.yml makes of schema.graphql', async () => {
  expect(await generated(sdl)).toBe(stored);
});

test('each .graphql file of the dashboard has its documents beside it, as codegen.yml makes them', async () => {
  const files = (await generatedFiles(sdl)).filter(({ path }) => path.startsWith('dashboard/'));
  expect(files.map(({ path }) => path).sort()).toEqual(globSync('dashboard/**/*.documents.ts').sort());
  expect(files.length).toBe(globSync('dashboard/**/*.graphql').length);
  for (const { path, content } of files) expect(content).toBe(readFileSync(path, 'utf8'));
});

test('a change of the schema that was not generated shows', async () => {
  expect(await generated(sdl.replace('  kitchen: Boolean!', '  kitchen: Int!'))).not.toBe(stored);
});

test('any tool reads the contract with appsync.graphql beside it, which declares all that AppSync does', () => {
  const known = createSchema('type Query { a: ID }');
  const read = buildSchema(`${sdl}\n${readFileSync('appsync.graphql', 'utf8')}`);
  const scalarsOf = (schema: typeof read) =>
    Object.values(schema.getTypeMap()).filter((type) => isScalarType(type) && !isSpecifiedScalarType(type));
  expect(scalarsOf(read).map(String).sort()).toEqual(scalarsOf(known).map(String).sort());
  const directivesOf = (schema: typeof read) =>
    schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
  const spelled = ({ name, args, locations }: ReturnType<typeof directivesOf>[number]) =>
    `${name}(${args.map((arg) => `${arg.name}: ${String(arg.type)}`).join()}) on ${locations.join('|')}`;
  expect(directivesOf(read).map(spelled).sort()).toEqual(directivesOf(known).map(spelled).sort());
});
