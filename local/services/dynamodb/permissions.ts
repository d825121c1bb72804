import type { World } from '../../platform/World.ts';
import { arnOf } from '../../platform/arns.ts';
import { AwsError } from '../../platform/AwsError.ts';
import type { AccessRequest, ConditionContext } from '../iam/authorization/Access.ts';
import { accessDeniedException } from '../iam/authorization/accessDenied.ts';
import type { ServicePermissions } from '../iam/authorization/guardActions.ts';
import type { DynamoDb } from './DynamoDb.ts';
import { conjunctsOf, equalTo } from './partiql/keys.ts';
import { parseStatement } from './partiql/parseStatement.ts';
import {
  attributesIn,
  isRecord,
  leadingKeyOf,
  queriedKey,
  recordsIn,
  type RequestRecord,
  textIn,
} from './requestKeys.ts';

/**
 * What each action of DynamoDB needs:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
export function dynamodbPermissions(
  { account }: World,
  { partitionKeyOf }: Pick<DynamoDb, 'partitionKeyOf'>,
): ServicePermissions {
  const tables: Tables = {
    arnOf: (table) => (table.startsWith('arn:') ? table : arnOf(account, 'dynamodb', `table/${table}`)),
    partitionKeyOf: (table, index) => partitionKeyOf(table.slice(table.lastIndexOf('/') + 1), index),
  };
  const actions = Object.fromEntries(
    Object.entries(needsByAction).map(([name, needs]) => [
      name,
      (input: RequestRecord) => needs(input, tables),
    ]),
  );
  return { denied: accessDeniedException(400), actions };
}

/** Tables by their names or ARNs, as requests may name them. */
interface Tables {
  arnOf(table: string): string;
  partitionKeyOf: DynamoDb['partitionKeyOf'];
}

type Needs = (input: RequestRecord, tables: Tables) => readonly AccessRequest[];

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html */
const contextOf = (input: RequestRecord, keys: () => readonly string[]): ConditionContext => ({
  'dynamodb:leadingkeys': keys,
  'dynamodb:attributes': () => attributesIn(input),
  'dynamodb:select': () => textIn(input, 'Select'),
  'dynamodb:returnvalues': () => textIn(input, 'ReturnValues'),
  'dynamodb:returnconsumedcapacity': () => textIn(input, 'ReturnConsumedCapacity'),
});

function onTable(name: string): Needs {
  const action = `dynamodb:${name}`;
  return (input, tables) => {
    const table = textIn(input, 'TableName');
    return table === undefined ? [] : [{ action, resource: tables.arnOf(table) }];
  };
}

function onItem(name: string, member: 'Key' | 'Item'): Needs {
  const action = `dynamodb:${name}`;
  return (input, tables) => {
    const table = textIn(input, 'TableName');
    if (table === undefined) return [];
    const keys = () => leadingKeyOf(input[member], tables.partitionKeyOf(table));
    return [{ action, resource: tables.arnOf(table), context: contextOf(input, keys) }];
  };
}

/**
 * A page is read from the table or from an index, each a resource of its own. Chosen: the leading key of an index is the
 * index's own partition key, which the request names; a scan names none.
 */
function onPage(name: 'Query' | 'Scan'): Needs {
  const action = `dynamodb:${name}`;
  return (input, tables) => {
    const table = textIn(input, 'TableName');
    if (table === undefined) return [];
    const index = textIn(input, 'IndexName');
    const resource = tables.arnOf(table) + (index === undefined ? '' : `/index/${index}`);
    const keys = () => (name === 'Scan' ? [] : queriedKey(input, tables.partitionKeyOf(table, index)));
    return [{ action, resource, context: contextOf(input, keys) }];
  };
}

function onBatch(
  name: string,
  keysIn: (ofTable: unknown, partitionKey: string | undefined) => readonly string[],
): Needs {
  const action = `dynamodb:${name}`;
  return ({ RequestItems }, tables) =>
    isRecord(RequestItems)
      ? Object.entries(RequestItems).map(([table, ofTable]) => ({
          action,
          resource: tables.arnOf(table),
          context: contextOf({}, () => keysIn(ofTable, tables.partitionKeyOf(table))),
        }))
      : [];
}

const needsByKind: Readonly<Record<string, Needs>> = {
  ConditionCheck: onItem('ConditionCheckItem', 'Key'),
  Delete: onItem('DeleteItem', 'Key'),
  Get: onItem('GetItem', 'Key'),
  Put: onItem('PutItem', 'Item'),
  Update: onItem('UpdateItem', 'Key'),
};

/**
 * A transaction needs what each of its items needs as an action of its own:
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
 */
const inTransaction: Needs = ({ TransactItems }, tables) =>
  recordsIn(TransactItems).flatMap((item) =>
    Object.entries(item).flatMap(([kind, request]) => {
      const needs = Object.hasOwn(needsByKind, kind) ? needsByKind[kind] : undefined;
      return needs && isRecord(request) ? needs(request, tables) : [];
    }),
  );

/**
 * A statement has actions of its own. One that cannot be read needs nothing, and is refused by the action.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-iam.html
 */
const onStatement: Needs = (input, tables) => {
  const statement = readStatement(input);
  if (!statement) return [];
  const { kind, table } = statement;
  const index = kind === 'select' ? statement.index : undefined;
  const partitionKey = tables.partitionKeyOf(table, index) ?? '';
  const named = () =>
    kind === 'insert'
      ? statement.item
      : Object.fromEntries(
          conjunctsOf(statement.where).flatMap((condition) => {
            const value = equalTo(condition, partitionKey);
            return value ? [[partitionKey, value]] : [];
          }),
        );
  return [
    {
      action: `dynamodb:PartiQL${kind.charAt(0).toUpperCase()}${kind.slice(1)}`,
      resource: tables.arnOf(table) + (index === undefined ? '' : `/index/${index}`),
      context: { 'dynamodb:leadingkeys': () => leadingKeyOf(named(), partitionKey) },
    },
  ];
};

function readStatement({ Statement, Parameters }: RequestRecord) {
  if (typeof Statement !== 'string') return undefined;
  try {
    // Their types are checked by the action.
    return parseStatement(Statement, recordsIn(Parameters));
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

const onArn =
  (name: string, member: 'ResourceArn' | 'StreamArn') =>
  (input: RequestRecord): readonly AccessRequest[] => {
    const resource = textIn(input, member);
    return resource === undefined ? [] : [{ action: `dynamodb:${name}`, resource }];
  };

const needsByAction: Readonly<Record<string, Needs>> = {
  BatchGetItem: onBatch('BatchGetItem', (ofTable, name) =>
    recordsIn(isRecord(ofTable) ? ofTable['Keys'] : undefined).flatMap((key) => leadingKeyOf(key, name)),
  ),
  BatchWriteItem: onBatch('BatchWriteItem', (ofTable, name) =>
    recordsIn(ofTable).flatMap(({ PutRequest, DeleteRequest }) => [
      ...leadingKeyOf(isRecord(PutRequest) ? PutRequest['Item'] : undefined, name),
      ...leadingKeyOf(isRecord(DeleteRequest) ? DeleteRequest['Key'] : undefined, name),
    ]),
  ),
  CreateTable: onTable('CreateTable'),
  DeleteItem: onItem('DeleteItem', 'Key'),
  DeleteTable: onTable('DeleteTable'),
  DescribeContinuousBackups: onTable('DescribeContinuousBackups'),
  DescribeTable: onTable('DescribeTable'),
  DescribeTimeToLive: onTable('DescribeTimeToLive'),
  ExecuteStatement: onStatement,
  GetItem: onItem('GetItem', 'Key'),
  ListTables: () => [{ action: 'dynamodb:ListTables', resource: '*' }],
  ListTagsOfResource: onArn('ListTagsOfResource', 'ResourceArn'),
  PutItem: onItem('PutItem', 'Item'),
  Query: onPage('Query'),
  Scan: onPage('Scan'),
  TagResource: onArn('TagResource', 'ResourceArn'),
  TransactGetItems: inTransaction,
  TransactWriteItems: inTransaction,
  UntagResource: onArn('UntagResource', 'ResourceArn'),
  UpdateContinuousBackups: onTable('UpdateContinuousBackups'),
  UpdateItem: onItem('UpdateItem', 'Key'),
  UpdateTable: onTable('UpdateTable'),
  UpdateTimeToLive: onTable('UpdateTimeToLive'),
};

/** Of `DynamoDBStreams_20120810.*`. A shard iterator begins with its stream's ARN. */
export const streamPermissions: ServicePermissions = {
  denied: accessDeniedException(400),
  actions: {
    DescribeStream: onArn('DescribeStream', 'StreamArn'),
    GetShardIterator: onArn('GetShardIterator', 'StreamArn'),
    GetRecords: (input: RequestRecord) => {
      const [resource] = textIn(input, 'ShardIterator')?.split('|') ?? [];
      return resource?.startsWith('arn:') ? [{ action: 'dynamodb:GetRecords', resource }] : [];
    },
    ListStreams: () => [{ action: 'dynamodb:ListStreams', resource: '*' }],
  },
};
