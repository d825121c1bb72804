import * as z from 'zod';
import { idField, instantField, wordField, type EventEntry } from '../eventFields.ts';
import { notificationKinds } from './kinds.ts';

const common = {
  userId: idField('Who is told'),
  updatedOn: instantField('When it was written'),
};

/** What the entry says is read from its row. */
export const notificationEventData = z.strictObject({
  ...common,
  notificationId: idField('Which entry of the person’s inbox'),
  kind: wordField(notificationKinds, 'What it tells of'),
  outside: wordField(
    ['WANTED', 'UNWANTED'],
    'Whether the person wants to hear of it outside of the inbox, too',
  ),
});

/** Neither the number nor the code. */
export const phoneCodeEventData = z.strictObject({
  ...common,
  codeId: idField('Which code'),
  outside: wordField(['WANTED'], 'As of entries that are sent: one rule is for both'),
});

export const notificationEvents = {
  NOTIFICATION_CREATED_EVENT: {
    says: 'Somebody was told of something: an entry of an inbox was written.',
    data: notificationEventData,
  },
  PHONE_CODE_REQUESTED_EVENT: {
    says: 'Somebody wants to be texted at a number that is to be verified.',
    data: phoneCodeEventData,
  },
} as const satisfies Record<string, EventEntry>;
