import { marshall } from '@aws-sdk/util-dynamodb';
import * as fc from 'fast-check';
import { bookingEventNames } from '../../model/bookings/events.ts';
import { bookingStatuses } from '../../model/bookings/states.ts';
import { ORDER_PLACED_EVENT, orderEventNames } from '../../model/orders/events.ts';
import { orderStatuses, stockStates } from '../../model/orders/states.ts';

/** Who exists: forged messages name these, or others. */
export interface Scene {
  readonly now: string;
  readonly users: readonly string[];
  readonly apartments: readonly string[];
  /** Of bookings that got a ticket. */
  readonly tickets: readonly string[];
  readonly orderOf: (nth: number) => ForgedOrder;
  readonly lotOf: (nth: number) => { readonly sku: string; readonly lotId: string; readonly units: number };
}

interface ForgedOrder {
  readonly orderId: string;
  readonly userId: string;
  readonly lines: readonly { readonly sku: string; readonly units: number; readonly priceCents: number }[];
}

const nth = fc.nat({ max: 5 });
const often = fc.constantFrom(true, true, true, false);

/** What a message says: the truth about one of the things there are or will be, in all but some fields. */
export const forgery = fc.record({
  queue: fc.nat({ max: 1000 }),
  /** Of every event, or that of its queue. */
  eventName: fc.option(
    fc.constantFrom(ORDER_PLACED_EVENT, ...orderEventNames, ...bookingEventNames, 'SKU_RESTOCKED_EVENT'),
    { freq: 2 },
  ),
  nth,
  other: nth,
  applied: often,
  isUserTrue: often,
  isAmountTrue: often,
  areLinesTrue: often,
  areDatesTrue: often,
  units: fc.constantFrom(0, 1, 2, 7, 1_000_000, -1, 2 ** 40),
  cents: fc.constantFrom(0, 1, 99, 10_000_000, -5),
  attempt: fc.integer({ min: 1, max: 3 }),
  stock: fc.constantFrom('', ...stockStates),
  hold: fc.constantFrom('1999-01-01T00:00:00.000Z', '2027-01-21T10:00:00.000Z', '3026-01-01T00:00:00.000Z'),
  startDate: fc.constantFrom('1999-01-01', '2027-03-01', '2027-03-02', '2027-12-31', '0001-01-01'),
  endDate: fc.constantFrom('1999-01-02', '2027-03-03', '2027-03-01', '9999-12-31'),
});
export type Forgery = typeof forgery extends fc.Arbitrary<infer F> ? F : never;

const ownEvents: Record<string, string> = {
  AllocateOrderStock: 'ORDER_CREATED_EVENT',
  ProcessOrderPayment: 'ORDER_STOCK_ALLOCATED_EVENT',
  CompleteOrderPaymentAccepted: 'ORDER_PAYMENT_ACCEPTED_EVENT',
  DeallocateOrderPaymentRejected: 'ORDER_PAYMENT_REJECTED_EVENT',
  CompensateCanceledOrder: 'ORDER_CANCELED_EVENT',
  RefundCanceledOrder: 'ORDER_CANCELED_EVENT',
  RefundCancelledBooking: 'BOOKING_CANCELLED_EVENT',
  RejectCompetingBookings: 'BOOKING_APPROVED_EVENT',
  RestockSku: 'SKU_RESTOCKED_EVENT',
};

/** The body of a forged message for a queue. */
export function bodyOf(queue: string, forged: Forgery, scene: Scene): string {
  const command = commands[queue];
  return JSON.stringify(command ? command(forged, scene) : eventOf(queue, forged, scene));
}

const orderIn = (forged: Forgery, { users, orderOf }: Scene) => {
  const { orderId, userId, lines } = orderOf(forged.nth);
  return {
    orderId,
    userId: forged.isUserTrue ? userId : (users[forged.other] ?? 'nobody'),
    lines: forged.areLinesTrue ? lines : [{ ...lines[0], units: forged.units }],
  };
};

const bookingIn = (forged: Forgery, { users, tickets, apartments }: Scene) => ({
  bookingId: tickets[forged.other] ?? `forged-${forged.nth}`,
  userId: users[forged.isUserTrue ? 0 : forged.nth] ?? 'nobody',
  apartmentId: apartments[forged.nth] ?? 'nowhere',
  startDate: forged.areDatesTrue ? '2027-03-01' : forged.startDate,
  endDate: forged.areDatesTrue ? '2027-03-03' : forged.endDate,
});

const commands: Record<string, (forged: Forgery, scene: Scene) => object> = {
  PlaceOrder: (forged, scene) => ({
    ...orderIn(forged, scene),
    placedOn: forged.isAmountTrue ? scene.now : forged.hold,
  }),
  CreateApartmentBooking: (forged, scene) => ({
    ...bookingIn(forged, scene),
    holdUntil: forged.hold,
    requestedOn: scene.now,
  }),
  CreateServiceBooking: (forged, scene) => {
    const { bookingId, userId } = bookingIn(forged, scene);
    const dateTime = forged.areDatesTrue ? '2027-03-01T10:00:00.000Z' : forged.hold;
    const terms = { priceCents: forged.cents, productVersion: 1, capacity: forged.units };
    const what = {
      serviceId: 'cleaning',
      serviceName: 'Cleaning',
      dateTime,
      ...(forged.applied && { terms }),
    };
    return { bookingId, userId, ...what, holdUntil: forged.hold, requestedOn: scene.now };
  },
  PayBooking: (forged, scene) => ({
    bookingId: bookingIn(forged, scene).bookingId,
    attempt: forged.attempt,
  }),
  SweepBookings: (forged) =>
    forged.applied ? { sweep: 'all' } : { sweep: 'building', buildingId: `forged-${forged.nth}` },
};

const eventOf = (queue: string, forged: Forgery, scene: Scene) => {
  const eventName = forged.eventName ?? ownEvents[queue] ?? 'ORDER_PLACED_EVENT';
  return {
    source: 'frontdesk',
    'detail-type': eventName,
    detail: {
      eventName,
      applied: forged.applied,
      eventData: marshall(eventDataOf(eventName, forged, scene)),
    },
  };
};

/** The data of a forged event. */
export function eventDataOf(eventName: string, forged: Forgery, scene: Scene): Record<string, unknown> {
  const said = { reason: '', updatedOn: scene.now, stock: forged.stock };
  if (eventName.startsWith('SKU_')) {
    const lot = scene.lotOf(forged.nth);
    return { ...lot, ...(!forged.areLinesTrue && { units: forged.units }), ...said };
  }
  if (eventName.startsWith('BOOKING_')) {
    const status = bookingStatuses.find((each) => eventName === `BOOKING_${each}_EVENT`);
    return { ...bookingIn(forged, scene), ...said, status };
  }
  const { lines } = scene.orderOf(forged.nth);
  const owed = lines.reduce((sum, { units, priceCents }) => sum + units * priceCents, 0);
  const status = orderStatuses.find((each) => eventName === `ORDER_${each}_EVENT`) ?? 'CREATED';
  return {
    ...orderIn(forged, scene),
    ...said,
    status,
    amountCents: forged.isAmountTrue ? owed : forged.cents,
  };
}
