import { AwsError } from '../../../platform/AwsError.ts';
import { validate } from '../dynalite/validate.ts';
import type { Operation } from '../Engine.ts';
import { indexOf, itemsOf, TABLES, tagsOf } from '../storage/Store.ts';
import { describe } from '../tables/describe.ts';
import { indexesOf } from '../tables/indexes.ts';
import { managedTable } from '../tables/tableNamed.ts';

/**
 * A table is gone at once; only the answer says that it is being deleted.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
 */
export const deleteTable: Operation = ({ store, streams, expiry }, input) => {
  const { TableName } = validate('deleteTable', input);
  const table = managedTable(store, TableName);
  const { DeletionProtectionEnabled, StreamSpecification, LatestStreamArn, TableArn } = table.description;
  if (DeletionProtectionEnabled)
    throw new AwsError(
      'ValidationException',
      `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first. Resource: ${TableArn}`,
    );

  const description = describe(store, table);
  if (StreamSpecification?.StreamEnabled) streams.end(LatestStreamArn!);
  expiry.forget(TableName);
  store.commit([
    { tree: TABLES, key: TableName },
    { tree: itemsOf(TableName) },
    { tree: tagsOf(TableName) },
    ...indexesOf(table.description).map(({ IndexName }) => ({ tree: indexOf(TableName, IndexName) })),
  ]);
  return { TableDescription: { ...description, TableStatus: 'DELETING' } };
};
