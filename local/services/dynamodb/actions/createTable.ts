import { AwsError } from '../../../platform/AwsError.ts';
import { validate } from '../dynalite/validate.ts';
import type { Operation } from '../Engine.ts';
import { TABLES, tagsOf } from '../storage/Store.ts';
import { describe } from '../tables/describe.ts';
import { newTable } from '../tables/newTable.ts';
import { startStream } from '../tables/startStream.ts';
import { refuseUnusedAttributes } from '../tables/refuseUnusedAttributes.ts';
import { refuseUnsupported } from '../tables/refuseUnsupported.ts';

const SUPPORTED = [
  'AttributeDefinitions',
  'BillingMode',
  'DeletionProtectionEnabled',
  'GlobalSecondaryIndexes',
  'KeySchema',
  'LocalSecondaryIndexes',
  'OnDemandThroughput',
  'ProvisionedThroughput',
  'ResourcePolicy',
  'SSESpecification',
  'StreamSpecification',
  'TableClass',
  'TableName',
  'Tags',
  'WarmThroughput',
];

/**
 * A table is there at once; only the answer says that it is being created, as callers expect.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export const createTable: Operation = (engine, input) => {
  refuseUnsupported('CreateTable', input, SUPPORTED);
  const data = validate('createTable', input);
  if (engine.store.get(TABLES, data.TableName))
    throw new AwsError('ResourceInUseException', `Table already exists: ${data.TableName}`);

  refuseUnusedAttributes(data);
  const table = startStream(engine, newTable(engine.world, data, input), input.StreamSpecification);
  const tags = (input.Tags ?? []).map((tag: { Key: string }) => ({
    tree: tagsOf(data.TableName),
    key: tag.Key,
    value: tag,
  }));
  engine.store.commit([{ tree: TABLES, key: data.TableName, value: table }, ...tags]);
  return { TableDescription: { ...describe(engine.store, table), TableStatus: 'CREATING' } };
};
