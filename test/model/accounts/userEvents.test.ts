import { expect, test } from 'vitest';
import { userEventOf } from '../../../model/accounts/events.ts';
import { userEventKey } from '../../../model/accounts/keys.ts';
import { UserEvent } from '../../../model/accounts/UserEvent.ts';
import { entityMetadata } from '../../../model/table.ts';

test('resolvers and Lambdas spell an account’s event the same way, which is kept for as long as it is said', () => {
  const eventData = { userId: 'u-1', updatedOn: '2030-01-01T00:00:00.000Z' };
  const event = userEventOf('USER_ENABLED_EVENT', eventData, '01ULID', 1_000_000, 30);
  expect(event.ttl).toBe(1_000_000 + 30 * 86_400);
  expect({
    ...event,
    ...userEventKey('u-1', 'USER_ENABLED_EVENT', '01ULID'),
    ...entityMetadata('UserEvent'),
  }).toEqual(UserEvent.create(event).params({ table: 'T' }).Item);
});
