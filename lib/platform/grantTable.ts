import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';

/** The table's secondary indexes; the keys of each are `<name>pk` and `<name>sk`. */
export const tableIndexes = ['gsi1', 'gsi2'] as const;

/** A transaction needs the right to each of its actions: ConditionCheckItem is the one of its checks. */
const onItems = [
  'GetItem',
  'BatchGetItem',
  'Query',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'ConditionCheckItem',
];

const named = (actions: readonly string[]) => actions.map((action) => `dynamodb:${action}`);

/**
 * Lets a role work with items, and look them up by the indexes there are. Narrower than the table's
 * own `grantReadWriteData`, which adds scans, the stream and `index/*`.
 */
export const grantTable = (grantee: IGrantable, table: ITable) => {
  Grant.addToPrincipal({ grantee, actions: named(onItems), resourceArns: [table.tableArn] });
  Grant.addToPrincipal({
    grantee,
    actions: named(['Query']),
    resourceArns: tableIndexes.map((index) => `${table.tableArn}/index/${index}`),
  });
};
