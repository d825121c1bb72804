import { expect } from 'vitest';
import * as when from '../notifications/when.ts';
import { dataOf, type Journey } from './Journey.ts';
import * as whenOrders from '../orders/when.ts';
import * as then from '../then.ts';
import * as whenBookings from '../when.ts';
import { putsRow } from './operator.ts';

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
  {
    name: 'a person verifies a number, is told by e-mail and text, late because of quiet hours, and wants no more',
    async run(desk) {
      const person = await when.aVerifiedTenant(desk);
      await when.verifiesPhone(desk, person, '+491701230088');
      await when.prefers(person, { channels: ['EMAIL', 'TEXT'] });
      await when.hasApprovedStay(desk, person);
      const address = `${person.username}@frontdesk.example`;
      const [first] = when.sentTo(desk, address);
      // The code, and the text.
      expect(when.sentTo(desk, '+491701230088')).toHaveLength(2);
      const time = (minutes: number) =>
        new Date(desk.cloud.world.clock.now() + minutes * 60_000).toISOString().slice(11, 16);
      await when.prefers(person, { quietHours: { from: time(-1), to: time(10), timeZone: 'UTC' } });
      await when.hasApprovedStay(desk, person);
      const quiet = await when.aVerifiedTenant(desk);
      await when.prefers(quiet, { quietHours: { from: time(-1), to: time(10), timeZone: 'UTC' } });
      await when.hasApprovedStay(desk, quiet);
      await when.prefers(quiet, { channels: [] });
      await desk.cloud.advance(30 * 60_000);
      await desk.cloud.settles();
      expect(when.sentTo(desk, address)).toHaveLength(2);
      expect((await when.clicksUnsubscribe(desk, first!)).status).toBe(200);
      expect((await person.graphql(when.PREFERENCES, {}))['notificationPreferences']).toMatchObject({
        channels: ['TEXT'],
      });
      expect(when.sentTo(desk, `${quiet.username}@frontdesk.example`)).toEqual([]);
      await person.graphql(when.CHANGE_PHONE, { phone: null });
    },
  },
  {
    name: 'people are told that a SKU is back, staff that a booking is about to expire, and guests of their stay',
    async run(desk) {
      const [person, other] = [await desk.tenant(), await desk.tenant()];
      const sku = desk.cloud.world.random.uuid();
      await when.hasSoldOut(desk, sku);
      for (const each of [person, other]) await each.graphql(when.WATCH, { sku });
      await other.graphql(when.WATCH, { sku, wanted: false });
      expect((await person.graphql(when.WATCHES, {}))['stockWatches'].items).toEqual([
        { sku, watched: true },
      ]);
      await whenOrders.restocks(desk, sku, 3);
      await desk.caretaker.graphql(
        'mutation { updateUserAccount(input: { userType: CARETAKER }) { id } }',
        {},
      );
      const approved = await when.hasApprovedStay(desk, person);
      const pending = await whenBookings.hasBooked(desk, person, whenBookings.aStay(await desk.apartment()));
      const now = desk.cloud.world.clock.now();
      const at = (hours: number) => new Date(now + hours * 3_600_000).toISOString();
      const startDate = at(24).slice(0, 10);
      const begun = new Date(Date.parse(startDate) - 14 * 3_600_000).toISOString();
      // Its stay begins soon.
      await putsRow(desk, {
        ...(await then.storedBooking(desk, approved)),
        startDate,
        gsi2sk: `BOOKING#${begun}`,
      });
      await putsRow(desk, {
        ...(await then.storedBooking(desk, pending)),
        createdOn: at(-24),
        holdUntil: at(3),
      });
      await desk.cloud.advance(15 * 60_000);
      await desk.cloud.settles();
      expect(await when.told(person)).toContainEqual(expect.stringContaining('BACK_IN_STOCK'));
      expect(await when.told(other)).toEqual([]);
      expect(await when.told(desk.caretaker)).toContainEqual(
        expect.stringContaining('BOOKING_ABOUT_TO_EXPIRE'),
      );
    },
  },
  {
    name: 'a person whose account is deleted is forgotten, the number and what they waited for',
    async run(desk) {
      const person = await desk.tenant();
      const sku = desk.cloud.world.random.uuid();
      await when.hasSoldOut(desk, sku);
      await person.graphql(when.WATCH, { sku });
      await when.prefers(person, { language: 'DE' });
      await person.graphql('mutation ($id: ID!) { deleteUserAccount(id: $id) }', { id: person.id });
      await desk.cloud.settles();
      for (const partition of ['CONTACT', 'WATCHES'])
        expect(await then.items(desk, `${partition}#${person.id}`)).toEqual([]);
    },
  },
];
