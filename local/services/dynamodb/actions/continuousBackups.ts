import type { Operation } from '../Engine.ts';
import { parseDynamoDbInput } from '../errors.ts';
import { continuousBackups } from './inputs.ts';
import { validate } from '../dynalite/validate.ts';
import { managedTable, type Table, TABLES } from '../tables/Table.ts';

/**
 * Remembers the setting; there is nothing to recover on one machine.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
 */
export const updateContinuousBackups: Operation = ({ store }, input) => {
  const { PointInTimeRecoverySpecification } = parseDynamoDbInput(continuousBackups, input);
  const { TableName } = validate('describeTable', input);
  const pointInTimeRecovery = PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled;
  const table = { ...managedTable(store, TableName), pointInTimeRecovery };
  store.commit([{ tree: TABLES, key: TableName, value: table }]);
  return backupsOf(table);
};

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html */
export const describeContinuousBackups: Operation = ({ store }, input) =>
  backupsOf(managedTable(store, validate('describeTable', input).TableName));

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ContinuousBackupsDescription.html */
const backupsOf = ({ pointInTimeRecovery }: Table) => ({
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: {
      PointInTimeRecoveryStatus: pointInTimeRecovery ? 'ENABLED' : 'DISABLED',
    },
  },
});
