import { SECONDS_OF_DAY } from '../../model/calendar.ts';
import { CreateNotifications } from '../../model/notifications/messages.ts';
import { eachRecord } from '../platform/eachRecord.ts';
import { inParallel } from '../platform/inParallel.ts';
import { now } from '../platform/now.ts';
import { findBookingNotices } from './shared/bookingNotices.ts';
import { writeNotice } from './shared/inbox.ts';
import { findOrderNotice } from './shared/orderNotices.ts';

/** Tells people what became of their bookings and orders: an entry in the inbox for each event, kind and person. */
export const handler = eachRecord({
  step: 'createNotifications',
  schema: CreateNotifications,
  entityType: 'notification',
  entityIdPaths: ['detail.eventData.orderId.S', 'detail.eventData.bookingId.S'],
  independent: true,
  handle: async (event) => {
    const instant = now();
    if (daysSince(event.updatedOn, instant.seconds) > MAX_AGE_DAYS) return 'too old';
    const notices =
      'orderId' in event ? [await findOrderNotice(event)] : await findBookingNotices(event, instant);
    const outcomes = await inParallel(notices, AT_ONCE, (notice) => writeNotice(notice, instant));
    return [...new Set(outcomes)].join(', ') || 'not so any more';
  },
});

/** People that are told at the same time. */
const AT_ONCE = 10;

/**
 * What is older is told no more: a replay of the archive would tell people of last month. As long as a letter waits for
 * somebody to bring it back.
 */
const MAX_AGE_DAYS = 14;

const daysSince = (iso: string, nowSeconds: number) => (nowSeconds - Date.parse(iso) / 1000) / SECONDS_OF_DAY;
