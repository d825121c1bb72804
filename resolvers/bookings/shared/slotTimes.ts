import { util } from '@aws-appsync/utils';
import { offerKey } from '../../../model/catalog/keys.ts';
import { slotsAround, type SlotGrid } from '../../../model/bookings/slots.ts';
import { dateOf, dayNumberOf } from '../../../model/calendar.ts';
import { throwError } from '../../platform/errors.ts';
import { instantAt } from '../../platform/time.ts';

/** What the catalogue offers under a service's id, as its row has it. */
export interface ServiceOffer extends SlotGrid {
  readonly productId: string;
  readonly name: string;
  readonly priceCents: number;
  readonly productVersion: number;
  readonly participating: boolean;
}

/** The row of a service: see `Offer`, of which services are listed by their products' ids. */
export const serviceKey = (serviceId: string) => offerKey(serviceId);

/**
 * Returns the service that was read. Throws where it is not offered, or its store takes no part. A service with stock
 * has an offer under its SKU as well, by which it is ordered and not booked: its slots are counted once.
 */
export function checkOffered(
  offer: Partial<ServiceOffer> | null | undefined,
  serviceId: string,
): ServiceOffer {
  if (!offer?.slotMinutes || !offer.participating || offer.productId !== serviceId)
    throwError('NotOffered', 'This service is not offered', { serviceId });
  // What has slots has the other two: the catalogue takes all three or none.
  return offer as ServiceOffer;
}

/** An instant's day in a time zone: from its midnight to the next one, in epoch milliseconds. */
export function dayAround(instant: number, timeZone: string) {
  const date = util.time.epochMilliSecondsToFormatted(instant, 'yyyy-MM-dd', timeZone);
  return { start: midnightOf(date, timeZone), end: midnightOf(dateOf(dayNumberOf(date) + 1), timeZone) };
}

/**
 * When a date begins in a time zone, in epoch milliseconds. Where clocks leave its midnight out, that is the first
 * instant of the day, and where they show it twice, the first of both: Java, by which AppSync reads formatted times,
 * takes the offset from before the change. https://docs.oracle.com/javase/8/docs/api/java/time/ZonedDateTime.html
 */
export const midnightOf = (date: string, timeZone: string) =>
  util.time.parseFormattedToEpochMilliSeconds(`${date} 00:00:00`, 'yyyy-MM-dd HH:mm:ss', timeZone);

/** Throws where an instant of ISO 8601 begins no slot, with the slots before and after it. */
export function checkSlot(dateTime: string, { slotMinutes, timeZone }: SlotGrid): void {
  const instant = util.time.parseISO8601ToEpochMilliSeconds(dateTime);
  const { before, after } = slotsAround(instant, dayAround(instant, timeZone), slotMinutes);
  if (before !== after)
    throwError('InvalidArgument', 'dateTime must be the beginning of a slot', {
      argument: 'dateTime',
      nearest: [instantAt(before), instantAt(after)],
    });
}
