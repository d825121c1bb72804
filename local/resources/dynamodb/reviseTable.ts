import { isDeepStrictEqual } from 'node:util';
import { OperatorError } from '../../platform/errors.ts';

type Run = (action: string, input: object) => Promise<any>;

/** Brings a table of an earlier start to what its template says now. What cannot change is refused. */
export async function reviseTable(
  run: Run,
  TableName: string,
  table: any,
  streamViewType?: string,
): Promise<void> {
  const { Table: existing } = await run('DescribeTable', { TableName });
  refuseChange(TableName, 'key schema', existing.KeySchema, table.KeySchema);
  for (const { AttributeName } of existing.KeySchema) {
    const typeIn = ({ AttributeDefinitions }: any) =>
      AttributeDefinitions.find((attribute: any) => attribute.AttributeName === AttributeName)?.AttributeType;
    refuseChange(TableName, `type of key ${AttributeName}`, typeIn(existing), typeIn(table));
  }
  refuseChange(
    TableName,
    'local indexes',
    keysOf(existing.LocalSecondaryIndexes),
    keysOf(table.LocalSecondaryIndexes),
  );
  await reviseIndexes(run, TableName, existing, table);
  await reviseStream(run, TableName, existing.StreamSpecification?.StreamViewType, streamViewType);
}

function refuseChange(tableName: string, what: string, before: unknown, after: unknown): void {
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
async function reviseIndexes(run: Run, TableName: string, existing: any, table: any): Promise<void> {
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

async function reviseStream(
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
