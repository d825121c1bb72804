import { callAction } from '../../../../platform/Call.ts';
import type { World } from '../../../../platform/World.ts';
import type { DynamoDb } from '../../../dynamodb/DynamoDb.ts';
import { type CallAs, type CallDataSource, invalidRequest, requireRequest } from '../DataSourceCall.ts';
import type { Operation, Outputs } from './Operation.ts';
import { batchDeleteItem, batchGetItem, batchPutItem } from './batchOperations.ts';
import { createPagination } from './createPagination.ts';
import { deleteItem, getItem, putItem, updateItem } from './itemOperations.ts';
import { query, scan } from './listOperations.ts';
import { transactGetItems, transactWriteItems } from './transactOperations.ts';

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html */
export function createDynamoDbSource(
  world: World,
  dynamodb: DynamoDb,
  callAs: CallAs,
): CallDataSource<'AMAZON_DYNAMODB'> {
  const pagination = createPagination(world);
  return async (caller) => {
    const { source, request: raw, run, resolverId } = caller;
    const request = requireRequest(raw);
    const { operation } = request;
    if (operation === undefined) throw invalidRequest("Value for field '$[operation]' not found.");
    const perform = typeof operation === 'string' ? operationsByName[operation] : undefined;
    if (!perform) throw invalidRequest("Value for field '$[operation]' not valid.");
    const call = await callAs(source.roleArn, caller);
    return run.deadline.race(
      perform(request, {
        tableName: source.tableName,
        send: <Action extends keyof Outputs>(action: Action, input: object) =>
          callAction<Outputs[Action]>(dynamodb.actions, action, input, call),
        tokens: pagination.tokensFor(resolverId),
        random: world.random,
      }),
    );
  };
}

const operationsByName: Readonly<Record<string, Operation>> = {
  BatchDeleteItem: batchDeleteItem,
  BatchGetItem: batchGetItem,
  BatchPutItem: batchPutItem,
  DeleteItem: deleteItem,
  GetItem: getItem,
  PutItem: putItem,
  Query: query,
  Scan: scan,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
  UpdateItem: updateItem,
};
