import type { DataOf } from '../eventFields.ts';
import type { notificationEventData } from './eventSchemas.ts';

/** An entry of an inbox was written, which announces itself. */
export const NOTIFICATION_CREATED_EVENT = 'NOTIFICATION_CREATED_EVENT';

export type NotificationEventData = DataOf<typeof notificationEventData>;
