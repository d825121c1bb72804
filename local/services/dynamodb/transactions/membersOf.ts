import { AwsError } from '../../../platform/AwsError.ts';
import { refuseInvalid } from '../refusals/refuseInvalid.ts';

const MOST_ITEMS = 100;

/** The members of `TransactItems`, after the checks every transaction starts with. */
export function membersOf(input: any): Record<string, any>[] {
  const items = input?.TransactItems;
  if (items === undefined || items === null)
    throw refuseInvalid('null', 'transactItems', 'Member must not be null');
  if (!Array.isArray(items)) throw new AwsError('SerializationException', 'Unexpected field type');
  if (items.length === 0)
    throw refuseInvalid("'[]'", 'transactItems', 'Member must have length greater than or equal to 1');
  if (items.length > MOST_ITEMS)
    throw refuseInvalid(
      `'[${items.length} members]'`,
      'transactItems',
      `Member must have length less than or equal to ${MOST_ITEMS}`,
    );
  return items;
}
