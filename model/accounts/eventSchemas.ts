import * as z from 'zod';
import { codeField, idField, instantField, type EventEntry } from '../eventFields.ts';

/** The data of every event of an account. It names the person and what was changed, and nothing that the account says of them. */
export const userEventData = z.strictObject({
  userId: idField('Whose account'),
  changed: z
    .array(codeField('The name of a field'))
    .optional()
    .meta({ description: 'The names of the fields that got another value; of USER_CHANGED_EVENT alone' }),
  updatedOn: instantField('When it happened'),
});

export const userEvents = {
  USER_REGISTERED_EVENT: { says: 'A person has an account.', data: userEventData },
  USER_CHANGED_EVENT: { says: 'What an account says of its person was changed.', data: userEventData },
  USER_ENABLED_EVENT: { says: 'An account may be used again.', data: userEventData },
  USER_DISABLED_EVENT: { says: 'An account may make no new requests.', data: userEventData },
  USER_DELETED_EVENT: { says: 'A person has no account any more.', data: userEventData },
} as const satisfies Record<string, EventEntry>;
