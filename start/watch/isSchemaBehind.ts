import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse } from 'graphql';

/**
 * Whether `npm run generate` would write other fields into `model/schema.ts` than are there. Names are compared, not their types:
 * the generator takes longer to load than an edit shall take.
 */
export function isSchemaBehind(root: string): boolean {
  const types = readFileSync(join(root, 'model/schema.ts'), 'utf8');
  const { definitions } = parse(readFileSync(join(root, 'schema.graphql'), 'utf8'));
  return definitions.some((definition) => {
    if (
      definition.kind !== Kind.OBJECT_TYPE_DEFINITION &&
      definition.kind !== Kind.INPUT_OBJECT_TYPE_DEFINITION
    )
      return false;
    const names = (definition.fields ?? []).map(({ name }) => name.value);
    return names.toSorted().join() !== generatedFields(types, definition.name.value).toSorted().join();
  });
}

function generatedFields(types: string, type: string): string[] {
  // What implements interfaces is written as `Interface & {`.
  const [, head = ''] = types.split(`export type ${type} = `);
  const after = head.slice(head.indexOf('{\n') + 2);
  const [body = ''] = after.split('\n};');
  return [...body.matchAll(/^ {2}(\w+)\??:/gm)].flatMap(([, name = '']) =>
    name === '__typename' ? [] : [name],
  );
}
