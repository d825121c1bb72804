import { expect } from 'vitest';
import { ask } from '../../support/ask.ts';
import { CREATE_LINK, REVOKE_LINK } from '../calendars/when.ts';
import * as when from '../when.ts';
import type { Journey } from './Journey.ts';

/** Bookings in a calendar program. */
export const calendars: readonly Journey[] = [
  {
    name: 'a person follows a stay and an appointment in a calendar, and ends it',
    async run(desk) {
      const tenant = await desk.tenant();
      await when.hasBooked(desk, tenant, when.aStay(await desk.apartment()));
      const cleaning = await when.hasService(desk);
      await when.hasBookedService(desk, tenant, when.anAppointment(cleaning, '2027-03-11T08:00:00.000Z'));
      const { createCalendarLink } = await tenant.graphql(CREATE_LINK, {});
      const { hostname, pathname } = new URL(createCalendarLink.url);
      const link = `${desk.cloud.awsEndpointUrl}/lambda-url/${hostname.split('.')[0]}${pathname}`;
      expect(await ask(link)).toMatchObject({
        status: 200,
        body: expect.stringContaining('Stay in apartment'),
      });
      expect((await tenant.graphql(REVOKE_LINK, {})).revokeCalendarLink).toBe(true);
      expect((await ask(link)).status).toBe(404);
    },
  },
];
