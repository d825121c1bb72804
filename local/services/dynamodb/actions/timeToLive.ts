import type { Operation } from '../Engine.ts';
import { validate } from '../dynalite/validate.ts';
import { parseDynamoDbInput, validationException } from '../errors.ts';
import { timeToLiveUpdate } from './inputs.ts';
import { managedTable, type Table, TABLES } from '../tables/Table.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
export const updateTimeToLive: Operation = ({ store, expiry }, input) => {
  const { TimeToLiveSpecification } = parseDynamoDbInput(timeToLiveUpdate, input);
  const { TableName } = validate('describeTable', input);
  const table = managedTable(store, TableName);
  const { Enabled, AttributeName } = TimeToLiveSpecification;
  if (Enabled === undefined || AttributeName === undefined)
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
