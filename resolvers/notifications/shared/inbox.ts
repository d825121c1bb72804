import type { NotificationKind } from '../../../model/notifications/kinds.ts';

/** An entry of an inbox, as its row has it. */
export interface NotificationRow {
  readonly userId: string;
  readonly id: string;
  readonly kind: NotificationKind;
  readonly title: string;
  readonly body: string;
  readonly bookingId?: string;
  readonly orderId?: string;
  readonly sku?: string;
  readonly createdOn: string;
  readonly readOn?: string;
}

/** An entry as the API answers it. */
export const notificationResult = (row: NotificationRow) => ({
  id: row.id,
  userId: row.userId,
  kind: row.kind,
  title: row.title,
  body: row.body,
  bookingId: row.bookingId ?? null,
  orderId: row.orderId ?? null,
  sku: row.sku ?? null,
  createdOn: row.createdOn,
  readOn: row.readOn ?? null,
});
