import { usualNightlyCents } from '../../../model/apartments/states.ts';
import type { ApartmentBooking } from '../../../model/bookings/ApartmentBooking.ts';
import { bookingEventDataOf, bookingEventOf, type BookingEventData } from '../../../model/bookings/events.ts';
import type { ServiceBooking } from '../../../model/bookings/ServiceBooking.ts';
import { daysBetween } from '../../../model/calendar.ts';
import type { Order } from '../../../model/orders/Order.ts';
import type { OrderProgress } from '../../../model/orders/OrderProgress.ts';
import {
  BOOKING_PAYMENT_AUTHORIZED_EVENT,
  BOOKING_PAYMENT_REJECTED_EVENT,
  BOOKING_PAYMENT_VOIDED_EVENT,
  paymentRefusedReason,
} from '../../../model/payments/events.ts';
import type { ChargeState } from '../../../model/payments/gateways.ts';
import type { AllocatedOrder } from '../../../model/payments/messages.ts';
import type { Payment } from '../../../model/payments/Payment.ts';
import {
  acceptedOrder,
  appointmentPriceCents,
  nextBookingStep,
  nextOrderStep,
  type PayableOrder,
  type PaymentGoal,
  type PaymentStep,
} from '../../../model/payments/rules.ts';
import { environment } from '../../platform/environment.ts';
import { PermanentError } from '../../platform/errors.ts';
import { announceOrder, checkHasNoSaga, checkReached, moveOrder } from '../../platform/moveOrder.ts';
import type { Instant } from '../../platform/now.ts';
import { rowTraceField } from '../../platform/tracer.ts';
import type { TransactionItem } from '../../platform/transact.ts';
import { entities, type Writes } from './entities.ts';

/**
 * What moves the subject of a payment on condition that it is as it was read, which otherwise is outdated, and
 * the event of it; where a saga asked for it, also the answer, of which there is one.
 */
export type SubjectItems = readonly TransactionItem<'outdated' | 'answered'>[];

/** What is paid for, as it was read: all in which paying for a booking and for an order differ. */
export interface PaymentSubject {
  /** Why a payment of it is refunded now: `The booking is CANCELLED`. */
  readonly refundReason: string;
  /** Why it is refused, whatever the gateway says. @default - it is the gateway that decides */
  readonly denial?: string | undefined;
  /** Whether its amount is taken now, or held to be taken later. */
  readonly goal: PaymentGoal;
  nextStep(charge: ChargeState['outcome']): PaymentStep;
  /** Whole cents, for a payment whose row does not have it yet. */
  price(): Promise<number>;
  itemsOfAcceptance(writes: Writes, now: Instant): SubjectItems;
  itemsOfRejection(writes: Writes, payment: Payment, reason: string, now: Instant): SubjectItems;
  /** @default - nothing but the payment changes */
  itemsOfHold?(writes: Writes, payment: Payment, now: Instant): SubjectItems;
  /** When what was held is let go on request. @default - nothing but the payment changes */
  itemsOfVoid?(writes: Writes, payment: Payment, now: Instant): SubjectItems;
}

type PaidBooking = ApartmentBooking | ServiceBooking;

/** A booking that is to be paid, consistent. An entity finds no row of another kind. */
export const findPaidBooking = async (bookingId: string): Promise<PaidBooking> => {
  const key = { id: bookingId };
  const stay = await entities.ApartmentBooking.get(key).go({ consistent: true });
  if (stay.data) return stay.data;
  const appointment = await entities.ServiceBooking.get(key).go({ consistent: true });
  if (appointment.data) return appointment.data;
  throw new PermanentError('NotFound', `There is no booking ${bookingId}`);
};

/** Paying for a booking: it becomes PAID, or stays APPROVED and can be paid, or paid again. */
export const bookingSubject = (booking: PaidBooking, goal: PaymentGoal = 'take'): PaymentSubject => ({
  refundReason: `The booking is ${booking.status}`,
  goal,
  nextStep: (charge) => nextBookingStep(charge, booking.status, goal),
  price: () => bookingPriceCents(booking),
  itemsOfAcceptance: (writes, now) => [
    patchApproved(writes, booking, { status: 'PAID' }, now),
    announcement(
      writes.BookingEvent.create(bookingEvent(booking, { status: 'PAID', reason: '' }, now)).commit(),
    ),
  ],
  itemsOfRejection: (writes, { paymentId }, reason, now) => {
    const refused = { reason: paymentRefusedReason(reason) };
    return [
      patchApproved(writes, booking, refused, now),
      paymentAnnouncement(writes, booking, paymentId, BOOKING_PAYMENT_REJECTED_EVENT, refused.reason, now),
    ];
  },
  itemsOfHold: (writes, { paymentId }, now) => [
    patchApproved(writes, booking, {}, now),
    paymentAnnouncement(writes, booking, paymentId, BOOKING_PAYMENT_AUTHORIZED_EVENT, '', now),
  ],
  // Whatever became of the booking: the one that was cancelled meanwhile has announced that itself.
  itemsOfVoid: (writes, { paymentId }, now) =>
    booking.status === 'APPROVED'
      ? [
          patchApproved(writes, booking, {}, now),
          paymentAnnouncement(writes, booking, paymentId, BOOKING_PAYMENT_VOIDED_EVENT, '', now),
        ]
      : [],
});

/** The event of a payment that leaves its booking where it is. */
const paymentAnnouncement = (
  writes: Writes,
  booking: PaidBooking,
  paymentId: string,
  eventName: string,
  reason: string,
  now: Instant,
) => {
  const event = bookingEvent(booking, { status: booking.status, reason }, now);
  const eventData = { ...event.eventData, paymentId };
  return announcement(writes.PaymentEvent.create({ ...event, eventName, eventData, paymentId }).commit());
};

const isApartmentBooking = (booking: PaidBooking): booking is ApartmentBooking => 'apartmentId' in booking;

/** What was frozen when it was requested; of bookings from before that, what was usual then. */
const bookingPriceCents = async (booking: PaidBooking): Promise<number> => {
  if (booking.priceCents !== undefined) return booking.priceCents;
  if (!isApartmentBooking(booking)) return appointmentPriceCents;
  const { apartmentId, startDate, endDate } = booking;
  const { data } = await entities.Apartment.get({ id: apartmentId }).go();
  if (!data) throw new PermanentError('NotFound', `There is no apartment ${apartmentId}`);
  return usualNightlyCents[data.apartmentType] * daysBetween(startDate, endDate);
};

const bookingEvent = (
  booking: PaidBooking,
  change: Pick<BookingEventData, 'status' | 'reason'>,
  now: Instant,
) => {
  const eventData = bookingEventDataOf(booking, { ...change, updatedOn: now.iso });
  return { ...bookingEventOf(eventData, now.seconds, environment.EVENT_TTL_DAYS), ...rowTraceField() };
};

type BookingChange = { readonly status?: 'PAID' } | { readonly reason: string };

/** Changes a booking of either kind, if it is still APPROVED. It keeps no reason of an earlier refusal. */
const patchApproved = (writes: Writes, booking: PaidBooking, change: BookingChange, now: Instant) => {
  const key = { id: booking.id };
  const set = { ...change, updatedOn: now.iso };
  const removed: 'reason'[] = 'reason' in change ? [] : ['reason'];
  const write = isApartmentBooking(booking)
    ? writes.ApartmentBooking.patch(key)
        .set(set)
        .remove(removed)
        .where(({ status }, { eq }) => eq(status, 'APPROVED'))
        .commit()
    : writes.ServiceBooking.patch(key)
        .set(set)
        .remove(removed)
        .where(({ status }, { eq }) => eq(status, 'APPROVED'))
        .commit();
  return { write, onConditionFailed: outdated };
};

/** An order whose units were allocated, and how far it has come since. */
export type PaidOrder = Pick<Order, 'orderId' | 'userId' | 'amountCents' | 'flow'> & PayableOrder;

/**
 * The order of an event, as it is stored: who pays how much is not the event's to say, and an event that says
 * otherwise is refused. A read at half the price finds all but the changes of the last moment, and will do to
 * begin with, because the write of an outcome asks again. A row that it does not find may be too new for it.
 */
export const findPaidOrder = async (
  { orderId, userId, amountCents }: AllocatedOrder,
  { consistent }: { readonly consistent: boolean },
): Promise<PaidOrder> => {
  const read = async (consistent: boolean) =>
    (await entities.OrderProgress.get({ orderId }).go({ consistent })).data;
  const progress = (consistent ? undefined : await read(false)) ?? (await read(true));
  if (!progress) throw new PermanentError('NotFound', `Of order ${orderId} nothing was allocated`);
  checkHasNoSaga(orderId, progress.flow);
  checkReached(orderId, progress.status, 'STOCK_ALLOCATED');
  const payer = await findPayer(progress);
  if (payer.userId !== userId || payer.amountCents !== amountCents)
    throw new PermanentError('StateConflict', `Order ${orderId} is another one than its event says`);
  return { orderId, userId, amountCents, status: progress.status, stock: progress.stock ?? '' };
};

/** Who pays for an order, and how much: in its progress, unless a mutation moved it. */
const findPayer = async ({ orderId, userId, amountCents }: OrderProgress) => {
  if (userId !== undefined && amountCents !== undefined) return { userId, amountCents };
  const { data } = await entities.Order.get({ orderId }).go({ consistent: true });
  if (!data) throw new PermanentError('NotFound', `There is no order ${orderId}`);
  return data;
};

/** Paying for an order: it becomes PAYMENT_ACCEPTED with its units sold, or PAYMENT_REJECTED for good. */
export const orderSubject = (order: PaidOrder): PaymentSubject => ({
  refundReason: `The order is ${order.status}`,
  goal: 'take',
  nextStep: (charge) => nextOrderStep(charge, order),
  price: async () => order.amountCents,
  itemsOfAcceptance: (writes, now) => {
    const accepted = acceptedOrder(order);
    return accepted ? orderItems(writes, order, accepted, '', now) : [checkOrder(writes, order)];
  },
  itemsOfRejection: (writes, _payment, reason, now) => {
    const rejected = { status: 'PAYMENT_REJECTED', stock: order.stock } as const;
    return orderItems(writes, order, rejected, paymentRefusedReason(reason), now);
  },
});

/** Moves the order from where it was read, and announces it. */
export const orderItems = (
  writes: Writes,
  order: PaidOrder,
  to: PayableOrder,
  reason: string,
  now: Instant,
) => {
  const { orderId, userId, amountCents, status, stock, flow } = order;
  const event = { orderId, userId, amountCents, ...to, reason, updatedOn: now.iso, ...(flow && { flow }) };
  return [
    {
      write: moveOrder(writes, { status, stock: stock || undefined }, event),
      onConditionFailed: outdated,
    },
    announcement(announceOrder(writes, event, now)),
  ];
};

/** Checks that the order is where it was read, and was not canceled meanwhile. */
const checkOrder = ({ OrderProgress }: Writes, { orderId, status }: PaidOrder) => ({
  write: OrderProgress.check({ orderId })
    .where((row, { eq }) => eq(row.status, status))
    .commit(),
  onConditionFailed: outdated,
});

const outdated = () => 'outdated' as const;

const announcement = (write: TransactionItem<never>['write']) => ({
  write,
  onConditionFailed: () => new PermanentError('StateConflict', 'This outcome was announced before'),
});
