import { AwsError } from '../../../platform/AwsError.ts';
import type { AttributeMap } from '../DynamoDb.ts';
import { indexesOf } from '../tables/indexes.ts';
import type { TableDescription } from '../tables/Table.ts';
import type { WriteKind } from './Write.ts';

/** Refuses an item that an index could not hold: a key attribute that is of another type, or empty. */
export function checkIndexKeys(table: TableDescription, item: AttributeMap, kind: WriteKind): void {
  for (const { IndexName, KeySchema } of indexesOf(table))
    for (const { AttributeName } of KeySchema) {
      const value = item[AttributeName];
      if (!value) continue;
      if (!(typeOf(table, AttributeName) in value)) throw wrongType(kind);
      if (value.S === '' || value.B === '') throw empty(kind, value, IndexName, AttributeName);
    }
}

const typeOf = (table: TableDescription, name: string) =>
  table.AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)!.AttributeType;

const wrongType = (kind: WriteKind) =>
  new AwsError(
    'ValidationException',
    kind === 'update'
      ? 'The update expression attempted to update the secondary index key to unsupported type'
      : 'One or more parameter values were invalid: Type mismatch for Index Key',
  );

const empty = (kind: WriteKind, value: AttributeMap, index: string, name: string) =>
  new AwsError(
    'ValidationException',
    `One or more parameter values are not valid. ${
      kind === 'update'
        ? 'The update expression attempted to update a secondary index key to a value that is not supported.'
        : 'A value specified for a secondary index key is not supported.'
    } The AttributeValue for a key attribute cannot contain an empty ${
      value.S === '' ? 'string' : 'binary'
    } value.` + (kind === 'update' ? '' : ` IndexName: ${index}, IndexKey: ${name}`),
  );
