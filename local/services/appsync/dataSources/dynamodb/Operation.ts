import { z } from 'zod';
import { AwsError } from '../../../../platform/AwsError.ts';
import { isMap, mapOf } from '../../../../platform/checkInput.ts';
import { type Randomness, UPPER } from '../../../../platform/Randomness.ts';
import type { AttributeMap } from '../../../dynamodb/DynamoDb.ts';
import type { DataSourceAnswer } from '../DataSourceCall.ts';
import { toAttributeMap, type TypedMap, type TypedValue } from './attributeValues.ts';
import type { PaginationTokens } from './createPagination.ts';

/** One operation of the DynamoDB data source: takes a handler's request and returns `ctx.result`. */
export type Operation = (
  request: Readonly<Record<string, unknown>>,
  table: Table,
) => Promise<DataSourceAnswer>;

export interface Table {
  readonly tableName: string;
  /** Calls an action of DynamoDB's API as the data source's role. */
  send<Action extends keyof Outputs>(action: Action, input: object): Promise<Outputs[Action]>;
  readonly tokens: PaginationTokens;
  readonly random: Randomness;
}

/** What operations read of DynamoDB's answers: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html */
export interface Outputs {
  readonly GetItem: { readonly Item?: AttributeMap };
  readonly PutItem: object;
  /** With `ReturnValues: 'ALL_NEW'`. */
  readonly UpdateItem: { readonly Attributes: AttributeMap };
  readonly DeleteItem: { readonly Attributes?: AttributeMap };
  readonly Query: Page;
  readonly Scan: Page;
  readonly BatchGetItem: {
    readonly Responses?: ByTable<readonly AttributeMap[]>;
    readonly UnprocessedKeys?: ByTable<{ readonly Keys?: readonly AttributeMap[] }>;
  };
  readonly BatchWriteItem: { readonly UnprocessedItems?: ByTable<readonly WriteRequest[]> };
  readonly TransactGetItems: { readonly Responses: readonly { readonly Item?: AttributeMap }[] };
  readonly TransactWriteItems: object;
}

type ByTable<Value> = Readonly<Record<string, Value>>;

interface Page {
  readonly Items: readonly AttributeMap[];
  readonly LastEvaluatedKey?: AttributeMap;
  readonly ScannedCount: number;
}

export interface WriteRequest {
  readonly PutRequest?: { readonly Item: AttributeMap };
  readonly DeleteRequest?: { readonly Key: AttributeMap };
}

/** DynamoDB's refusal as `ctx.error`, in the words of the AWS SDK for Java. Throws any other error. */
export function errorAnswer(error: unknown, random: Randomness, result: unknown = null): DataSourceAnswer {
  if (!(error instanceof AwsError)) throw error;
  const { code, message, status } = error;
  const requestId = random.text(52, UPPER);
  return {
    result,
    error: {
      message: `${message} (Service: DynamoDb, Status Code: ${status}, Request ID: ${requestId})`,
      type: `DynamoDB:${code}`,
    },
  };
}

/** The result of `work`, or DynamoDB's refusal and the result that goes with it. */
export async function answerOrError(
  random: Randomness,
  work: () => Promise<unknown>,
  resultOnError: (error: unknown) => unknown = () => null,
): Promise<DataSourceAnswer> {
  try {
    return { result: await work() };
  } catch (error) {
    return errorAnswer(error, random, resultOnError(error));
  }
}

const eachTyped = mapOf(z.record(z.string(), z.unknown()));

/** A map of typed values. Each request has several, and nearly all are right: only what is not is looked at value by value. */
export const typedMap = z.custom<TypedMap>().check((context) => {
  if (isTypedMap(context.value)) return;
  // An issue inside another path is still an issue, which the compiler doubts.
  context.issues.push(...((eachTyped.safeParse(context.value).error?.issues ?? []) as z.core.$ZodRawIssue[]));
});

function isTypedMap(value: unknown): boolean {
  return isMap(value) && Object.values(value).every(isMap);
}

const names = z.record(z.string(), z.string()).nullish();

export const expression = z.strictObject({
  expression: z.string(),
  expressionNames: names,
  expressionValues: typedMap.nullish(),
});

export const projection = z.strictObject({ expression: z.string(), expressionNames: names }).nullish();

/** https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html#js-aws-appsync-resolver-reference-dynamodb-condition-expressions */
export const condition = z
  .strictObject({
    expression: z.string(),
    expressionNames: names,
    expressionValues: typedMap.nullish(),
    equalsIgnore: z.array(z.string()).nullish(),
    consistentRead: z.boolean().nullish(),
    conditionalCheckFailedHandler: z.strictObject({ strategy: z.literal('Reject') }).nullish(),
  })
  .nullish();

export type Condition = z.output<typeof condition>;
export type Expression = z.output<typeof expression>;

interface ExpressionPart {
  readonly expressionNames?: Readonly<Record<string, string>> | null | undefined;
  readonly expressionValues?: TypedMap | null | undefined;
}

/** Names and values of several expressions in one request. DynamoDB refuses an empty list of either. */
export function expressionAttributes(...parts: readonly (ExpressionPart | null | undefined)[]) {
  const names: Record<string, string> = {};
  const values: Record<string, TypedValue> = {};
  for (const part of parts) {
    Object.assign(names, part?.expressionNames);
    Object.assign(values, part?.expressionValues);
  }
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: toAttributeMap(values) }),
  };
}
