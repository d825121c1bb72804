import { localCall } from '../localCall.ts';
import type { Created, ResourceContext } from '../ResourceType.ts';
import { reviseTable } from './reviseTable.ts';
import { reviseTimeToLive } from './reviseTimeToLive.ts';

export interface TableDefinition {
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
  const call = localCall(context.world);
  const run = (action: string, input: object) => context.services.dynamodb.actions[action]!(input, call);
  const { table, streamViewType, timeToLive, pointInTimeRecovery } = definition;
  const TableName = definition.tableName ?? context.physicalName(LONGEST_NAME);

  if (context.world.journal.get('dynamodb/tables', TableName))
    await reviseTable(run, TableName, table, streamViewType);
  else
    await run('CreateTable', {
      ...table,
      TableName,
      ...(streamViewType && { StreamSpecification: { StreamEnabled: true, StreamViewType: streamViewType } }),
    });
  await reviseTimeToLive(run, TableName, timeToLive);
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
