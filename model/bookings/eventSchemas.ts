import * as z from 'zod';
import {
  dateField,
  idField,
  instantField,
  labelField,
  reasonField,
  withStatus,
  wordField,
  type EventEntry,
} from '../eventFields.ts';
import { bookingStatuses, type BookingState } from './states.ts';

const statusChange = {
  bookingId: idField('Which booking'),
  userId: idField('Who booked'),
  status: wordField(bookingStatuses, 'Its status from then on'),
  reason: reasonField('Why'),
  updatedOn: instantField('When the booking reached the status'),
};

/** The data of an apartment booking's event. */
export const stayEventData = z.strictObject({
  ...statusChange,
  apartmentId: idField('Which apartment'),
  startDate: dateField('The first night'),
  endDate: dateField('The first morning that is not part of the stay'),
});

/** The data of a service booking's event. Rules read `apartmentId` of every event, so this one has it too, empty. */
export const appointmentEventData = z.strictObject({
  ...statusChange,
  apartmentId: z.literal('').meta({ description: 'Empty: it is no stay' }),
  serviceId: idField('Which service'),
  serviceName: labelField('What the service is called'),
  dateTime: instantField('When the appointment is'),
});

/** Of a booking of either kind that reached a status. */
const reached = (status: BookingState) =>
  z.union([withStatus(stayEventData, status), withStatus(appointmentEventData, status)]);

export const bookingEvents = {
  BOOKING_PENDING_EVENT: { says: 'A booking is stored, and waits for staff.', data: reached('PENDING') },
  BOOKING_APPROVED_EVENT: { says: 'Staff confirmed a booking.', data: reached('APPROVED') },
  BOOKING_PAID_EVENT: { says: 'A booking was paid for.', data: reached('PAID') },
  BOOKING_COMPLETED_EVENT: { says: 'A booking is over.', data: reached('COMPLETED') },
  BOOKING_REJECTED_EVENT: {
    says: 'Another booking of the same nights was confirmed, or of a slot none was left.',
    data: reached('REJECTED'),
  },
  BOOKING_CANCELLED_EVENT: { says: 'A booking was cancelled.', data: reached('CANCELLED') },
  BOOKING_EXPIRED_EVENT: { says: 'Nobody confirmed a booking in time.', data: reached('EXPIRED') },
  BOOKING_ABOUT_TO_EXPIRE_EVENT: {
    says: 'A booking still waits for staff, and not for long any more.',
    data: reached('PENDING'),
  },
  BOOKING_STARTS_SOON_EVENT: {
    says: 'A stay begins on the next day, or an appointment within one.',
    data: z.union([stayEventData, appointmentEventData]),
  },
} as const satisfies Record<string, EventEntry>;

/** Events of an earlier version name no payment. */
const payment = { paymentId: idField('Which payment').optional() };

/** Of a booking's payment, which leaves the booking's status as it is. */
export const bookingPaymentData = z.union([
  stayEventData.extend(payment),
  appointmentEventData.extend(payment),
]);
