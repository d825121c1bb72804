import { expect } from 'vitest';
import type { CapturedMessage } from '../../../../local/platform/CapturedMessage.ts';
import { orderNotices } from '../../../../model/notifications/kinds.ts';

type Row = Record<string, any>;

type Message = Pick<CapturedMessage, 'medium' | 'to'>;

const entriesIn = (rows: readonly Row[]) => rows.filter(({ pk }) => pk.startsWith('INBOX#'));

/**
 * Checks what is true at every instant, by the rows of the table and what was sent: nobody is told twice of one event, or of an
 * order or a booking that is somebody else's, and no text is sent twice.
 */
export function expectToldOnce(rows: readonly Row[], messages: readonly Message[]): void {
  const entries = entriesIn(rows);
  const owners = ownersIn(rows);
  for (const [told, same] of Map.groupBy(entries, toldOf))
    expect({ told, isOnce: same.length <= mostOf(same[0]!, rows) }).toEqual({ told, isOnce: true });
  for (const { userId, kind, bookingId, orderId = bookingId } of entries)
    if (orderId && kind !== 'BOOKING_ABOUT_TO_EXPIRE')
      expect({ kind, orderId, userId }).toEqual({ kind, orderId, userId: owners.get(orderId) });
  expectNoTextTwice(rows, messages);
}

/** What an entry tells whom: an event of one kind, order and person is there once. */
const toldOf = ({ userId, kind, orderId, bookingId, sku }: Row) =>
  [userId, kind, orderId ?? bookingId ?? sku].join(' ');

/** Each of several payments of a booking may be refused. */
const mostOf = ({ kind, bookingId }: Row, rows: readonly Row[]) =>
  kind === 'PAYMENT_REFUSED' && bookingId
    ? rows.filter(({ pk, sk }) => pk === `BOOKING#${bookingId}` && sk.startsWith('PAYMENT#')).length
    : 1;

const ownersIn = (rows: readonly Row[]): ReadonlyMap<string, string> =>
  new Map(
    rows
      .filter(({ sk }) => sk === 'ORDER' || sk === 'BOOKING')
      .map(({ id, orderId = id, userId }) => [orderId, userId]),
  );

/** Each text is claimed before it is sent, by a row that counts how often. */
function expectNoTextTwice(rows: readonly Row[], messages: readonly Message[]): void {
  const claims = rows.filter(
    ({ pk, channel, sends }) => pk.startsWith('DELIVERY#') && channel === 'TEXT' && sends,
  );
  for (const { userId, subjectId, sends } of claims)
    expect({ userId, subjectId, sends }).toEqual({ userId, subjectId, sends: 1 });
  const numbers = rows.filter(({ pk, phone }) => pk.startsWith('CONTACT#') && phone);
  for (const { userId, phone } of numbers) {
    const sent = messages.filter(({ medium, to }) => medium === 'TEXT' && to === phone).length;
    const claimed = claims.filter((claim) => claim['userId'] === userId).length;
    expect({ phone, isClaimed: sent <= claimed }).toEqual({ phone, isClaimed: true });
  }
}

/**
 * Checks what is true once nothing is in flight: the owner of each order has one entry for each of its events that people are told
 * of, but for those whose messages are dead letters.
 */
export function expectEverybodyTold(rows: readonly Row[], dead: ReadonlySet<string>): void {
  const told = new Set(entriesIn(rows).map(toldOf));
  const events = rows.filter(
    ({ pk, applied, eventName }) =>
      pk.startsWith('EVENTS#ORDER_ID#') && applied === true && Object.hasOwn(orderNotices, eventName),
  );
  const silent = events
    .filter(({ orderId }) => !dead.has(orderId))
    // The name is one of those that people are told of.
    .map(({ orderId, eventName, eventData }) =>
      toldOf({
        userId: eventData.userId,
        kind: orderNotices[eventName as keyof typeof orderNotices],
        orderId,
      }),
    )
    .filter((expected) => !told.has(expected));
  expect(silent).toEqual([]);
}
