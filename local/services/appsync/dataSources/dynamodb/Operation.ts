import { z } from 'zod';
import { AwsError } from '../../../../platform/AwsError.ts';
import { type Randomness, UPPER } from '../../../../platform/Randomness.ts';
import type { DataSourceAnswer } from '../DataSourceCall.ts';
import { toAttributeMap } from './attributeValues.ts';
import type { PaginationTokens } from './createPagination.ts';

/** One operation of the DynamoDB data source: from a handler's request to `ctx.result`. */
export type Operation = (
  request: Readonly<Record<string, unknown>>,
  table: Table,
) => Promise<DataSourceAnswer>;

export interface Table {
  readonly tableName: string;
  /** Calls DynamoDB's own API, by action name, as the data source's role. */
  send(action: string, input: object): Promise<any>;
  readonly tokens: PaginationTokens;
  readonly random: Randomness;
}

/** DynamoDB's refusal as `ctx.error`, in the words of the AWS SDK for Java. Anything else is thrown on. */
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

/** `work`'s answer, or DynamoDB's refusal with `result` beside it. */
export async function answerOrError(
  random: Randomness,
  work: () => Promise<unknown>,
  onFailure: (error: unknown) => unknown = () => null,
): Promise<DataSourceAnswer> {
  try {
    return { result: await work() };
  } catch (error) {
    return errorAnswer(error, random, onFailure(error));
  }
}

/** A map of typed values. */
export const typedMap = z.record(z.string(), z.record(z.string(), z.any()));

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

interface Part {
  readonly expressionNames?: Readonly<Record<string, string>> | null | undefined;
  readonly expressionValues?: Readonly<Record<string, any>> | null | undefined;
}

/** Names and values of several expressions in one request; left out where there are none, as DynamoDB demands. */
export function expressionAttributes(...parts: readonly (Part | null | undefined)[]) {
  const names = Object.assign({}, ...parts.map((part) => part?.expressionNames ?? {}));
  const values = toAttributeMap(Object.assign({}, ...parts.map((part) => part?.expressionValues ?? {})));
  return {
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
  };
}
