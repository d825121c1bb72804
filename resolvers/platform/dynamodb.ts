import {
  util,
  type Context,
  type DynamoDBBatchGetItemRequest,
  type DynamoDBDeleteItemRequest,
  type DynamoDBPutItemRequest,
  type DynamoDBQueryRequest,
  type DynamoDBTransactWriteItemsRequest,
  type DynamoDBUpdateItemRequest,
} from '@aws-appsync/utils';
import type { Pagination } from '../../model/schema.ts';
import type { indexes } from '../../model/table.ts';
import { checkNumber } from './arguments.ts';
import { tableNameOf } from './context.ts';
import { throwDataSourceError, throwError, type CancellationReason } from './errors.ts';

/*
 * Requests to the table, named as DynamoDB's operations. Keys come from `model/<domain>/keys.ts`.
 *
 * Of `@aws-appsync/utils/dynamodb`, fields use `get`: it makes the request that is written here otherwise. Its `put`,
 * `update`, `remove`, `query` and `transactWrite` write expressions of their own from objects. They can neither say
 * `size(nights)`, nor share one set of values between an update and its condition, nor leave a transaction's failed
 * row out; and what they write is known only to AppSync, while tests hold the expressions below to DynamoDB.
 */

export type Key = { readonly pk: string; readonly sk: string };

type Values = Record<string, unknown>;

/** An expression and the values it names: `expressionOf('heldUntil > :now', { ':now': now })`. */
export const expressionOf = (expression: string, values: Values) => ({
  expression,
  expressionValues: util.dynamodb.toMapValues(values),
});

/** An update that sets each attribute to its value. */
export const setAttributes = (values: Values) => {
  const names = Object.keys(values);
  return {
    expression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
    expressionNames: names.reduce((all, name) => ({ ...all, [`#${name}`]: name }), {}),
    expressionValues: util.dynamodb.toMapValues(
      names.reduce((all, name) => ({ ...all, [`:${name}`]: values[name] }), {}),
    ),
  };
};

/** What must hold for a write to happen. */
export interface Condition {
  readonly expression: string;
  readonly expressionNames?: Record<string, string>;
  readonly expressionValues?: Values;
  /** Of a transaction's item: whether its reason has the row that failed. */
  readonly returnValuesOnConditionCheckFailure?: boolean;
}

export const rowExists: Condition = { expression: 'attribute_exists(pk)' };
/** Holds always: of a write that does not mind what is there. */
export const anyRow: Condition = { expression: 'attribute_exists(pk) OR attribute_not_exists(pk)' };
export const rowIsNew: Condition = { expression: 'attribute_not_exists(pk)' };

/** The condition, which answers the row that failed it: a transaction's reasons are otherwise without. */
export const withFailedItem = (condition: Condition): Condition => ({
  ...condition,
  returnValuesOnConditionCheckFailure: true,
});

export const putItem = (key: Key, row: Values, condition: Condition) =>
  ({
    operation: 'PutItem',
    key: util.dynamodb.toMapValues(key),
    attributeValues: util.dynamodb.toMapValues(row),
    condition,
  }) satisfies DynamoDBPutItemRequest;

export const updateItem = (key: Key, update: DynamoDBUpdateItemRequest['update'], condition: Condition) =>
  ({
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues(key),
    update,
    condition,
  }) satisfies DynamoDBUpdateItemRequest;

export const deleteItem = (key: Key, condition: Condition) =>
  ({
    operation: 'DeleteItem',
    key: util.dynamodb.toMapValues(key),
    condition,
  }) satisfies DynamoDBDeleteItemRequest;

/** An item of a transaction that writes nothing. */
export const conditionCheck = (key: Key, condition: Condition) =>
  ({ operation: 'ConditionCheck', key: util.dynamodb.toMapValues(key), condition }) as const;

/** One of the writes that happen together or not at all. */
export type Write =
  | ReturnType<typeof putItem>
  | ReturnType<typeof updateItem>
  | ReturnType<typeof deleteItem>
  | ReturnType<typeof conditionCheck>;

export const transactWriteItems = (
  ctx: Pick<Context, 'env'>,
  writes: Write[],
): DynamoDBTransactWriteItemsRequest => ({
  operation: 'TransactWriteItems',
  transactItems: writes.map((write) => ({
    ...write,
    table: tableNameOf(ctx),
    condition: { returnValuesOnConditionCheckFailure: false, ...write.condition },
  })),
});

/** What AppSync answers to a transaction: where it was canceled, a reason for each item in order. */
export interface TransactionResult<Row = unknown> {
  readonly cancellationReasons?: CancellationReason<Row>[];
}

/** `ctx`, once the data source has answered. */
interface Answered<Result> extends Pick<Context, 'error'> {
  readonly result: Result;
}

export const cancellationReasonsOf = <Row>(ctx: Answered<TransactionResult<Row> | null | undefined>) =>
  ctx.result?.cancellationReasons ?? [];

/** Reads rows in one batch, which may answer in any order. */
export const batchGetItems = (
  ctx: Pick<Context, 'env'>,
  keys: Key[],
  options: { consistentRead?: boolean } = {},
): DynamoDBBatchGetItemRequest => ({
  operation: 'BatchGetItem',
  tables: {
    [tableNameOf(ctx)]: { keys: keys.map((key) => util.dynamodb.toMapValues(key)), ...options },
  },
});

/** What AppSync answers to a batch: by table the rows, null for one that is not there. */
export interface BatchResult<Rows> {
  readonly data: Record<string, Rows>;
  readonly unprocessedKeys?: Record<string, unknown[]>;
}

/** Returns the rows of a batch, all of them. Throws where DynamoDB left one out, which may be there. */
export function batchRows<Rows>(ctx: Answered<BatchResult<Rows>> & Pick<Context, 'env'>): Rows {
  if (ctx.error) throwDataSourceError(ctx.error);
  const table = tableNameOf(ctx);
  if ((ctx.result.unprocessedKeys?.[table] ?? []).length > 0)
    throwError('TryAgain', 'The table is busy; try again');
  // A batch answers each table it was asked of.
  return ctx.result.data[table] as Rows;
}

/** Queries a partition of the table, as it is at this moment. */
export const queryPartition = (pk: string): DynamoDBQueryRequest => ({
  operation: 'Query',
  query: { expression: 'pk = :pk', expressionValues: util.dynamodb.toMapValues({ ':pk': pk }) },
  consistentRead: true,
});

/** Queries a partition of an index, of which the sort keys begin with `prefix`. */
export const queryIndex = (
  index: keyof typeof indexes,
  partition: string,
  prefix: string,
): DynamoDBQueryRequest => ({
  operation: 'Query',
  index,
  query: {
    expression: `${index}pk = :partition AND begins_with(${index}sk, :prefix)`,
    expressionValues: util.dynamodb.toMapValues({ ':partition': partition, ':prefix': prefix }),
  },
});

/** Items of a page, where nobody asks for a number of them, and at most. */
interface PageSize {
  readonly usual: number;
  readonly most: number;
}

const PAGE: PageSize = { usual: 20, most: 100 };

/** Of a token, chosen: ours name four keys of at most 150 characters, encrypted and spelled in base64 twice. */
const LONGEST_TOKEN = 4096;

/**
 * Returns a field's `pagination` as a Query takes it. A token says only where a list goes on. Who may read the list
 * is checked again for each page, so a token need not name its user.
 */
export function pageOf(pagination: Pagination | null | undefined, size: PageSize = PAGE) {
  const { usual, most } = size;
  const limit = checkNumber(pagination?.limit ?? usual, 'pagination.limit', 1, most);
  const nextToken = pagination?.nextToken;
  if (nextToken === null || nextToken === undefined) return { limit };
  checkToken(nextToken);
  return { limit, nextToken };
}

/** Throws on what no list's token is. DynamoDB's data source takes an empty text for no token, and begins again. */
export function checkToken(nextToken: string): void {
  if (nextToken === '' || nextToken.length > LONGEST_TOKEN) throwForeignToken();
}

/** What AppSync says of a token that it did not issue, and DynamoDB of one of another list. */
const FOREIGN_TOKEN = ['pagination token', 'starting key', 'cannot be restarted'];

export function throwForeignToken(): never {
  throwError('InvalidArgument', 'pagination.nextToken is not of this list', {
    argument: 'pagination.nextToken',
  });
}

const isForeignToken = (message: string) =>
  FOREIGN_TOKEN.some((words) => message.toLowerCase().indexOf(words) >= 0);

/** What AppSync answers to a Query. */
export interface Page<Row> {
  readonly items: Row[];
  readonly nextToken?: string | null;
}

/** Returns the page a Query answered. */
export function pageResult<Row>(ctx: Answered<Page<Row>>): Page<Row> {
  if (ctx.error && isForeignToken(ctx.error.message)) throwForeignToken();
  if (ctx.error) throwDataSourceError(ctx.error);
  return { items: ctx.result.items, nextToken: ctx.result.nextToken };
}
