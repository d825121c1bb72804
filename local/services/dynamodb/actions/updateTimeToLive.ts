import { AwsError } from '../../../platform/AwsError.ts';
import { validate } from '../dynalite/validate.ts';
import type { Operation } from '../Engine.ts';
import { TABLES } from '../storage/Store.ts';
import { managedTable } from '../tables/tableNamed.ts';
import type { Table } from '../tables/Table.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export const updateTimeToLive: Operation = ({ store, expiry }, input) => {
  const { TableName } = validate('describeTable', { TableName: input.TableName });
  const table = managedTable(store, TableName);
  const { Enabled, AttributeName } = input.TimeToLiveSpecification ?? {};
  if (typeof Enabled !== 'boolean' || !AttributeName)
    throw invalid('TimeToLiveSpecification must have Enabled and AttributeName');
  refuseRepetition(table, Enabled, AttributeName);

  const { timeToLive: _former, ...rest } = table;
  const updated: Table = Enabled ? { ...rest, timeToLive: AttributeName } : rest;
  store.commit([{ tree: TABLES, key: TableName, value: updated }]);
  if (Enabled) expiry.watch(updated);
  else expiry.forget(TableName);
  return { TimeToLiveSpecification: { Enabled, AttributeName } };
};

function refuseRepetition({ timeToLive }: Table, enabled: boolean, attribute: string): void {
  if (enabled && timeToLive) throw invalid('TimeToLive is already enabled');
  if (!enabled && !timeToLive) throw invalid('TimeToLive is already disabled');
  if (timeToLive && timeToLive !== attribute)
    throw invalid(
      `TimeToLive is active on a different AttributeName: current AttributeName is ${timeToLive}`,
    );
}

const invalid = (message: string) => new AwsError('ValidationException', message);
