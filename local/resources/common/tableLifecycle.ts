import { isDeepStrictEqual } from 'node:util';
import { callAction } from '../../platform/Call.ts';
import {
  describeCreated,
  describeTable,
  type Run,
  runIn,
  type TableDefinition,
  type TableInput,
  updateTable,
  updateTimeToLive,
} from './provisionTable.ts';
import { cloudFormationCall, type Created, type Existing, type ResourceContext } from './ResourceType.ts';

/** What tables have in common as resources. */
export const tableLifecycle = <Properties extends KeyedProperties>(
  definitionOf: (properties: Properties, context: ResourceContext) => TableDefinition,
) => ({
  identifiedBy: ['TableName'],
  changedAttributes: { StreamArn: ['StreamSpecification'] },
  /** Documented: replacement, where the type of a key changes. */
  furtherReplacedBy: (before: Properties, after: Properties) =>
    before.KeySchema.every((key) => keyTypeOf(before, key) === keyTypeOf(after, key))
      ? []
      : ['AttributeDefinitions'],
  update: (properties: Properties, context: ResourceContext, { ref, ...before }: Existing<Properties>) =>
    changeTable(definitionOf(properties, context), definitionOf(before.properties, context), context, ref),
  async remove({ ref }: Created, { world, services }: ResourceContext) {
    const call = cloudFormationCall(world);
    await callAction(services.dynamodb.actions, 'DeleteTable', { TableName: ref }, call);
  },
});

type KeyedProperties = Pick<TableInput, 'KeySchema' | 'AttributeDefinitions'>;

const keyTypeOf = ({ AttributeDefinitions }: KeyedProperties, key: { readonly AttributeName: string }) =>
  AttributeDefinitions.find(({ AttributeName }) => AttributeName === key.AttributeName)?.AttributeType;

/** Changes a table in place. It keeps its rows; a new index has them all. */
async function changeTable(
  definition: TableDefinition,
  before: TableDefinition,
  context: ResourceContext,
  TableName: string,
): Promise<Created> {
  const run = runIn(context);
  const { table, streamViewType, timeToLive, pointInTimeRecovery = false } = definition;
  await changeSettings(run, TableName, table, before.table);
  await updateTable(run, TableName, table, streamViewType);
  await updateTimeToLive(run, TableName, timeToLive);
  if (pointInTimeRecovery !== (before.pointInTimeRecovery ?? false))
    await run('UpdateContinuousBackups', {
      TableName,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: pointInTimeRecovery },
    });
  return describeCreated(run, TableName);
}

const SETTINGS = ['BillingMode', 'DeletionProtectionEnabled', 'ProvisionedThroughput', 'TableClass'] as const;
const DEFAULTS: Readonly<Record<string, unknown>> = {
  DeletionProtectionEnabled: false,
  TableClass: 'STANDARD',
};

async function changeSettings(run: Run, TableName: string, after: TableInput, before: TableInput) {
  const changed = SETTINGS.filter((name) => !isDeepStrictEqual(before[name], after[name]));
  const settings = changed.map((name) => [name, after[name] ?? DEFAULTS[name]] as const);
  const given = settings.filter(([, value]) => value !== undefined);
  if (given.length > 0) await run('UpdateTable', { TableName, ...Object.fromEntries(given) });
  if (isDeepStrictEqual(before.Tags, after.Tags)) return;
  const { TableArn: ResourceArn } = await describeTable(run, TableName);
  const gone = (before.Tags ?? []).filter(({ Key }) => !after.Tags?.some((tag) => tag.Key === Key));
  if (gone.length > 0) await run('UntagResource', { ResourceArn, TagKeys: gone.map(({ Key }) => Key) });
  if (after.Tags?.length) await run('TagResource', { ResourceArn, Tags: after.Tags });
}
