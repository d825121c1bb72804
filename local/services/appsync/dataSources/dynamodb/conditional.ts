import { AwsError } from '../../../../platform/AwsError.ts';
import type { AttributeMap } from '../../../dynamodb/DynamoDb.ts';
import type { DataSourceAnswer } from '../DataSourceCall.ts';
import { plainItemOrNull } from './attributeValues.ts';
import { expressionAttributes } from './expressions.ts';
import { failure } from './failure.ts';
import type { Table } from './Operation.ts';
import type { Condition, Expression } from './shapes.ts';

interface Write {
  readonly key: AttributeMap;
  readonly condition: Condition;
  /** Whether the item as it stands is what the write wanted, so that nothing failed after all. */
  isDone(current: Record<string, unknown> | null): boolean;
  run(): Promise<unknown>;
}

/** The condition of a write, and the names and values it shares with the write's update. */
export const conditionParts = (condition: Condition, update?: Expression) => ({
  ...(condition && { ConditionExpression: condition.expression }),
  ...expressionAttributes(update, condition),
});

/**
 * A write whose condition may fail. AppSync then reads the item and hands it to the resolver:
 * https://docs.aws.amazon.com/appsync/latest/devguide/js-resolver-reference-dynamodb.html#condition-handling
 */
export async function conditionally(
  { tableName, send, random }: Table,
  write: Write,
): Promise<DataSourceAnswer> {
  try {
    return { result: await write.run() };
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException')
      return failure(error, random);
    const current = await send('GetItem', {
      TableName: tableName,
      Key: write.key,
      ConsistentRead: write.condition?.consistentRead ?? true,
    });
    const result = plainItemOrNull(current.Item);
    return write.isDone(result) ? { result } : failure(error, random, result);
  }
}
