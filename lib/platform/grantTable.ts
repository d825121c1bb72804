import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Listing, listings, type Partition, partitions } from './partitions.ts';

/** The table's secondary indexes; the keys of each are `<name>pk` and `<name>sk`. */
export const tableIndexes = ['gsi1', 'gsi2'] as const;

/**
 * What somebody may do to the table's rows, by their partitions. Writes in transactions need the same rights as
 * writes alone, and a transaction's check has one of its own.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
export interface TableGrants {
  readonly gets?: readonly Partition[];
  readonly batchGets?: readonly Partition[];
  /** A partition itself, or what an index lists. */
  readonly queries?: readonly (Partition | Listing)[];
  readonly puts?: readonly Partition[];
  readonly updates?: readonly Partition[];
  readonly deletes?: readonly Partition[];
  /** Conditions of transactions on rows that they do not write. */
  readonly checks?: readonly Partition[];
}

const actionOf: Readonly<Record<keyof TableGrants, string>> = {
  gets: 'dynamodb:GetItem',
  batchGets: 'dynamodb:BatchGetItem',
  queries: 'dynamodb:Query',
  puts: 'dynamodb:PutItem',
  updates: 'dynamodb:UpdateItem',
  deletes: 'dynamodb:DeleteItem',
  checks: 'dynamodb:ConditionCheckItem',
};

/**
 * Lets a role do to the table's rows what is granted and nothing else. Each action stands in one statement, with all
 * partitions it is granted on: whether DynamoDB asks of a batch's keys one by one or together makes no difference then.
 */
export const grantTable = (grantee: IGrantable, table: ITable, grants: TableGrants) => {
  for (const { actions, resource, keys } of statementsOf(grants))
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: [...actions],
        resources: [`${table.tableArn}${resource}`],
        conditions: onlyKeys(keys),
      }),
    );
};

/**
 * The partition keys of a request are among these, and there is one: `ForAllValues` alone is also true of a request
 * that names none. Of an index these are the index's own partition keys.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 * Reported of indexes: https://matt.martz.codes/lock-down-dynamodb-with-iam-policy-conditions
 */
const onlyKeys = (keys: readonly string[]) => ({
  'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys },
  Null: { 'dynamodb:LeadingKeys': 'false' },
});

interface TableStatement {
  readonly actions: readonly string[];
  /** After the table's ARN: `/index/gsi1`. */
  readonly resource: string;
  readonly keys: readonly string[];
}

/** One statement for the actions that are granted on the same partitions. */
const statementsOf = (grants: TableGrants): TableStatement[] => {
  const byKeys = Map.groupBy(actionsOf(grants), ({ resource, keys }) => [resource, ...keys].join(' '));
  return [...byKeys.values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ ...first, actions: same.map(({ action }) => action) }] : [];
  });
};

/** Each action with all the keys it is granted on, of the table and of each index. */
const actionsOf = (grants: TableGrants) =>
  // The keys of `actionOf` are those of `TableGrants`.
  (Object.keys(actionOf) as (keyof TableGrants)[]).flatMap((verb) => {
    const places = (grants[verb] ?? []).map(placeOf);
    return [...Map.groupBy(places, ({ resource }) => resource)].map(([resource, same]) => ({
      action: actionOf[verb],
      resource,
      keys: [...new Set(same.map(({ keys }) => keys))].sort(),
    }));
  });

const placeOf = (name: Partition | Listing) =>
  isListing(name)
    ? { resource: `/index/${listings[name].index}`, keys: listings[name].keys }
    : { resource: '', keys: partitions[name] };

const isListing = (name: Partition | Listing): name is Listing => Object.hasOwn(listings, name);
