import { expect, test } from 'vitest';
import { expectEverybodyTold, expectToldOnce } from './notifications.ts';

type Row = Record<string, any>;

const order: Row = { pk: 'EVENTS#ORDER_ID#o-1', sk: 'ORDER', orderId: 'o-1', userId: 'ada' };
const event: Row = {
  ...{ pk: order['pk'], sk: 'EVENT#ORDER_CREATED_EVENT', eventName: 'ORDER_CREATED_EVENT' },
  ...{ orderId: 'o-1', applied: true, eventData: { userId: 'ada' } },
};
const entry: Row = { pk: 'INBOX#ada', sk: 'EVENT#1', userId: 'ada', kind: 'ORDER_CREATED', orderId: 'o-1' };
const booking: Row = { pk: 'BOOKING#b-1', sk: 'BOOKING', id: 'b-1', userId: 'ada' };
const payment = (attempt: number): Row => ({ pk: 'BOOKING#b-1', sk: `PAYMENT#${attempt}` });
const refused = (id: number): Row => ({
  ...{ pk: 'INBOX#ada', sk: `EVENT#refused-${id}`, userId: 'ada', kind: 'PAYMENT_REFUSED', bookingId: 'b-1' },
});
const contact: Row = { pk: 'CONTACT#ada', sk: 'CONTACT', userId: 'ada', phone: '+49170' };
const delivery: Row = {
  ...{ pk: 'DELIVERY#ada', sk: 'TEXT#1', userId: 'ada', channel: 'TEXT', subjectId: '1', sends: 1 },
};
const rows = [
  order,
  event,
  entry,
  booking,
  payment(1),
  payment(2),
  refused(1),
  refused(2),
  contact,
  delivery,
];
const text = { medium: 'TEXT' as const, to: '+49170' };

test('one entry for each event, kind and person, and one text for each claim, are as they should be', () => {
  expectToldOnce(rows, [text]);
  expectEverybodyTold(rows, new Set());
  expectEverybodyTold(
    rows.filter((row) => row !== entry),
    new Set(['o-1']),
  );
});

test.each<[string, Row[], (typeof text)[]]>([
  // As where an entry's key would not follow from its event alone.
  ['an event that somebody was told of twice', [...rows, { ...entry, sk: 'EVENT#2' }], [text]],
  ['a refused payment that somebody was told of twice', [...rows, refused(3)], [text]],
  [
    'somebody who was told of another’s order',
    [...rows, { ...entry, pk: 'INBOX#bob', userId: 'bob' }],
    [text],
  ],
  ['an order that is nobody’s', rows.filter((row) => row !== order), [text]],
  [
    'a text that was claimed twice',
    rows.map((row) => (row === delivery ? { ...row, sends: 2 } : row)),
    [text],
  ],
  ['a text that was sent twice', rows, [text, text]],
  ['a text that nobody claimed', rows.filter((row) => row !== delivery), [text]],
])('%s is noticed', (_what, changed, sent) => {
  expect(() => expectToldOnce(changed, sent)).toThrow();
});

test('an event that nobody was told of is noticed', () => {
  expect(() =>
    expectEverybodyTold(
      rows.filter((row) => row !== entry),
      new Set(),
    ),
  ).toThrow();
});
