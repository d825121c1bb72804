import { generate, loadCodegenConfig } from '@graphql-codegen/cli';
import { readFileSync } from 'node:fs';
import { buildSchema, isScalarType, isSpecifiedDirective, isSpecifiedScalarType } from 'graphql';
import { expect, test } from 'vitest';
import { createSchema } from '../../local/services/appsync/execution/createSchema.ts';

/** What codegen.yml makes of an SDL, without writing it. */
const generated = async (sdl: string) => {
  const { config } = await loadCodegenConfig({ configFilePath: 'codegen.yml' });
  const files: { content: string }[] = await generate(
    { ...config, schema: [sdl, 'appsync.graphql'], silent: true, noSilentErrors: true },
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
