/** A condition was not met, as the error of a single write and as the reason of a transaction's. */
const TYPES = [
  'DynamoDB:ConditionalCheckFailedException',
  'ConditionalCheckFailed',
  // So printed in https://docs.aws.amazon.com/appsync/latest/devguide/js-aws-appsync-resolver-reference-dynamodb-transact-write-items.html
  'ConditionCheckFailed',
];

/** Whether an error, or one of a transaction's `cancellationReasons`, is a condition that was not met. */
export const failedCondition = (error: { type: string } | null | undefined) =>
  TYPES.indexOf(error?.type ?? '') >= 0;
