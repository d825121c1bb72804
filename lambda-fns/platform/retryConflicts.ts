import { TransactionConflictException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/**
 * Lets a client send a single write again that met a transaction on its row, with the SDK's own bound and random
 * pauses. By itself the SDK does so only for a transaction that is in progress already.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-conflict-handling
 */
export const retryConflicts = (client: DynamoDBClient): DynamoDBClient => {
  client.middlewareStack.add(
    (next) => async (args) => {
      try {
        return await next(args);
      } catch (error) {
        // What the SDK asks of an error: https://smithy.io/2.0/spec/behavior-traits.html#retryable-trait
        if (error instanceof TransactionConflictException) Object.assign(error, { $retryable: {} });
        throw error;
      }
    },
    // Inside of the SDK's own retries, which are of the step before.
    { step: 'deserialize', priority: 'high', name: 'retryConflicts' },
  );
  return client;
};
