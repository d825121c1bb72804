import { validate } from '../dynalite/validate.ts';
import type { Operation } from '../Engine.ts';
import { TABLES } from '../storage/Store.ts';
import type { Table } from '../tables/Table.ts';

const MOST_NAMES = 100;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html */
export const listTables: Operation = ({ store }, input) => {
  const { ExclusiveStartTableName, Limit = MOST_NAMES } = validate('listTables', input);
  const tables: Table[] = [
    ...store.range(TABLES, ExclusiveStartTableName ? { gt: ExclusiveStartTableName } : {}),
  ];
  const names = tables.map(({ description }) => description.TableName);
  const page = names.slice(0, Limit);
  return { TableNames: page, ...(names.length > page.length && { LastEvaluatedTableName: page.at(-1) }) };
};
