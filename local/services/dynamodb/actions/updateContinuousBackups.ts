import { validate } from '../dynalite/validate.ts';
import type { Operation } from '../Engine.ts';
import { TABLES } from '../storage/Store.ts';
import { backupsOf } from '../tables/backupsOf.ts';
import { managedTable } from '../tables/tableNamed.ts';

/**
 * Remembers the setting; there is nothing to recover on one machine.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateContinuousBackups.html
 */
export const updateContinuousBackups: Operation = ({ store }, input) => {
  const { TableName } = validate('describeTable', { TableName: input.TableName });
  const pointInTimeRecovery = Boolean(input.PointInTimeRecoverySpecification?.PointInTimeRecoveryEnabled);
  const table = { ...managedTable(store, TableName), pointInTimeRecovery };
  store.commit([{ tree: TABLES, key: TableName, value: table }]);
  return backupsOf(table);
};
