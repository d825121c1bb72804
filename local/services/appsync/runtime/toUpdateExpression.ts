import { toDynamoDB, type TypedValue } from './util/dynamodb.ts';

/** How `update` changes an attribute: a plain object, as in AppSync. */
type UpdateOperation =
  | { readonly type: 'OPERATION_ADD' | 'OPERATION_REPLACE'; readonly value: unknown }
  | { readonly type: 'OPERATION_INCREMENT' | 'OPERATION_DECREMENT'; readonly by: number }
  | { readonly type: 'OPERATION_APPEND' | 'OPERATION_PREPEND'; readonly items: readonly unknown[] }
  | { readonly type: 'OPERATION_UPDATE_LIST_ITEM'; readonly value: unknown; readonly index: number }
  | { readonly type: 'OPERATION_REMOVE' };

export const operations = {
  add: (value: unknown): UpdateOperation => ({ type: 'OPERATION_ADD', value }),
  append: (items: readonly unknown[]): UpdateOperation => ({ type: 'OPERATION_APPEND', items }),
  decrement: (by = 1): UpdateOperation => ({ type: 'OPERATION_DECREMENT', by }),
  increment: (by = 1): UpdateOperation => ({ type: 'OPERATION_INCREMENT', by }),
  prepend: (items: readonly unknown[]): UpdateOperation => ({ type: 'OPERATION_PREPEND', items }),
  remove: (): UpdateOperation => ({ type: 'OPERATION_REMOVE' }),
  replace: (value: unknown): UpdateOperation => ({ type: 'OPERATION_REPLACE', value }),
  updateListItem: (value: unknown, index: number): UpdateOperation => ({
    type: 'OPERATION_UPDATE_LIST_ITEM',
    value,
    index,
  }),
};

const isOperation = (value: unknown): value is UpdateOperation =>
  typeof value === 'object' &&
  value !== null &&
  'type' in value &&
  typeof value.type === 'string' &&
  value.type.startsWith('OPERATION_');

interface Change {
  readonly path: readonly string[];
  readonly operation: UpdateOperation;
}

/** Numbers names and values in the order of their use. */
function createAliases() {
  const expressionNames: Record<string, string> = {};
  const expressionValues: Record<string, TypedValue> = {};
  const next = (entries: object) => Object.keys(entries).length + 1;
  return {
    expressionNames,
    expressionValues,
    path: (path: readonly string[]) =>
      path
        .map((name) => {
          const alias = `#expName_${next(expressionNames)}`;
          expressionNames[alias] = name;
          return alias;
        })
        .join('.'),
    value(value: unknown) {
      const alias = `:expValue_${next(expressionValues)}`;
      expressionValues[alias] = toDynamoDB(value);
      return alias;
    },
  };
}

/** Renders the `update` of an UpdateItem: all SET clauses, then all REMOVE clauses. */
export function toUpdateExpression(update: object) {
  const aliases = createAliases();
  const changes = changesOf(update, []);
  const sets = changes
    .filter(({ operation }) => operation.type !== 'OPERATION_REMOVE')
    .map(({ path, operation }) => setClause(aliases.path(path), operation, aliases.value));
  const removes = changes
    .filter(({ operation }) => operation.type === 'OPERATION_REMOVE')
    .map(({ path }) => aliases.path(path));
  const clauses = [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
  ];
  const { expressionNames, expressionValues } = aliases;
  return { expression: clauses.join(' '), expressionNames, expressionValues };
}

function setClause(name: string, operation: UpdateOperation, bind: (value: unknown) => string): string {
  switch (operation.type) {
    case 'OPERATION_INCREMENT':
      return `${name} = ${name} + ${bind(operation.by)}`;
    case 'OPERATION_DECREMENT':
      return `${name} = ${name} - ${bind(operation.by)}`;
    case 'OPERATION_APPEND':
      return `${name} = list_append(${name}, ${bind(operation.items)})`;
    case 'OPERATION_PREPEND':
      return `${name} = list_append(${bind(operation.items)}, ${name})`;
    case 'OPERATION_UPDATE_LIST_ITEM':
      return `${name}[${operation.index}] = ${bind(operation.value)}`;
    case 'OPERATION_ADD':
    case 'OPERATION_REPLACE':
      return `${name} = ${bind(operation.value)}`;
    case 'OPERATION_REMOVE':
      throw new Error('A removal is not a SET clause.');
  }
}

/** A nested object is one value, unless it contains an operation. */
const changesOf = (update: object, path: readonly string[]): Change[] =>
  Object.entries(update)
    .filter(([, value]) => value !== undefined)
    .flatMap(([name, value]): Change[] => {
      const here = [...path, name];
      if (isOperation(value)) return [{ path: here, operation: value }];
      if (Array.isArray(value) && value.length > 0 && value.every(isOperation)) {
        return value.map((operation) => ({ path: here, operation }));
      }
      if (holdsOperation(value)) return changesOf(value, here);
      return [{ path: here, operation: { type: 'OPERATION_REPLACE', value } }];
    });

const holdsOperation = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).some((member) => isOperation(member) || holdsOperation(member));
