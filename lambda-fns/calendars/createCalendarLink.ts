import * as z from 'zod';
import { calendarLinkPath } from '../../model/calendars/links.ts';
import { now } from '../platform/now.ts';
import { entities } from './shared/entities.ts';
import { askedEnvironment } from '../platform/bindAskedEntity.ts';
import { hashOf, newSecret } from './shared/secrets.ts';

/** What the resolver asks: `resolvers/calendars/createCalendarLink.ts`. */
const Request = z.object({ userId: z.string().min(1) });

/** Makes a person's link, in the place of an earlier one. Its secret is in the answer alone. */
export const handler = async (event: unknown) => {
  const { userId } = Request.parse(event);
  const secret = newSecret();
  const createdOn = now().iso;
  await entities.CalendarLink.put({ userId, secretHash: hashOf(secret), createdOn }).go();
  return { url: askedEnvironment.CALENDAR_URL + calendarLinkPath(userId, secret).slice(1), createdOn };
};
