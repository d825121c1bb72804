import { expect } from 'vitest';
import * as when from '../notifications/when.ts';
import { dataOf, type Journey } from './Journey.ts';
import * as whenBookings from '../when.ts';

const PRICE = `mutation ($apartmentId: ID!) {
  setApartmentPrices(apartmentId: $apartmentId, nightlyPrice: 0, rates: []) { id }
}`;

/** What people are told, and how they want to be told. */
export const notifications: readonly Journey[] = [
  {
    name: 'people are told of a stay whose payment is refused and of an appointment, in their language, and read it',
    async run(desk) {
      const [tenant, apartmentId] = [await desk.tenant(), await desk.apartment()];
      await when.prefers(tenant, { language: 'DE', channels: [] });
      expect((await tenant.graphql(when.PREFERENCES, {}))['notificationPreferences']).toMatchObject({
        language: 'DE',
        channels: [],
      });
      // Nothing is taken for what costs nothing: the gateway refuses it.
      await desk.admin.graphql(PRICE, { apartmentId });
      const stay = await whenBookings.hasBooked(desk, tenant, whenBookings.aStay(apartmentId));
      const cleaning = await whenBookings.hasService(desk);
      const appointment = await whenBookings.hasBookedService(
        desk,
        tenant,
        whenBookings.anAppointment(cleaning, '2027-03-11T08:00:00.000Z'),
      );
      const follower = await when.follows(desk, tenant);
      for (const id of [stay, appointment]) dataOf(await whenBookings.confirms(desk, desk.caretaker, id));
      await desk.cloud.settles();
      dataOf(await whenBookings.pays(desk, tenant, stay));
      await desk.cloud.settles();
      await follower.close();
      const entries = await when.inbox(tenant);
      expect(entries.map(({ kind }) => kind).sort()).toEqual([
        ...['BOOKING_APPROVED', 'BOOKING_APPROVED', 'PAYMENT_REFUSED'],
      ]);
      expect(follower.all()).toHaveLength(3);
      dataOf(
        await when.marks(
          desk,
          tenant,
          entries.map(({ id }) => id),
        ),
      );
      expect(await when.inbox(tenant, { unreadOnly: true })).toEqual([]);
    },
  },
];
