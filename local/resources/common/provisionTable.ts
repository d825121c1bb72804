import { isDeepStrictEqual } from 'node:util';
import { callAction } from '../../platform/Call.ts';
import { OperatorError } from '../../platform/errors.ts';
import { cloudFormationCall, type Created, type ResourceContext } from './ResourceType.ts';

export interface TableDefinition {
  /** Input of CreateTable, without the name where the template has none. */
  readonly table: TableInput;
  /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html: 3 to 255 characters */
  readonly tableName?: string | undefined;
  readonly streamViewType?: string | undefined;
  readonly timeToLive?: TimeToLive | undefined;
  readonly pointInTimeRecovery?: boolean | undefined;
}

/** The properties that decide whether an existing table can keep its data. */
export interface TableInput {
  readonly KeySchema: readonly { readonly AttributeName: string }[];
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: string;
  }[];
  readonly GlobalSecondaryIndexes?: readonly Index[] | undefined;
  readonly LocalSecondaryIndexes?: readonly Index[] | undefined;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[] | undefined;
  readonly [member: string]: unknown;
}

interface Index {
  readonly IndexName: string;
  readonly KeySchema: unknown;
  readonly Projection: unknown;
}

interface TimeToLive {
  readonly AttributeName?: string | undefined;
  readonly Enabled: boolean;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
interface TableDescription extends TableInput {
  readonly TableArn: string;
  readonly TableId: string;
  readonly LatestStreamArn?: string;
  readonly StreamSpecification?: { readonly StreamViewType?: string };
}

export type Run = <Output>(action: string, input: object) => Promise<Output>;

const LONGEST_NAME = 255;

/** Creates a table through the service's own API, as CloudFormation does. */
export async function provisionTable(
  definition: TableDefinition,
  context: ResourceContext,
): Promise<Created> {
  const run = runIn(context);
  const { table, streamViewType, timeToLive, pointInTimeRecovery } = definition;
  const TableName = definition.tableName ?? context.physicalName(LONGEST_NAME);

  if (context.world.journal.get('dynamodb/tables', TableName))
    await updateTable(run, TableName, table, streamViewType);
  else
    await run('CreateTable', {
      ...table,
      TableName,
      ...(streamViewType && { StreamSpecification: { StreamEnabled: true, StreamViewType: streamViewType } }),
    });
  await updateTimeToLive(run, TableName, timeToLive);
  if (pointInTimeRecovery)
    await run('UpdateContinuousBackups', {
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  return describeCreated(run, TableName);
}

export const runIn = ({ world, services }: ResourceContext): Run => {
  const call = cloudFormationCall(world);
  return (action, input) => callAction(services.dynamodb.actions, action, input, call);
};

export async function describeCreated(run: Run, TableName: string): Promise<Created> {
  const { TableArn, TableId, LatestStreamArn, StreamSpecification } = await describeTable(run, TableName);
  const stream = StreamSpecification !== undefined && LatestStreamArn;
  return {
    ref: TableName,
    attributes: { Arn: TableArn, TableId, ...(stream && { StreamArn: LatestStreamArn }) },
  };
}

export async function describeTable(run: Run, TableName: string): Promise<TableDescription> {
  const { Table } = await run<{ Table: TableDescription }>('DescribeTable', { TableName });
  return Table;
}

/** Updates a table of an earlier start to the current template. Throws `OperatorError` for what cannot change. */
export async function updateTable(
  run: Run,
  TableName: string,
  table: TableInput,
  streamViewType?: string,
): Promise<void> {
  const existing = await describeTable(run, TableName);
  throwIfChanged(TableName, 'key schema', existing.KeySchema, table.KeySchema);
  for (const { AttributeName } of existing.KeySchema) {
    const typeIn = ({ AttributeDefinitions }: TableInput) =>
      AttributeDefinitions.find((attribute) => attribute.AttributeName === AttributeName)?.AttributeType;
    throwIfChanged(TableName, `type of key ${AttributeName}`, typeIn(existing), typeIn(table));
  }
  throwIfChanged(
    TableName,
    'local indexes',
    keysOf(existing.LocalSecondaryIndexes),
    keysOf(table.LocalSecondaryIndexes),
  );
  await updateIndexes(run, TableName, existing, table);
  await updateStream(run, TableName, existing.StreamSpecification?.StreamViewType, streamViewType);
}

function throwIfChanged(tableName: string, what: string, before: unknown, after: unknown): void {
  if (isDeepStrictEqual(before, after)) return;
  throw new OperatorError(
    `the ${what} of ${tableName} changed from ${JSON.stringify(before)} to ${JSON.stringify(
      after,
    )}, which a table with data cannot do; ` + 'name another table, or start with another data folder.',
  );
}

const keysOf = (indexes: readonly Index[] = []) =>
  indexes.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));

/** Makes one change at a time, because the API takes no more. An index that changed is deleted and created again. */
async function updateIndexes(
  run: Run,
  TableName: string,
  existing: TableInput,
  table: TableInput,
): Promise<void> {
  const before = keysOf(existing.GlobalSecondaryIndexes);
  const after = table.GlobalSecondaryIndexes ?? [];
  const isIn = (indexes: readonly Index[]) => (index: Index) =>
    keysOf(indexes).some((other) => isDeepStrictEqual(other, keysOf([index])[0]));
  const update = (change: object) =>
    run('UpdateTable', {
      TableName,
      AttributeDefinitions: table.AttributeDefinitions,
      GlobalSecondaryIndexUpdates: [change],
    });
  for (const { IndexName } of before.filter((index) => !isIn(after)(index)))
    await update({ Delete: { IndexName } });
  for (const index of after.filter((index) => !isIn(before)(index))) await update({ Create: index });
}

async function updateStream(
  run: Run,
  TableName: string,
  before: string | undefined,
  after: string | undefined,
) {
  if (before === after) return;
  const update = (StreamSpecification: object) => run('UpdateTable', { TableName, StreamSpecification });
  if (before) await update({ StreamEnabled: false });
  if (after) await update({ StreamEnabled: true, StreamViewType: after });
}

/** Sets a table's TTL to that of its template. First disables TTL on the attribute of an earlier start. */
export async function updateTimeToLive(
  run: Run,
  TableName: string,
  wanted: TimeToLive | undefined,
): Promise<void> {
  const { TimeToLiveDescription: before } = await run<{
    TimeToLiveDescription: { readonly AttributeName?: string };
  }>('DescribeTimeToLive', { TableName });
  const after = wanted?.Enabled ? wanted.AttributeName : undefined;
  if (before.AttributeName === after) return;
  const set = (Enabled: boolean, AttributeName: string | undefined) =>
    run('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { Enabled, AttributeName } });
  if (before.AttributeName) await set(false, before.AttributeName);
  if (wanted?.Enabled) await set(true, after);
}
