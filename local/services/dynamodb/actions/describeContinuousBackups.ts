import { validate } from '../dynalite/validate.ts';
import type { Operation } from '../Engine.ts';
import { backupsOf } from '../tables/backupsOf.ts';
import { managedTable } from '../tables/tableNamed.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeContinuousBackups.html */
export const describeContinuousBackups: Operation = ({ store }, input) =>
  backupsOf(managedTable(store, validate('describeTable', input).TableName));
