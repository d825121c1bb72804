import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  DescribeTableCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { Clients } from '../core/clients.ts';
import { OperatorError } from '../core/OperatorError.ts';
import { isObject, type JsonObject } from './JsonObject.ts';
import type { Read } from './protocol.ts';

/** Requests of one batch whose rest DynamoDB leaves unprocessed; chosen. */
const MOST_REQUESTS = 10;

/**
 * Reads the real tables for a dry run: these four actions, and no action that writes. What goes in and out is DynamoDB's
 * own JSON, in which binaries are base64.
 */
export const createTableReader =
  ({ dynamodb }: Pick<Clients, 'dynamodb'>) =>
  async (action: Read, input: JsonObject): Promise<JsonObject> => {
    // The process of the dry run asks in the shapes that DynamoDB documents, which are those of the commands.
    const request = fromJson(input) as never;
    switch (action) {
      case 'BatchGetItem':
        return toJson(await batchGet(dynamodb, request));
      case 'DescribeTable':
        return toJson(await dynamodb.send(new DescribeTableCommand(request)));
      case 'Query':
        return toJson(await dynamodb.send(new QueryCommand(request)));
      case 'Scan':
        return toJson(await dynamodb.send(new ScanCommand(request)));
    }
  };

const batchGet = async (dynamodb: Clients['dynamodb'], request: BatchGetItemCommandInput) => {
  const found: Record<string, object[]> = {};
  let RequestItems = request.RequestItems;
  for (let requests = 0; RequestItems && Object.keys(RequestItems).length > 0; requests++) {
    if (requests === MOST_REQUESTS)
      throw new OperatorError(
        'DynamoDB throttles what the dry run reads: run it again later, or with fewer letters.',
      );
    const { Responses = {}, UnprocessedKeys } = await dynamodb.send(
      new BatchGetItemCommand({ RequestItems }),
    );
    for (const [table, items] of Object.entries(Responses)) (found[table] ??= []).push(...items);
    RequestItems = UnprocessedKeys;
  }
  return { Responses: found };
};

/** The bytes of `B` and `BS` as texts, at any depth, and dates as seconds. */
const toJson = (value: unknown): JsonObject => {
  const convert = (each: unknown): unknown => {
    if (each instanceof Uint8Array) return Buffer.from(each).toString('base64');
    if (each instanceof Date) return each.getTime() / 1000;
    if (Array.isArray(each)) return each.map(convert);
    return isObject(each) ? toJson(each) : each;
  };
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, each]) => [name, convert(each)]));
};

/** Attribute values with their bytes: `{B: text}` is one where nothing else is beside it. */
const fromJson = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(fromJson);
  if (!isObject(value)) return value;
  const { B, ...others } = value;
  if (typeof B === 'string' && Object.keys(others).length === 0) return { B: Buffer.from(B, 'base64') };
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fromJson(each)]));
};
