import { z } from 'zod';

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
