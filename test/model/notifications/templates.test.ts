import { describe, expect, test } from 'vitest';
import { englishPhrases } from '../../../model/notifications/english.ts';
import type { Facts } from '../../../model/notifications/facts.ts';
import { germanPhrases } from '../../../model/notifications/german.ts';
import { languages, notificationKinds, type NotificationKind } from '../../../model/notifications/kinds.ts';
import { renderNotification } from '../../../model/notifications/templates.ts';
import { isLine } from '../../../model/texts.ts';

/** Markup, another header, a text that turns round, a terminal's command, and half of a character. */
const hostile = '<img src=x onerror=a()>\r\nBcc: all@example.com\u202e\u001b[2J\ud800{{name}}${name}';

const order = (orderId: string) => ({ orderId, amountCents: 123_456, currency: 'EUR' });
const stay = (apartmentNumber: string) => ({
  ...{ apartmentNumber, startDate: '2027-03-10', endDate: '2027-03-13' },
  holdUntil: '2027-03-01T10:00:00.000Z',
});
const appointment = (serviceName: string) => ({
  ...{ serviceName, dateTime: '2027-03-28T01:30:00.000Z', timeZone: 'Europe/Berlin' },
  holdUntil: '2027-03-01T10:00:00.000Z',
});

/** What each kind may be told of, with a name that somebody chose. */
const factsOf = (name: string): { readonly [Kind in NotificationKind]: readonly Facts[Kind][] } => ({
  BOOKING_APPROVED: [stay(name), appointment(name)],
  BOOKING_REJECTED: [stay(name), appointment(name)],
  BOOKING_EXPIRED: [stay(name), appointment(name)],
  BOOKING_ABOUT_TO_EXPIRE: [stay(name), appointment(name)],
  STAY_REMINDER: [stay(name), appointment(name)],
  PAYMENT_REFUSED: [stay(name), appointment(name), order(name)],
  ORDER_CREATED: [order(name)],
  ORDER_READY: [order(name)],
  ORDER_DELIVERED: [order(name)],
  ORDER_CANCELED: [order(name)],
  BACK_IN_STOCK: [{ sku: 'lamp', name }],
});

/** Everything that is said, of all kinds and facts, in a language. */
const saidIn = (language: (typeof languages)[number], name: string) =>
  notificationKinds.flatMap((kind) =>
    // A kind's own facts, which TypeScript does not see of a union.
    factsOf(name)[kind].map((facts) => ({ kind, ...renderNotification(kind, facts as never, language) })),
  );

describe.each(languages)('in %s', (language) => {
  test('each kind says what it is about, in words of its own', () => {
    const said = saidIn(language, 'Name-17');
    expect(said.every(({ title, body }) => `${title} ${body}`.includes('Name-17'))).toBe(true);
    expect(
      said.filter(({ title, body }) => /undefined|null|NaN|Invalid|\[object/.test(title + body)),
    ).toEqual([]);
    const titles = said.map(({ kind, title }) => `${kind}: ${title}`);
    expect(new Set(said.map(({ title }) => title)).size).toBe(new Set(titles).size);
  });

  test('whatever a name holds, there are two lines of at most 80 and 400 characters', () => {
    for (const name of [hostile, hostile.repeat(50), '👩‍👩‍👧'.repeat(300)])
      for (const { title, body } of saidIn(language, name)) {
        expect([isLine(title), isLine(body)]).toEqual([true, true]);
        expect([...title].length).toBeLessThanOrEqual(80);
        expect([...body].length).toBeLessThanOrEqual(400);
      }
  });
});

test('both languages say everything, and none what the other says', () => {
  const [english, german] = [saidIn('EN', 'x'), saidIn('DE', 'x')];
  expect(german.filter(({ title }, index) => title === english[index]!.title)).toEqual([]);
  expect(Object.keys(germanPhrases)).toEqual(Object.keys(englishPhrases));
  for (const state of ['asked', 'ended', 'gone'] as const) {
    expect(Object.keys(germanPhrases.unsubscribing[state])).toEqual(
      Object.keys(englishPhrases.unsubscribing[state]),
    );
    expect(germanPhrases.unsubscribing[state].title).not.toBe(englishPhrases.unsubscribing[state].title);
  }
});

test('days, times and money are written as the language does, times in the zone of the place', () => {
  const body = (kind: 'BOOKING_APPROVED' | 'ORDER_CREATED', language: 'EN' | 'DE', facts: object) =>
    renderNotification(kind, facts as never, language).body;
  // Half past three in the morning of the day on which clocks were set.
  expect(body('BOOKING_APPROVED', 'DE', appointment('Sauna'))).toContain(
    'Sauna, 28. März 2027 um 03:30 MESZ',
  );
  expect(body('BOOKING_APPROVED', 'EN', appointment('Sauna'))).toMatch(/Sauna, 28 March 2027 at 03:30 \S+/);
  expect(body('ORDER_CREATED', 'DE', order('o-1'))).toContain('1.234,56\u00a0€');
  expect(body('ORDER_CREATED', 'EN', order('o-1'))).toContain('€1,234.56');
});
