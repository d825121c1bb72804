import type { DataOf } from '../eventFields.ts';
import type { notificationEventData, phoneCodeEventData } from './eventSchemas.ts';

/** An entry of an inbox was written, which announces itself. */
export const NOTIFICATION_CREATED_EVENT = 'NOTIFICATION_CREATED_EVENT';

export type NotificationEventData = DataOf<typeof notificationEventData>;

/** Somebody wants to be texted at a number that is to be verified: a code is sent there. */
export const PHONE_CODE_REQUESTED_EVENT = 'PHONE_CODE_REQUESTED_EVENT';

export type PhoneCodeEventData = DataOf<typeof phoneCodeEventData>;

/** All events of notifications, which are announced of their own rows alone. */
export const notificationEventNames = [NOTIFICATION_CREATED_EVENT, PHONE_CODE_REQUESTED_EVENT] as const;

/** How long a code can be used. */
export const CODE_MINUTES = 10;

/** Wrong codes after which another has to be asked for. */
export const MAX_CODE_TRIES = 5;
