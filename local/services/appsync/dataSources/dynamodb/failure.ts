import { AwsError } from '../../../../platform/AwsError.ts';
import { type Randomness, UPPER } from '../../../../platform/Randomness.ts';
import type { DataSourceAnswer } from '../DataSourceCall.ts';

/** DynamoDB's refusal as `ctx.error`, in the words of the AWS SDK for Java. Anything else is thrown on. */
export function failure(error: unknown, random: Randomness, result: unknown = null): DataSourceAnswer {
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
export async function answering(
  random: Randomness,
  work: () => Promise<unknown>,
  onFailure: (error: unknown) => unknown = () => null,
): Promise<DataSourceAnswer> {
  try {
    return { result: await work() };
  } catch (error) {
    return failure(error, random, onFailure(error));
  }
}
