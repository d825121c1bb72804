import type { Operation } from '../Engine.ts';
import { validate } from '../dynalite/validate.ts';
import { validationException } from '../errors.ts';
import { managedTable, type Table, TABLES } from '../tables/Table.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export const updateTimeToLive: Operation<{
  readonly TableName?: string;
  readonly TimeToLiveSpecification?: { readonly Enabled?: boolean; readonly AttributeName?: string };
}> = ({ store, expiry }, input) => {
  const { TableName } = validate('describeTable', { TableName: input.TableName });
  const table = managedTable(store, TableName);
  const { Enabled, AttributeName } = input.TimeToLiveSpecification ?? {};
  if (typeof Enabled !== 'boolean' || !AttributeName)
    throw validationException('TimeToLiveSpecification must have Enabled and AttributeName');
  checkTimeToLiveChange(table, Enabled, AttributeName);

  const { timeToLive: _former, ...rest } = table;
  const updated: Table = Enabled ? { ...rest, timeToLive: AttributeName } : rest;
  store.commit([{ tree: TABLES, key: TableName, value: updated }]);
  if (Enabled) expiry.watch(updated);
  else expiry.forget(TableName);
  return { TimeToLiveSpecification: { Enabled, AttributeName } };
};

function checkTimeToLiveChange({ timeToLive }: Table, enabled: boolean, attribute: string): void {
  if (enabled && timeToLive) throw validationException('TimeToLive is already enabled');
  if (!enabled && !timeToLive) throw validationException('TimeToLive is already disabled');
  if (timeToLive && timeToLive !== attribute)
    throw validationException(
      `TimeToLive is active on a different AttributeName: current AttributeName is ${timeToLive}`,
    );
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export const describeTimeToLive: Operation = ({ store }, input) => {
  const { timeToLive } = managedTable(store, validate('describeTable', input).TableName);
  return {
    TimeToLiveDescription: timeToLive
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive }
      : { TimeToLiveStatus: 'DISABLED' },
  };
};
