import { expect } from 'vitest';
import { bookingKey, bookingSortKey, claimKey, slotKey } from '../../../model/bookings/keys.ts';
import { claimContentOf, claimSubjectOf } from '../../../model/bookings/kinds.ts';
import { bookingPaymentId, bookingPaymentKey } from '../../../model/payments/keys.ts';
import { entityMetadata } from '../../../model/table.ts';
import type { Frontdesk, Person } from '../given.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import * as orderThen from '../orders/then.ts';
import * as orderWhen from '../orders/when.ts';
import { redelivers } from '../orders/redelivers.ts';
import * as then from '../then.ts';
import * as when from '../when.ts';
import { dataOf, type Journey } from './Journey.ts';
import { administrator, putsRow, requestsToQueuesAndTopics, sends } from './operator.ts';

/** What goes another way than usual: things come late, twice, or were begun before. */
export const faults: readonly Journey[] = [
  {
    name: 'requests that come after their holds are stored as expired, and their claims are freed',
    async run(desk) {
      const [tenant, apartmentId] = [await desk.tenant(), await desk.apartment()];
      const stay = { apartmentId, startDate: '2027-05-01', endDate: '2027-05-02' };
      const appointment = {
        serviceId: 'late',
        serviceName: 'Late cleaning',
        dateTime: '2027-05-01T08:00:00.000Z',
      };
      const terms = { priceCents: 4500, productVersion: 1, capacity: 1 };
      const stays = await aLateRequest(desk, tenant, { ...stay, content: claimContentOf(stay) });
      await sends(desk, 'CreateApartmentBooking', { ...stays, ...stay });
      const appointments = await aLateRequest(desk, tenant, {
        ...appointment,
        ...terms,
        content: claimContentOf(appointment),
      });
      await putsRow(desk, {
        ...slotKey(appointment.serviceId, appointment.dateTime),
        ...entityMetadata('ServiceSlot'),
        bookingIds: new Set([appointments.bookingId]),
      });
      await sends(desk, 'CreateServiceBooking', { ...appointments, ...appointment, terms });
      await comesToRest(desk);
      for (const { bookingId } of [stays, appointments])
        expect(await then.storedBooking(desk, bookingId)).toMatchObject({ status: 'EXPIRED' });
      expect(await then.claimsOf(desk, tenant.id)).toEqual({});
      const [slot] = await then.items(desk, 'SERVICE#late');
      expect(slot).not.toHaveProperty('bookingIds');
    },
  },
  {
    name: 'nobody sends anything to a queue or a topic over plain HTTP',
    async run(desk) {
      const call = { traceId: 'administrator', principal: administrator(desk) };
      const { decide } = desk.cloud.services.iam.authorizer;
      const open: string[] = [];
      for (const request of requestsToQueuesAndTopics(desk)) {
        expect(await decide(call, request)).toMatchObject({ allowed: true });
        // Whatever comes to this machine counts as encrypted, so the request is made up.
        const context = { 'aws:securetransport': () => 'false' };
        const { allowed } = await decide(call, { ...request, context });
        if (allowed) open.push(request.resource);
      }
      expect(open).toEqual([]);
    },
  },
  {
    name: 'a lot that is sent twice comes in once',
    async run(desk) {
      const sent = [1, 2].map(() => orderWhen.restocks(desk, 'policy-lot', 7));
      for (const answer of await Promise.all(sent)) dataOf(answer);
      await comesToRest(desk);
      expect((await orderThen.stockOf(desk))['policy-lot']).toBe(7);
    },
  },
  {
    name: 'an approval with more rivals than one message rejects leaves the rest to another',
    async run(desk) {
      const [tenant, rival, apartmentId] = [await desk.tenant(), await desk.tenant(), await desk.apartment()];
      const id = await when.hasBooked(desk, tenant, when.aStay(apartmentId));
      const first = await then.storedBooking(
        desk,
        await when.hasBooked(desk, rival, when.aStay(apartmentId)),
      );
      const copies = Array.from({ length: 100 }, (_, index) => `${first['id']}-${index}`);
      for (const copy of copies) {
        const order = bookingSortKey(first['startDate'], copy);
        await putsRow(desk, { ...first, ...bookingKey(copy), id: copy, gsi1sk: order, gsi2sk: order });
      }
      dataOf(await when.confirms(desk, desk.caretaker, id));
      await comesToRest(desk);
      for (const each of [first['id'], ...copies])
        expect(await then.storedBooking(desk, each)).toMatchObject({ status: 'REJECTED' });
    },
  },
  {
    name: 'a payment that was never queued is queued again after its hold',
    async run(desk) {
      const { tenant, id } = await anApprovedStay(desk);
      await putsPayment(desk, tenant, id, { paymentStatus: 'PAYMENT_PENDING' });
      dataOf(await when.pays(desk, tenant, id));
      await comesToRest(desk);
      expect(await then.storedBooking(desk, id)).toMatchObject({ status: 'PAID' });
    },
  },
  {
    name: 'a booking’s payment that was begun before is enquired about, and then charged',
    async run(desk) {
      const { tenant, id } = await anApprovedStay(desk);
      await putsPayment(desk, tenant, id, { paymentStatus: 'PAYMENT_PENDING', amountCents: 36_000 });
      await sends(desk, 'PayBooking', { bookingId: id, attempt: 1 });
      await comesToRest(desk);
      expect(await then.storedBooking(desk, id)).toMatchObject({ status: 'PAID' });
    },
  },
  {
    name: 'a booking’s payment that was rejected is barred at the gateway, however often it is delivered',
    async run(desk) {
      const { tenant, id } = await anApprovedStay(desk);
      await putsPayment(desk, tenant, id, { paymentStatus: 'PAYMENT_REJECTED', reason: 'Refused' });
      for (const _delivery of ['first', 'second']) {
        await sends(desk, 'PayBooking', { bookingId: id, attempt: 1 });
        await comesToRest(desk);
      }
      expect(await then.items(desk, `GATEWAY#booking:${id}`)).toMatchObject([
        { verdict: 'barred', calls: 2 },
      ]);
    },
  },
  {
    name: 'an order’s payment that was rejected is barred at the gateway when its event comes again',
    async run(desk) {
      const orderId = 'policy-rejected-twice';
      await anEndedOrder(desk, orderId, 0);
      await redelivers(desk, await allocationOf(desk, orderId));
      await comesToRest(desk);
      expect(await then.items(desk, `GATEWAY#order:${orderId}`)).toMatchObject([
        { verdict: 'rejected', calls: 2 },
      ]);
    },
  },
  {
    name: 'an order’s payment that was charged but not recorded is recorded when its event comes again',
    async run(desk) {
      const orderId = 'policy-unrecorded';
      await anEndedOrder(desk, orderId, 10);
      const payments = await then.items(desk, `EVENTS#ORDER_ID#${orderId}`);
      const payment = payments.find(({ sk }) => sk.startsWith('PAYMENT#'))!;
      await putsRow(desk, { ...payment, paymentStatus: 'PAYMENT_PENDING' });
      await redelivers(desk, await allocationOf(desk, orderId));
      await comesToRest(desk);
      expect(await orderThen.orderOf(desk.admin, orderId)).toMatchObject({
        payment: { paymentStatus: 'PAYMENT_ACCEPTED' },
      });
    },
  },
  {
    name: 'units that were held when their order was paid for by a raw event are sold',
    async run(desk) {
      const orderId = 'policy-held';
      await anEndedOrder(desk, orderId, 10);
      const rows = await then.items(desk, `EVENTS#ORDER_ID#${orderId}`);
      await putsRow(desk, { ...rows.find(({ sk }) => sk === 'PROGRESS'), stock: 'HELD' });
      const paid = rows.find(({ sk }) => sk === 'EVENT#ORDER_PAYMENT_ACCEPTED_EVENT')!;
      await redelivers(desk, [{ ...paid, eventData: { ...paid['eventData'], stock: 'HELD' } }]);
      await comesToRest(desk);
      const [progress] = (await then.items(desk, `EVENTS#ORDER_ID#${orderId}`)).filter(
        ({ sk }) => sk === 'PROGRESS',
      );
      expect(progress).toMatchObject({ stock: 'SOLD' });
    },
  },
];

/** Claims something until an hour ago, and returns what the message of its request has beside it. */
async function aLateRequest(
  desk: Frontdesk,
  { id: userId }: Person,
  { content, ...wanted }: { readonly content: string } & Parameters<typeof claimSubjectOf>[0],
) {
  const subject = claimSubjectOf(wanted);
  const [bookingId, holdUntil] = [`late-${subject.length}`, '2027-01-20T09:00:00.000Z'];
  await putsRow(desk, {
    ...claimKey(userId, subject),
    ...{ ...wanted, userId, subject, bookingId, content, heldUntil: holdUntil, ttl: 4_000_000_000 },
    ...entityMetadata('BookingClaim'),
  });
  return { bookingId, userId, holdUntil, requestedOn: '2027-01-20T08:00:00.000Z' };
}

/** A stay that its tenant may pay for. */
export async function anApprovedStay(desk: Frontdesk) {
  const tenant = await desk.tenant();
  const id = await when.hasBooked(desk, tenant, when.aStay(await desk.apartment()));
  dataOf(await when.confirms(desk, desk.caretaker, id));
  await desk.cloud.settles();
  return { tenant, id };
}

/** Writes the first payment of a booking, whose hold has passed. */
export const putsPayment = (desk: Frontdesk, { id: userId }: Person, bookingId: string, state: object) =>
  putsRow(desk, {
    ...bookingPaymentKey(bookingId, 1),
    ...{ subject: 'BOOKING', subjectId: bookingId, attempt: 1, userId, paymentRetries: 0 },
    paymentId: bookingPaymentId(bookingId, 1),
    heldUntil: '2027-01-20T09:00:00.000Z',
    createdOn: '2027-01-20T08:00:00.000Z',
    updatedOn: '2027-01-20T08:00:00.000Z',
    ...entityMetadata('Payment'),
    ...state,
  });

/** An order that has been paid for, or rejected where it costs nothing. */
async function anEndedOrder(desk: Frontdesk, orderId: string, price: number): Promise<void> {
  const sku = `${orderId}-sku`;
  await orderWhen.hasRestocked(desk, sku, 5, price);
  const lines = [orderWhen.aLine(sku, 1, price)];
  dataOf(await orderWhen.places(desk, await desk.tenant(), { orderId, lines }));
  await comesToRest(desk);
  const status = price > 0 ? 'PAYMENT_ACCEPTED' : 'PAYMENT_REJECTED';
  expect(await orderThen.orderOf(desk.admin, orderId)).toMatchObject({ status });
}

/** The event that an order's units were allocated. */
const allocationOf = async (desk: Frontdesk, orderId: string) =>
  (await then.items(desk, `EVENTS#ORDER_ID#${orderId}`)).filter(
    ({ sk }) => sk === 'EVENT#ORDER_STOCK_ALLOCATED_EVENT',
  );
