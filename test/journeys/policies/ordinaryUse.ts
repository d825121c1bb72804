import { expect } from 'vitest';
import { comesToRest } from '../orders/comesToRest.ts';
import type { Frontdesk } from '../given.ts';
import * as orderThen from '../orders/then.ts';
import * as orderWhen from '../orders/when.ts';
import * as then from '../then.ts';
import * as when from '../when.ts';
import { dataOf, type Journey } from './Journey.ts';

/** Gives a building and its apartment to others, finds it by both, and deletes it once nobody lives there. */
async function changeAndDelete({ admin, caretaker }: Frontdesk, buildingId: string, userId: string) {
  const changed = await admin.graphql(
    `mutation ($input: UpdateBuildingInput!) { updateBuilding(input: $input) { apartments { id } } }`,
    { input: { id: buildingId, userId } },
  );
  const [{ id }] = changed['updateBuilding'].apartments;
  const found = await caretaker.graphql(
    `query ($userId: ID) {
      buildingsByOwner(userId: $userId) { items { id } }
      buildingsByArea(country: "DE", city: "Hamburg", postalCode: "20457") { items { id } }
    }`,
    { userId },
  );
  expect(found['buildingsByOwner'].items).toContainEqual({ id: buildingId });
  expect(found['buildingsByArea'].items).toContainEqual({ id: buildingId });
  await admin.graphql(
    `mutation ($id: ID!, $input: UpdateApartmentInput!, $caretaker: ID!) {
      assignCaretaker(apartmentIds: [$id], caretaker: $caretaker) { id }
      updateApartment(input: $input) { id }
      deleteApartment(id: $id)
    }`,
    { id, input: { id, tenant: null }, caretaker: userId },
  );
  await admin.graphql('mutation ($id: ID!) { deleteBuilding(id: $id) }', { id: buildingId });
}

/** What people do every day. */
export const ordinaryUse: readonly Journey[] = [
  {
    name: 'accounts are read, changed, disabled and deleted',
    async run(desk) {
      const [{ admin }, tenant] = [desk, await desk.tenant()];
      const { id } = tenant;
      const account = 'getUserAccount(id: $id) { id firstName enabled }';
      expect(await tenant.graphql(`query ($id: ID!) { ${account} }`, { id })).toMatchObject({
        getUserAccount: { id, enabled: true },
      });
      const update = 'mutation ($input: UpdateUserInput!) { updateUserAccount(input: $input) { firstName } }';
      expect(await tenant.graphql(update, { input: { id, firstName: 'Ada' } })).toEqual({
        updateUserAccount: { firstName: 'Ada' },
      });
      const { getAllUserAccounts } = await admin.graphql(
        '{ getAllUserAccounts(pagination: { limit: 100 }) { items { id } } }',
      );
      expect(getAllUserAccounts.items).toContainEqual({ id });
      for (const move of ['disableUser', 'enableUser'])
        await admin.graphql(`mutation ($id: ID!) { ${move}(id: $id) { id } }`, { id });
      await admin.graphql('mutation ($id: ID!) { deleteUserAccount(id: $id) }', { id });
    },
  },
  {
    name: 'a building of an owner is listed with its apartments',
    async run(desk) {
      const { admin } = desk;
      const { id: userId } = await desk.tenant();
      const address = { streetAddress: '2 Quay Street', postalCode: '20457', city: 'Hamburg', country: 'DE' };
      const { createBuilding } = await admin.graphql(
        'mutation ($input: BuildingInput!) { createBuilding(input: $input) { id } }',
        { input: { name: 'Quay House', userId, numberOfApartments: 1, address } },
      );
      const buildingId = createBuilding.id;
      const room = { apartmentNumber: '1', numberOfRooms: 1, kitchen: true, apartmentType: 'SINGLE_ROOM' };
      await admin.graphql('mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }', {
        input: { ...room, buildingId, tenant: userId },
      });
      const found = await admin.graphql(
        `query ($id: ID!) {
          getBuilding(id: $id) { id apartments { apartmentNumber } }
          listBuildings(pagination: { limit: 100 }) { items { id } }
          listApartments(buildingId: $id) { items { apartmentNumber } }
        }`,
        { id: buildingId },
      );
      expect(found).toMatchObject({
        getBuilding: { apartments: [{ apartmentNumber: '1' }] },
        listApartments: { items: [{ apartmentNumber: '1' }] },
      });
      expect(found['listBuildings'].items).toContainEqual({ id: buildingId });
      await changeAndDelete(desk, buildingId, userId);
    },
  },
  {
    name: 'of two stays for the same nights one is confirmed, paid and cancelled, and its subscriber hears of it',
    async run(desk) {
      const [owner, rival, apartment] = [await desk.tenant(), await desk.tenant(), await desk.apartment()];
      const statuses = await when.follows(desk, owner);
      const stay = { ...when.aStay(apartment), clientToken: 'once' };
      const tickets = await Promise.all([when.books(desk, owner, stay), when.books(desk, owner, stay)]);
      const [id, same] = tickets.map((ticket) => dataOf(ticket)['createApartmentBooking'].id);
      expect(same).toBe(id);
      await desk.cloud.settles();
      const other = await when.hasBooked(desk, rival, when.aStay(apartment, '2027-03-12', '2027-03-14'));
      dataOf(await when.updates(desk, owner, id, { endDate: '2027-03-14' }));
      expect(await when.waitingFor(desk, apartment)).toEqual([
        { id, user: { id: owner.id } },
        { id: other, user: { id: rival.id } },
      ]);
      dataOf(await when.confirms(desk, desk.caretaker, id));
      await desk.cloud.settles();
      expect(await then.storedBooking(desk, other)).toMatchObject({ status: 'REJECTED' });
      dataOf(await when.pays(desk, owner, id));
      await desk.cloud.settles();
      const { bookingsPerUser, getBooking } = await owner.graphql(
        'query ($id: ID!) { bookingsPerUser { items { id } } getBooking(id: $id) { status user { id } } }',
        { id },
      );
      expect(bookingsPerUser.items).toEqual([{ id }]);
      expect(getBooking).toEqual({ status: 'PAID', user: { id: owner.id } });
      const { getAllBookingsPerApartment } = await desk.caretaker.graphql(
        'query ($apartmentId: ID!) { getAllBookingsPerApartment(apartmentId: $apartmentId) { items { id } } }',
        { apartmentId: apartment },
      );
      expect(getAllBookingsPerApartment.items).toHaveLength(2);
      dataOf(await when.cancels(desk, owner, id));
      await comesToRest(desk);
      const [charge] = await then.items(desk, `GATEWAY#booking:${id}`);
      expect(charge).toMatchObject({ refundedCents: charge!['capturedCents'] });
      expect(await then.deliveredStatuses(statuses, id)).toEqual([
        'PENDING',
        'APPROVED',
        'PAID',
        'CANCELLED',
      ]);
    },
  },
  {
    name: 'an appointment is moved and cancelled',
    async run(desk) {
      const tenant = await desk.tenant();
      const cleaning = await when.hasService(desk);
      const { availableSlots } = await tenant.graphql(
        'query ($id: ID!) { availableSlots(serviceId: $id, from: "2027-03-10", to: "2027-03-10") { free } }',
        { id: cleaning },
      );
      expect(availableSlots).toHaveLength(24);
      const id = await when.hasBookedService(desk, tenant, when.anAppointment(cleaning));
      expect(await then.storedBooking(desk, id)).toMatchObject({ status: 'PENDING' });
      dataOf(await when.updates(desk, tenant, id, { dateTime: '2027-03-11T08:00:00.000Z' }));
      const { pendingAppointments } = await desk.caretaker.graphql(
        '{ pendingAppointments { items { id user { id } } } }',
      );
      expect(pendingAppointments.items).toContainEqual({ id, user: { id: tenant.id } });
      const single = when.anAppointment(await when.hasService(desk, { name: 'One at a time', capacity: 1 }));
      await when.hasBookedService(desk, await desk.tenant(), single);
      then.isRefused(await when.booksService(desk, tenant, single), 'SlotTaken');
      dataOf(await when.cancels(desk, tenant, id));
      expect(await then.claimsOf(desk, tenant.id)).toEqual({});
    },
  },
  {
    name: 'an order that is sent twice is stored once, paid for, shipped and delivered, and its subscriber hears of it',
    async run(desk) {
      const [tenant, orderId] = [await desk.tenant(), 'policy-delivered'];
      const [statuses, levels] = [
        await orderWhen.follows(desk, tenant),
        await orderWhen.follows(desk, tenant, orderWhen.STOCK_LEVELS),
      ];
      await orderWhen.hasRestocked(desk, 'policy-lamp', 10);
      const order = { orderId, lines: [orderWhen.aLine('policy-lamp')] };
      for (const answer of await Promise.all([
        orderWhen.places(desk, tenant, order),
        orderWhen.places(desk, tenant, order),
      ]))
        expect(dataOf(answer)['placeOrder']).toEqual({ id: orderId, status: 'QUEUED' });
      await comesToRest(desk);
      for (const move of ['shipOrder', 'deliverOrder'] as const)
        dataOf(await orderWhen.moves(desk, desk.caretaker, move, orderId));
      await desk.cloud.settles();
      expect(await orderThen.orderOf(tenant, orderId)).toMatchObject({
        status: 'DELIVERED',
        payment: { paymentStatus: 'PAYMENT_ACCEPTED' },
      });
      expect((await orderThen.stockOf(desk))['policy-lamp']).toBe(9);
      const own = '{ listOrders { items { orderId status } } listOrderPayments { items { paymentStatus } } }';
      expect(await tenant.graphql(own)).toEqual({
        listOrders: { items: [{ orderId, status: 'DELIVERED' }] },
        listOrderPayments: { items: [{ paymentStatus: 'PAYMENT_ACCEPTED' }] },
      });
      const all = await desk.admin.graphql('{ listOrders { items { orderId } } }');
      expect(all['listOrders'].items).toContainEqual({ orderId });
      expect(await orderThen.deliveredStatuses(statuses, orderId)).toEqual([
        'CREATED',
        'STOCK_ALLOCATED',
        'PAYMENT_ACCEPTED',
        'SHIPPED',
        'DELIVERED',
      ]);
      await levels.close();
      expect(levels.all().map(({ data }: any) => data.onStockLevel.units)).toEqual([10, 9]);
    },
  },
  {
    name: 'an order that is canceled gives back its units and its money',
    async run(desk) {
      const [tenant, orderId] = [await desk.tenant(), 'policy-canceled'];
      await orderWhen.hasRestocked(desk, 'policy-chair', 10);
      dataOf(await orderWhen.places(desk, tenant, { orderId, lines: [orderWhen.aLine('policy-chair')] }));
      await comesToRest(desk);
      expect(await orderThen.orderOf(tenant, orderId)).toMatchObject({ status: 'PAYMENT_ACCEPTED' });
      expect((await orderThen.stockOf(desk))['policy-chair']).toBe(9);
      dataOf(await orderWhen.moves(desk, tenant, 'cancelOrder', orderId));
      await comesToRest(desk);
      expect(await orderThen.orderOf(tenant, orderId)).toMatchObject({
        status: 'CANCELED',
        payment: { paymentStatus: 'PAYMENT_REFUNDED' },
      });
      expect((await orderThen.stockOf(desk))['policy-chair']).toBe(10);
      expect(await orderThen.keptCents(desk, orderId)).toBe(0);
    },
  },
  {
    name: 'an order that costs nothing is rejected and gives back its units',
    async run(desk) {
      const [tenant, orderId] = [await desk.tenant(), 'policy-rejected'];
      await orderWhen.hasRestocked(desk, 'policy-plate', 10, 0);
      const lines = [orderWhen.aLine('policy-plate', 1, 0)];
      dataOf(await orderWhen.places(desk, tenant, { orderId, lines }));
      await comesToRest(desk);
      expect(await orderThen.orderOf(tenant, orderId)).toMatchObject({ status: 'PAYMENT_REJECTED' });
      expect((await orderThen.stockOf(desk))['policy-plate']).toBe(10);
    },
  },
  {
    name: 'raw events place an order and move it on',
    async run(desk) {
      const [{ id: userId }, orderId] = [await desk.tenant(), 'policy-raw'];
      const lines = [{ sku: 'policy-none', units: 1, priceCents: 100 }];
      const placed = orderWhen.aRawEvent(orderId, 'ORDER_PLACED_EVENT', { orderId, userId, lines });
      dataOf(await orderWhen.writesRaw(desk, placed));
      await comesToRest(desk);
      expect(await orderThen.orderOf(desk.admin, orderId)).toMatchObject({ status: 'STOCK_DEPLETED' });
      dataOf(await orderWhen.writesRaw(desk, orderWhen.aRawEvent(orderId, 'ORDER_CANCELED_EVENT')));
      await comesToRest(desk);
      expect(await orderThen.orderOf(desk.admin, orderId)).toMatchObject({ status: 'CANCELED' });
    },
  },
];
