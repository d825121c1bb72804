import { isDeepStrictEqual } from 'node:util';
import { OperatorError } from '../../platform/errors.ts';
import { cloudFormationCall, type Created, type ResourceContext } from './ResourceType.ts';

interface TableDefinition {
  /** Input of CreateTable, less the name where the template gives none. */
  readonly table: Readonly<Record<string, unknown>>;
  /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html: 3 to 255 characters */
  readonly tableName?: string;
  readonly streamViewType?: string;
  readonly timeToLive?: { readonly AttributeName?: string; readonly Enabled: boolean };
  readonly pointInTimeRecovery?: boolean;
}

const LONGEST_NAME = 255;

/** Makes a table through the service's own API, as CloudFormation does. */
export async function provisionTable(
  definition: TableDefinition,
  context: ResourceContext,
): Promise<Created> {
  const call = cloudFormationCall(context.world);
  const run = (action: string, input: object) => context.services.dynamodb.actions[action]!(input, call);
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
  const { Table } = await run('DescribeTable', { TableName });
  return {
    ref: TableName,
    attributes: {
      Arn: Table.TableArn,
      TableId: Table.TableId,
      ...(Table.LatestStreamArn && { StreamArn: Table.LatestStreamArn }),
    },
  };
}

type Run = (action: string, input: object) => Promise<any>;

/** Brings a table of an earlier start to what its template says now. What cannot change is refused. */
async function updateTable(run: Run, TableName: string, table: any, streamViewType?: string): Promise<void> {
  const { Table: existing } = await run('DescribeTable', { TableName });
  throwIfChanged(TableName, 'key schema', existing.KeySchema, table.KeySchema);
  for (const { AttributeName } of existing.KeySchema) {
    const typeIn = ({ AttributeDefinitions }: any) =>
      AttributeDefinitions.find((attribute: any) => attribute.AttributeName === AttributeName)?.AttributeType;
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

const keysOf = (indexes: any[] = []) =>
  indexes.map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));

/** One change at a time, as the API takes them. An index that changed is made anew. */
async function updateIndexes(run: Run, TableName: string, existing: any, table: any): Promise<void> {
  const before = keysOf(existing.GlobalSecondaryIndexes);
  const after: any[] = table.GlobalSecondaryIndexes ?? [];
  const isIn = (indexes: any[]) => (index: any) =>
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

type RunAction = (action: string, input: object) => Promise<any>;

/** Sets a table's TTL as its template says; the attribute of an earlier start is let go first. */
async function updateTimeToLive(
  run: RunAction,
  TableName: string,
  wanted: TableDefinition['timeToLive'],
): Promise<void> {
  const { TimeToLiveDescription: before } = await run('DescribeTimeToLive', { TableName });
  const after = wanted?.Enabled ? wanted.AttributeName : undefined;
  if (before.AttributeName === after) return;
  const set = (Enabled: boolean, AttributeName: string | undefined) =>
    run('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { Enabled, AttributeName } });
  if (before.AttributeName) await set(false, before.AttributeName);
  if (wanted?.Enabled) await set(true, after);
}
