import { SECONDS_OF_DAY } from '../calendar.ts';
import type { DataOf } from '../eventFields.ts';
import type { userEventData } from './eventSchemas.ts';

/** What happens to an account. The data names the person and what was changed, and nothing that the account says of them. */
export const userEventNames = [
  'USER_REGISTERED_EVENT',
  'USER_CHANGED_EVENT',
  'USER_ENABLED_EVENT',
  'USER_DISABLED_EVENT',
  'USER_DELETED_EVENT',
] as const;
export type UserEventName = (typeof userEventNames)[number];

export type UserEventData = DataOf<typeof userEventData>;

/** The row of an event, written in the same transaction as what it tells of. An account may have any number of each. */
export const userEventOf = (
  eventName: UserEventName,
  eventData: UserEventData,
  eventId: string,
  nowSeconds: number,
  eventTtlDays: number,
) => ({
  userId: eventData.userId,
  eventId,
  eventName,
  eventData,
  applied: true,
  ttl: nowSeconds + eventTtlDays * SECONDS_OF_DAY,
});
