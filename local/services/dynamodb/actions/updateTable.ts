import type { z } from 'zod';
import { checkSupportedParameters, parseDynamoDbInput, validationException } from '../errors.ts';
import { tableUpdate } from './inputs.ts';
import { validate } from '../dynalite/validate.ts';
import type { Engine, Operation } from '../Engine.ts';
import { provisionedThroughput, tableDescriptionOf } from '../tables/tableDescription.ts';
import { enabledStreamOf, managedTable, type Table, type TableDescription, TABLES } from '../tables/Table.ts';
import { startStream, type StreamSpecification } from '../streams/startStream.ts';
import { updateIndexes } from '../tables/updateIndexes.ts';

const SUPPORTED = [
  'AttributeDefinitions',
  'BillingMode',
  'DeletionProtectionEnabled',
  'GlobalSecondaryIndexUpdates',
  'OnDemandThroughput',
  'ProvisionedThroughput',
  'SSESpecification',
  'StreamSpecification',
  'TableClass',
  'TableName',
  'WarmThroughput',
];

type TableUpdate = z.output<typeof tableUpdate>;

/**
 * A change is made at once. Only the answer says that it is being made.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export const updateTable: Operation = (engine, request) => {
  checkSupportedParameters('UpdateTable', request, SUPPORTED);
  const input = parseDynamoDbInput(tableUpdate, request);
  const { TableName } = validate('describeTable', { TableName: input.TableName });
  const table = managedTable(engine.store, TableName);
  if (Object.keys(request).length === 1)
    throw validationException(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or ' +
        'SSESpecification or ReplicaUpdates is required',
    );
  const settled = {
    ...table,
    description: { ...table.description, ...settingsOf(engine, table.description, input) },
  };
  const streamed = changeStream(engine, settled, input.StreamSpecification);
  const { description, changes } = updateIndexes(engine.store, streamed.description, input);
  const updated = { ...streamed, description };
  engine.store.commit([...changes, { tree: TABLES, key: TableName, value: updated }]);
  return { TableDescription: { ...tableDescriptionOf(engine.store, updated), TableStatus: 'UPDATING' } };
};

function settingsOf(
  { world }: Engine,
  { BillingModeSummary, OnDemandThroughput }: TableDescription,
  input: TableUpdate,
): Partial<TableDescription> {
  const {
    BillingMode = BillingModeSummary?.BillingMode,
    ProvisionedThroughput,
    TableClass,
    DeletionProtectionEnabled,
  } = input;
  const becomesOnDemand =
    BillingMode === 'PAY_PER_REQUEST' && BillingModeSummary?.BillingMode !== BillingMode;
  return {
    ...(BillingMode && { BillingModeSummary: { ...BillingModeSummary, BillingMode } }),
    ...(becomesOnDemand && {
      BillingModeSummary: { BillingMode, LastUpdateToPayPerRequestDateTime: world.clock.now() / 1000 },
      ProvisionedThroughput: provisionedThroughput(),
    }),
    ...(ProvisionedThroughput && { ProvisionedThroughput: provisionedThroughput(ProvisionedThroughput) }),
    ...(input.OnDemandThroughput && {
      OnDemandThroughput: { ...OnDemandThroughput, ...input.OnDemandThroughput },
    }),
    ...(TableClass && { TableClassSummary: { TableClass } }),
    ...(DeletionProtectionEnabled !== undefined && { DeletionProtectionEnabled }),
  };
}

function changeStream(engine: Engine, table: Table, specification: StreamSpecification | undefined): Table {
  if (!specification) return table;
  const current = enabledStreamOf(table.description);
  if (specification.StreamEnabled && current)
    throw validationException(`Table already has an enabled stream: ${current.arn}`);
  if (specification.StreamEnabled) return startStream(engine, table, specification);
  if (!current) throw validationException('Table does not have a stream to disable');
  engine.streams.end(current.arn);
  const { StreamSpecification: _ended, ...description } = table.description;
  return { ...table, description };
}
