import type { TableDefinition } from './provisionTable.ts';

type Run = (action: string, input: object) => Promise<any>;

/** Sets a table's TTL as its template says; the attribute of an earlier start is let go first. */
export async function reviseTimeToLive(
  run: Run,
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
