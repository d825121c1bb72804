import { expect } from 'vitest';
import type { Frontdesk, Person } from '../given.ts';
import * as listWhen from '../fulfilment/when.ts';
import * as orderWhen from '../orders/when.ts';
import * as givenSagas from '../sagas/given.ts';
import * as when from '../when.ts';
import { dataOf, type Journey } from './Journey.ts';

/** A booking that the staff has approved. */
async function anApprovedBooking(desk: Frontdesk, owner: Person, apartmentId: string): Promise<string> {
  const bookingId = await when.hasBooked(desk, owner, when.aStay(apartmentId));
  dataOf(await when.confirms(desk, desk.caretaker, bookingId));
  await desk.cloud.settles();
  return bookingId;
}

/** What people see of payments and do with them, beside paying at once. */
export const payments: readonly Journey[] = [
  {
    name: 'an amount is held, let go, held again and taken, and the invoice read',
    async run(desk) {
      const owner = await desk.tenant();
      const bookingId = await anApprovedBooking(desk, owner, await desk.apartment());
      for (const move of [when.AUTHORIZE, when.VOID_PAYMENT, when.AUTHORIZE, when.CONFIRM_PAYMENT]) {
        dataOf(await when.ask(desk, owner, move, { bookingId }));
        await desk.cloud.settles();
      }
      const { paymentOfBooking, invoice } = await owner.graphql(
        `query ($bookingId: ID!, $id: ID!) {
          paymentOfBooking(bookingId: $bookingId) { paymentStatus } invoice(id: $id) { status document }
        }`,
        { bookingId, id: `booking:${bookingId}` },
      );
      expect(paymentOfBooking).toEqual({ paymentStatus: 'PAYMENT_ACCEPTED' });
      expect(invoice).toMatchObject({ status: 'PAID' });
    },
  },
  {
    name: 'a guest orders to an apartment, is refunded what is missing, and reads what was paid',
    async run(desk) {
      const [guest, deliverTo] = [await desk.tenant(), await desk.apartment()];
      await anApprovedBooking(desk, guest, deliverTo);
      const orderId = desk.cloud.world.random.uuid();
      await orderWhen.hasRestocked(desk, 'guest-rolls', 5);
      const lines = [{ sku: 'guest-rolls', units: 2, priceCents: 1250 }];
      await givenSagas.anOrder(desk, guest, { orderId, lines, deliverTo });
      await desk.cloud.settles();
      dataOf(await listWhen.setsAvailability(desk, desk.caretaker));
      dataOf(await listWhen.assigns(desk, desk.caretaker, orderId));
      dataOf(await listWhen.completes(desk, desk.caretaker, orderId, [{ sku: 'guest-rolls', units: 1 }]));
      await desk.cloud.settles();
      dataOf(await listWhen.setsAvailability(desk, desk.caretaker, false));
      const read = await guest.graphql(
        `query ($id: ID!) {
          invoice(id: $id) { status refunded document }
          paymentsPerUser { items { paymentId refunded } } invoicesPerUser { items { id status } }
        }`,
        { id: `order:${orderId}` },
      );
      expect(read['invoice']).toMatchObject({ status: 'ADJUSTED', refunded: 12.5 });
      expect(read['paymentsPerUser'].items).toEqual([{ paymentId: `order:${orderId}`, refunded: 12.5 }]);
      expect(read['invoicesPerUser'].items).toEqual([{ id: `order:${orderId}`, status: 'ADJUSTED' }]);
    },
  },
];
