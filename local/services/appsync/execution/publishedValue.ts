import { getNamedType, isAbstractType, isLeafType, isObjectType } from 'graphql';
import type { Completion } from './Completion.ts';
import type { SelectedField } from './createSelections.ts';

/**
 * A mutation field's completed value under the schema's own field names, so that other selections
 * can be completed from it. Objects of abstract types name their type.
 */
export function publishedValue(
  completion: Pick<Completion, 'schema' | 'selections'>,
  field: SelectedField,
  value: unknown,
): unknown {
  if (Array.isArray(value)) return value.map((item) => publishedValue(completion, field, item));
  const named = getNamedType(field.definition.type);
  if (value === null || isLeafType(named)) return value;
  const completed = value as Record<string, unknown>;
  const type = isAbstractType(named) ? typeNamedIn(completion, field, completed) : named;
  if (!isObjectType(type)) return value;
  const published: Record<string, unknown> = isAbstractType(named) ? { __typename: type.name } : {};
  for (const selected of completion.selections.of(field, type)) {
    if (selected.name.startsWith('__')) continue;
    published[selected.name] = publishedValue(completion, selected, completed[selected.key]);
  }
  return published;
}

/** The completed object's type: the one whose selection it answers. */
function typeNamedIn(
  { schema, selections }: Pick<Completion, 'schema' | 'selections'>,
  field: SelectedField,
  value: object,
) {
  const named = getNamedType(field.definition.type);
  const possible = isAbstractType(named) ? schema.getPossibleTypes(named) : [];
  return possible.find((type) =>
    selections
      .of(field, type)
      .some(
        ({ name, key }) => name === '__typename' && (value as Record<string, unknown>)[key] === type.name,
      ),
  );
}
