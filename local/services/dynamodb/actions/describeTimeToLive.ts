import { validate } from '../dynalite/validate.ts';
import type { Operation } from '../Engine.ts';
import { managedTable } from '../tables/tableNamed.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html */
export const describeTimeToLive: Operation = ({ store }, input) => {
  const { timeToLive } = managedTable(store, validate('describeTable', input).TableName);
  return {
    TimeToLiveDescription: timeToLive
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive }
      : { TimeToLiveStatus: 'DISABLED' },
  };
};
