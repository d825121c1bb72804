import { expect, test } from 'vitest';
import { Contact } from '../../../model/notifications/Contact.ts';
import {
  contactKey,
  inboxPartition,
  notificationKey,
  notificationPrefix,
} from '../../../model/notifications/keys.ts';
import { Notification } from '../../../model/notifications/Notification.ts';
import { entityMetadata } from '../../../model/table.ts';

const table = 'T';
const instant = '2030-01-01T00:00:00.000Z';

test('resolvers and Lambdas spell the key of an entry the same way, in the table and in the index by time', () => {
  const entry = {
    kind: 'ORDER_READY' as const,
    ...{ userId: 'user-1', id: 'entry-1', title: 'Ready', body: 'Ready.' },
    ...{ createdOn: instant, eventName: 'NOTIFICATION_CREATED_EVENT', eventData: {}, applied: true, ttl: 1 },
  };
  const gsi1sk = `${notificationPrefix}${instant}#entry-1`;
  expect({
    ...entry,
    ...notificationKey('user-1', 'entry-1'),
    ...{ gsi1pk: inboxPartition('user-1'), gsi1sk },
    ...entityMetadata('Notification'),
  }).toEqual(Notification.create(entry).params({ table }).Item);
});

test('and that of preferences', () => {
  const row = { userId: 'user-1', channels: ['EMAIL'], language: 'DE', updatedOn: instant } as const;
  expect({ ...row, ...contactKey('user-1'), ...entityMetadata('Contact') }).toEqual(
    Contact.create({ ...row, channels: [...row.channels] }).params({ table }).Item,
  );
});
