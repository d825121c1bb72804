import { util } from '@aws-appsync/utils';
import type { ApartmentBooking, ServiceBooking } from '../../model/schema.ts';

/** A booking's payment, as far as claiming it needs to know. */
export interface BookingPayment {
  readonly attempt: number;
  readonly paymentId: string;
  readonly paymentStatus: string;
  /** ISO 8601. */
  readonly heldUntil: string;
}

/** What a payment is claimed for. The row says its own GraphQL type. */
export type BookingRow =
  | (ApartmentBooking & { readonly __edb_e__: 'ApartmentBooking' })
  | (ServiceBooking & { readonly __edb_e__: 'ServiceBooking' });

export const bookingResult = (row: BookingRow) => ({ ...row, __typename: row.__edb_e__ });

const HOLD_SECONDS = 900;

/**
 * Until when a payment claimed now is not claimed anew. By then its message was received, and if none was
 * ever sent, because whoever claimed it stopped there, a repeated request may send it.
 */
export const paymentHold = () =>
  util.time.epochMilliSecondsToISO8601(util.time.nowEpochMilliSeconds() + HOLD_SECONDS * 1000);
