import { describe, expect, test } from 'vitest';
import { bookingDelayPrefix, bookingKey } from '../../../model/bookings/keys.ts';
import { BookingDelay } from '../../../model/bookings/BookingDelay.ts';
import { DeadLetter } from '../../../model/deadLetters/DeadLetter.ts';
import { DeadLetterBody } from '../../../model/deadLetters/DeadLetterBody.ts';
import { DeadLetterEvent } from '../../../model/deadLetters/DeadLetterEvent.ts';
import {
  allDeadLettersKey,
  deadLetterBodyKey,
  deadLetterEventPartition,
  deadLetterKey,
  deadLetterSortPrefix,
  queueDeadLettersKey,
  queueScansKey,
} from '../../../model/deadLetters/letterKeys.ts';
import { QueueScan } from '../../../model/deadLetters/QueueScan.ts';
import { delayedReasonOf } from '../../../model/deadLetters/states.ts';
import { orderDelayPrefix, orderPartition } from '../../../model/orders/keys.ts';
import { OrderDelay } from '../../../model/orders/OrderDelay.ts';

const table = 'T';
const instant = '2030-01-01T00:00:00.000Z';
const letter = {
  letterId: 'letter-1',
  queue: 'dead',
  status: 'OPEN',
  deathClass: 'PERMANENT',
  errorCode: 'InvalidArgument',
  reason: 'why',
  redriveCount: 0,
  sentOn: instant,
  diedOn: instant,
  recordedOn: instant,
  bodyBytes: 2,
  ttl: 1,
} as const;

describe('resolvers and Lambdas spell the same way', () => {
  test('an open letter, which lists find', () => {
    expect(DeadLetter.put(letter).params({ table }).Item).toMatchObject({
      ...deadLetterKey('letter-1'),
      gsi1pk: allDeadLettersKey,
      gsi1sk: `${deadLetterSortPrefix}${instant}#letter-1`,
      gsi2pk: queueDeadLettersKey('dead'),
      gsi2sk: `${deadLetterSortPrefix}${instant}#letter-1`,
    });
  });

  test('a letter that left, which no list finds', () => {
    const { Item } = DeadLetter.put({ ...letter, status: 'GONE' }).params({ table });
    expect(Item).toMatchObject(deadLetterKey('letter-1'));
    expect(Object.keys(Item).filter((name) => name.startsWith('gsi'))).toEqual([]);
  });

  test('a letter’s body, its event, and what is known of its queue', () => {
    const body = { letterId: 'letter-1', body: '{}', ttl: 1 };
    expect(DeadLetterBody.put(body).params({ table }).Item).toMatchObject(deadLetterBodyKey('letter-1'));
    const event = { letterId: 'letter-1', eventName: 'A', eventData: {}, applied: true, ttl: 1 };
    expect(DeadLetterEvent.put(event).params({ table }).Item).toMatchObject({
      pk: deadLetterEventPartition('letter-1'),
      sk: 'EVENT#A',
    });
    const scan = { queue: 'dead', recorded: 1, scannedOn: instant, ttl: 1 };
    expect(QueueScan.put(scan).params({ table }).Item).toMatchObject({ pk: queueScansKey, sk: 'QUEUE#dead' });
  });

  test('what delays an order, and a booking', () => {
    const delay = { letterId: 'letter-1', errorCode: 'A', failingStep: '', delayedOn: instant, ttl: 1 };
    expect(OrderDelay.put({ ...delay, orderId: 'order-1' }).params({ table }).Item).toMatchObject({
      pk: orderPartition('order-1'),
      sk: `${orderDelayPrefix}letter-1`,
    });
    expect(BookingDelay.put({ ...delay, bookingId: 'b' }).params({ table }).Item).toMatchObject({
      pk: bookingKey('b').pk,
      sk: `${bookingDelayPrefix}letter-1`,
    });
  });
});

test('the reason for staff is one line of at most 200 characters, whatever a letter says', () => {
  const reason = delayedReasonOf({
    errorCode: 'x'.repeat(500),
    failingStep: 'y\n'.repeat(500),
    letterId: '01234567-89ab-cdef-0123-456789abcdef',
  });
  expect(reason.length).toBeLessThanOrEqual(200);
  expect(reason).not.toMatch(/\n/);
  expect(reason).toMatch(/01234567-89ab-cdef-0123-456789abcdef/);
});
