import { expect } from 'vitest';
import { bookingSortKey } from '../../../model/bookings/keys.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import * as then from '../then.ts';
import * as when from '../when.ts';
import { anApprovedStay } from './faults.ts';
import { dataOf, type Journey } from './Journey.ts';
import { putsRow } from './operator.ts';

const MINUTES = 60_000;

/** Bookings that time ends, and one from an earlier version. */
export const sweeps: readonly Journey[] = [
  {
    name: 'a sweep completes the stay that is over, and frees its nights',
    async run(desk) {
      const [tenant, apartmentId] = [await desk.tenant(), await desk.apartment()];
      const id = await when.hasBooked(desk, tenant, when.aStay(apartmentId));
      dataOf(await when.confirms(desk, desk.caretaker, id));
      await desk.cloud.settles();
      const past = { startDate: '2027-01-17', endDate: '2027-01-18' };
      const order = bookingSortKey(past.startDate, id);
      await putsRow(desk, { ...(await then.storedBooking(desk, id)), ...past, gsi1sk: order, gsi2sk: order });
      const [apartment] = await then.items(desk, `APARTMENT#${apartmentId}`);
      await putsRow(desk, { ...apartment, nights: new Set([past.startDate]) });
      await desk.cloud.advance(15 * MINUTES);
      await desk.cloud.settles();
      expect(await then.storedBooking(desk, id)).toMatchObject({ status: 'COMPLETED' });
      expect(await then.apartmentOf(desk, apartmentId)).toEqual({ apartmentStatus: 'VACANT', nights: [] });
      const [event] = (await then.items(desk, `EVENTS#BOOKING_ID#${id}`)).filter(({ sk }) =>
        sk.includes('COMPLETED'),
      );
      expect(event).toBeDefined();
    },
  },
  {
    name: 'a sweep frees the seat of an appointment that nobody confirmed',
    async run(desk) {
      const [tenant, cleaning] = [await desk.tenant(), await when.hasService(desk)];
      const id = await when.hasBookedService(desk, tenant, when.anAppointment(cleaning));
      await putsRow(desk, { ...(await then.storedBooking(desk, id)), holdUntil: '2027-01-20T09:00:00.000Z' });
      await desk.cloud.advance(15 * MINUTES);
      await desk.cloud.settles();
      expect(await then.storedBooking(desk, id)).toMatchObject({ status: 'EXPIRED' });
      const [slot] = await then.items(desk, `SERVICE#${cleaning}`);
      expect(slot).not.toHaveProperty('bookingIds');
    },
  },
  {
    name: 'a stay from before prices were kept is charged what was usual',
    async run(desk) {
      const { tenant, id } = await anApprovedStay(desk);
      const { priceCents, ...stay } = await then.storedBooking(desk, id);
      await putsRow(desk, stay);
      dataOf(await when.pays(desk, tenant, id));
      await comesToRest(desk);
      expect(await then.items(desk, `GATEWAY#booking:${id}`)).toMatchObject([{ capturedCents: priceCents }]);
    },
  },
];
