import * as z from 'zod';
import { idField, instantField, wordField, type EventEntry } from '../eventFields.ts';
import { notificationKinds } from './kinds.ts';

/** The data of `NOTIFICATION_CREATED_EVENT`: what the entry says is read from it. */
export const notificationEventData = z.strictObject({
  notificationId: idField('Which entry'),
  userId: idField('Whose inbox'),
  kind: wordField(notificationKinds, 'What the person is told'),
  outside: z.enum(['WANTED', 'UNWANTED']).meta({
    description: 'Whether the person wants to hear of it by e-mail or text, too: rules filter by it',
  }),
  updatedOn: instantField('When it was written'),
});

export const notificationEvents = {
  NOTIFICATION_CREATED_EVENT: { says: 'A person’s inbox has another entry.', data: notificationEventData },
} as const satisfies Record<string, EventEntry>;
