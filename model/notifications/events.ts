import type { NotificationKind } from './kinds.ts';

/** An entry of an inbox was written, which announces itself. */
export const NOTIFICATION_CREATED_EVENT = 'NOTIFICATION_CREATED_EVENT';

/** The data of `NOTIFICATION_CREATED_EVENT`: what the entry says is read from it. */
export interface NotificationEventData {
  readonly notificationId: string;
  readonly userId: string;
  readonly kind: NotificationKind;
  /** Whether the person wants to hear of it by e-mail or text, too: rules filter by it. */
  readonly outside: 'WANTED' | 'UNWANTED';
  /** ISO 8601. */
  readonly updatedOn: string;
}
