import { expect, test } from 'vitest';
import { startCloud } from '../../local/startCloud.ts';
import { subscribeWithWs } from '../support/subscriber.ts';
import { readTemplates } from '../support/readTemplates.ts';
import { withoutStack } from '../support/withoutStack.ts';
import * as given from './given.ts';
import * as whenOrders from './orders/when.ts';
import { orderOf } from './orders/then.ts';
import * as then from './then.ts';
import * as when from './when.ts';

const deskWithout = (domain: string) =>
  given.frontdesk({ assembly: withoutStack(`Frontdesk-dev-${domain}`) });

test('without Bookings, orders are paid, and who follows bookings is still told only of their own', async () => {
  await using desk = await deskWithout('Bookings');
  const tenant = await desk.tenant();
  await whenOrders.hasRestocked(desk, 'lamp', 10);
  await whenOrders.places(desk, tenant, { orderId: 'order-1', lines: [whenOrders.aLine('lamp')] });
  await desk.cloud.settles();
  expect(await orderOf(tenant, 'order-1')).toMatchObject({ status: 'PAYMENT_ACCEPTED' });

  const { errors } = await when.books(desk, tenant, when.aStay(await desk.apartment()));
  expect(errors).toMatchObject([{ message: expect.stringContaining('createApartmentBooking') }]);
  const endpoint = { ...desk.cloud.describe(), authorization: { Authorization: tenant.idToken } };
  await expect(subscribeWithWs(endpoint, when.STATUSES, { userId: desk.admin.username })).rejects.toThrow(
    'Nobody may follow another person',
  );
});

test('without Payments, stays are confirmed, and an order waits for its payment with its stock held', async () => {
  await using desk = await deskWithout('Payments');
  const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
  const bookingId = await when.hasBooked(desk, tenant, when.aStay(apartment));
  await when.confirms(desk, desk.caretaker, bookingId);
  await desk.cloud.settles();
  expect(await then.bookingOf(tenant, bookingId)).toMatchObject({ status: 'APPROVED' });

  await whenOrders.hasRestocked(desk, 'lamp', 10);
  await whenOrders.places(desk, tenant, { orderId: 'order-1', lines: [whenOrders.aLine('lamp')] });
  await desk.cloud.settles();
  expect(await orderOf(tenant, 'order-1')).toMatchObject({ status: 'STOCK_ALLOCATED' });
});

test.each(['Accounts', 'Apartments', 'DeadLetters', 'Inventory', 'Operations', 'Orders', 'Sagas', 'Search'])(
  'without %s the others are deployed',
  async (domain) => {
    const cloud = await startCloud({
      assembly: withoutStack(`Frontdesk-dev-${domain}`),
      frozenAt: given.NOW,
    });
    try {
      expect(Object.keys(cloud.describe().stacks)).toHaveLength(readTemplates().length - 1);
    } finally {
      await cloud.close();
    }
  },
);
