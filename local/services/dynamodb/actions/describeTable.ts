import { validate } from '../dynalite/validate.ts';
import type { Operation } from '../Engine.ts';
import { describe } from '../tables/describe.ts';
import { managedTable } from '../tables/tableNamed.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTable.html */
export const describeTable: Operation = ({ store }, input) => {
  const { TableName } = validate('describeTable', input);
  return { Table: describe(store, managedTable(store, TableName)) };
};
