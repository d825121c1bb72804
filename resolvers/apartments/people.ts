import { util, type DynamoDBTransactWriteItemsRequest } from '@aws-appsync/utils';
import { userKey } from '../../model/accounts/keys.ts';
import { failedCondition } from '../failedCondition.ts';
import { refuse } from '../refuse.ts';

/** A person, where an argument names one. */
export interface Named {
  readonly argument: string;
  readonly userId: string | null | undefined;
}

/** Each person once, as a transaction has each item once. */
const each = (people: Named[]) =>
  people.filter(
    ({ userId }, index) => userId && people.findIndex((person) => person.userId === userId) === index,
  );

/** Items of a transaction that hold while each of the people has an account. */
export const peopleExist = (
  table: string,
  people: Named[],
): DynamoDBTransactWriteItemsRequest['transactItems'] =>
  each(people).map(({ userId }) => ({
    table,
    operation: 'ConditionCheck',
    key: util.dynamodb.toMapValues(userKey(userId ?? '')),
    condition: { expression: 'attribute_exists(pk)', returnValuesOnConditionCheckFailure: false },
  }));

/** Refuses whom such an item did not find; `reasons` are those of the items. */
export function refuseMissing(people: Named[], reasons: { type: string }[]): void {
  const missing = each(people).find((_, index) => failedCondition(reasons[index]));
  if (missing)
    refuse('NotFound', 'There is no account of this person', { [missing.argument]: missing.userId });
}
