import { AwsError } from '../../../../platform/AwsError.ts';
import { plainItem } from './attributeValues.ts';

/** Why DynamoDB cancelled a transaction, one reason for each of its items; null where it gave none. */
export function cancellationReasons(error: unknown) {
  const reasons = error instanceof AwsError ? error.fields.CancellationReasons : undefined;
  if (!Array.isArray(reasons)) return null;
  return reasons.map(({ Code, Message, Item }) => ({
    ...(Item && { item: plainItem(Item) }),
    type: Code ?? 'None',
    message: Message ?? 'None',
  }));
}
