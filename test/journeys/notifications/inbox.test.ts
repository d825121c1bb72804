import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_EMAILS, MAX_TEXTS_TO_NUMBER } from '../../../model/notifications/deliveries.ts';
import * as given from '../given.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import { deadLetters } from '../orders/deadLetters.ts';
import { redelivers } from '../orders/redelivers.ts';
import * as whenOrders from '../orders/when.ts';
import { putsRow } from '../policies/operator.ts';
import * as then from '../then.ts';
import * as whenBookings from '../when.ts';
import { aReadyEvent, countsInvocations, entriesBefore } from './storm.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk();
  tenant = await desk.tenant();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const anApprovedStay = async (person: given.Person) => {
  const id = await whenBookings.hasBooked(desk, person, whenBookings.aStay(await desk.apartment()));
  expect((await whenBookings.confirms(desk, desk.caretaker, id)).errors).toBeUndefined();
  await desk.cloud.settles();
  return id;
};

test('whoever follows the inbox is told of an approval once, and finds it there', async () => {
  const follower = await when.follows(desk, tenant);
  const bookingId = await anApprovedStay(tenant);
  await follower.close();

  const delivered = follower.all().map(({ data }) => data.onNotification);
  expect(delivered).toEqual(await when.inbox(tenant));
  expect(delivered).toMatchObject([
    {
      ...{ userId: tenant.id, kind: 'BOOKING_APPROVED', title: 'Your booking is approved', bookingId },
      body: 'Apartment 101, 10 March 2027 to 13 March 2027. It is yours; you can pay for it now.',
      ...{ orderId: null, sku: null, readOn: null },
    },
  ]);
});

test('people are told in the language that they chose', async () => {
  const person = await desk.tenant();
  expect(await when.prefers(person, { language: 'DE' })).toMatchObject({
    ...{ userId: person.id, channels: ['EMAIL'], language: 'DE', quietHours: null },
  });
  await anApprovedStay(person);
  expect(await when.inbox(person)).toMatchObject([
    { body: 'Wohnung 101, 10. März 2027 bis 13. März 2027. Sie gehört Ihnen und kann jetzt bezahlt werden.' },
  ]);
});

test('quiet hours are taken away by null, and all else stays as it was', async () => {
  const person = await desk.tenant();
  const quietHours = { from: '22:00', to: '07:30', timeZone: 'Europe/Berlin' };
  expect(await when.prefers(person, { language: 'DE', quietHours })).toMatchObject({ quietHours });
  expect(await when.prefers(person, { quietHours: null })).toMatchObject({
    language: 'DE',
    quietHours: null,
  });
});

test('an order is followed from its creation to its end, and a refused one is told of, too', async () => {
  const person = await desk.tenant();
  await whenOrders.hasRestocked(desk, 'lamp', 5);
  await whenOrders.places(desk, person, { orderId: 'told-1', lines: [whenOrders.aLine('lamp')] });
  await comesToRest(desk);
  for (const move of ['shipOrder', 'deliverOrder'] as const)
    await whenOrders.moves(desk, desk.caretaker, move, 'told-1');
  await desk.cloud.advance(1000);
  await whenOrders.places(desk, person, { orderId: 'told-2', lines: [whenOrders.aLine('lamp')] });
  await desk.cloud.settles();
  await whenOrders.moves(desk, person, 'cancelOrder', 'told-2');
  await comesToRest(desk);
  expect((await when.told(person)).sort()).toEqual([
    'ORDER_CANCELED: Your order was canceled',
    'ORDER_CREATED: We have your order',
    'ORDER_CREATED: We have your order',
    'ORDER_DELIVERED: Your order was delivered',
  ]);
});

test('an entry is marked as read, which nobody is told of again, and unread ones are asked for alone', async () => {
  const person = await desk.tenant();
  const [, kept] = [await anApprovedStay(person), await anApprovedStay(person)];
  const follower = await when.follows(desk, person);
  const read = (await when.inbox(person)).find(({ bookingId }) => bookingId !== kept)!;
  expect(await when.marks(desk, person, [read['id'], read['id']])).toEqual({
    data: { markNotificationsRead: true },
  });
  await desk.cloud.advance(1000);
  expect((await when.marks(desk, person, [read['id']])).errors).toBeUndefined();
  await desk.cloud.settles();
  await follower.close();

  expect(follower.all()).toEqual([]);
  expect(await when.inbox(person, { unreadOnly: true })).toMatchObject([{ bookingId: kept }]);
  const [again] = (await when.inbox(person)).filter(({ readOn }) => readOn);
  expect(again).toMatchObject({ id: read['id'] });
  expect(Date.parse(again!['readOn'])).toBe(desk.cloud.world.clock.now() - 1000);
});

test("nobody reads, follows or marks another person's inbox", async () => {
  const [owner, other] = [await desk.tenant(), await desk.tenant()];
  await anApprovedStay(owner);
  const [entry] = await when.inbox(owner);
  for (const session of [other, desk.caretaker]) {
    then.isRefused(await whenBookings.ask(desk, session, when.INBOX, { userId: owner.id }), 'Forbidden');
    then.isRefused(await when.marks(desk, session, [entry!['id']]), 'NotFound', { id: entry!['id'] });
  }
  expect(await when.inbox(desk.admin, { userId: owner.id })).toEqual([{ ...entry, readOn: null }]);
});

const addressOf = ({ username }: given.Person) => `${username}@frontdesk.example`;

test('a deleted account leaves neither its telephone number nor what it waited for, and its links end', async () => {
  const [person, other] = [await when.aVerifiedTenant(desk), await desk.tenant()];
  await when.verifiesPhone(desk, person, '+491701230077');
  const stay = await when.hasApprovedStay(desk, person);
  const link = when.unsubscribeLinkIn(when.sentTo(desk, addressOf(person)).at(-1)!);
  await person.graphql('mutation ($id: ID!) { cancelBooking(bookingId: $id) { id } }', { id: stay });
  await when.hasSoldOut(desk, 'gone-lamp');
  for (const each of [person, other]) await each.graphql(when.WATCH, { sku: 'gone-lamp' });
  const left = async () => [
    ...(await then.items(desk, `CONTACT#${person.id}`)).filter(({ sk }) => sk === 'CONTACT'),
    ...(await then.items(desk, `WATCHES#${person.id}`)),
  ];
  expect(await left()).toMatchObject([{ phone: '+491701230077' }, { sku: 'gone-lamp' }]);

  await person.graphql('mutation ($id: ID!) { deleteUserAccount(id: $id) }', { id: person.id });
  await desk.cloud.settles();
  expect(await left()).toEqual([]);
  expect(await when.posts(desk, link)).toMatchObject({ status: 404 });
  expect(await then.items(desk, `WATCHES#${other.id}`)).toHaveLength(1);

  // Whoever comes back is not forgotten by an event that comes again.
  const events = await then.items(desk, `EVENTS#USER_ID#${person.id}`);
  const input = { email: addressOf(person), firstName: 'Back', lastName: 'Again' };
  await person.graphql('mutation ($input: UserInput!) { createUserAccount(input: $input) { id } }', {
    input,
  });
  await when.prefers(person, { language: 'DE' });
  await redelivers(
    desk,
    events.filter(({ eventName }) => eventName === 'USER_DELETED_EVENT'),
  );
  await desk.cloud.settles();
  expect(await when.prefers(person, {})).toMatchObject({ language: 'DE', phone: null });
});

test('whoever signs up with an address that Cognito has verified is written to there', async () => {
  const person = await desk.tenant();
  const input = { email: addressOf(person) };
  const [answer] = Object.values(
    await person.graphql(
      'mutation ($input: UpdateUserInput!) { updateUserAccount(input: $input) { verified } }',
      { input },
    ),
  );
  expect(answer).toEqual({ verified: true });
  await when.hasApprovedStay(desk, person);
  expect(when.sentTo(desk, addressOf(person))).toHaveLength(1);
});

/** The environment can set more: `STORM_EVENTS=1000`. */
const { STORM_EVENTS = '60' } = process.env;
const PHONE = '+491701250001';

test('a storm of events is told in full in the inbox, outside up to the caps, and nobody else waits for its end', async () => {
  const [victim, neighbour] = [await desk.tenant(), await desk.tenant()];
  const others = await Promise.all(Array.from({ length: 4 }, () => desk.tenant()));
  await when.isReachable(desk, victim, PHONE);
  const apartment = await desk.apartment();
  const counts = {
    creates: countsInvocations(desk, 'CreateNotifications'),
    sends: countsInvocations(desk, 'SendNotifications'),
  };
  const before = entriesBefore(desk, 'BOOKING#');

  const people = Array.from({ length: Number(STORM_EVENTS) }, (_, index) =>
    index % 3 === 0 ? others[index % others.length]! : victim,
  );
  const events = people.map(({ id }, index) => aReadyEvent(desk, `storm-${index}`, id));
  await Promise.all(events.map((event) => putsRow(desk, event)));
  // Somebody says of other people's orders that they are the victim's.
  const lies = events
    .filter(({ eventData }) => eventData.userId !== victim.id)
    .map((event) => ({ ...event, eventData: { ...event.eventData, userId: victim.id } }));
  await redelivers(desk, lies);
  expect((await whenBookings.books(desk, neighbour, whenBookings.aStay(apartment))).errors).toBeUndefined();
  await desk.cloud.settles();
  await desk.cloud.advance(60_000);
  await desk.cloud.settles();

  for (const person of new Set(people)) {
    const entries = await then.items(desk, `INBOX#${person.id}`);
    expect(entries.map(({ orderId }) => orderId).sort()).toEqual(
      events.flatMap(({ orderId, eventData }) => (eventData.userId === person.id ? [orderId] : [])).sort(),
    );
  }
  expect(when.sentTo(desk, addressOf(victim))).toHaveLength(MAX_EMAILS);
  // The code is one of them.
  expect(when.sentTo(desk, PHONE)).toHaveLength(MAX_TEXTS_TO_NUMBER);
  expect(before()).toBeLessThan(events.length);
  // Each message was worked on once, many at a time, and none failed.
  expect(counts).toMatchObject({
    creates: { failed: 0, messages: events.length + lies.length },
    sends: { failed: 0, messages: people.filter((person) => person === victim).length },
  });
  for (const { succeeded, messages } of Object.values(counts)) expect(succeeded).toBeLessThan(messages / 2);
  expect(await deadLetters(desk, ['CreateNotifications', 'SendNotifications'])).toEqual([]);
});

test('where all of the stage has had its texts of a day, nobody gets another', async () => {
  const person = await desk.tenant();
  await when.isReachable(desk, person, '+491701250002');
  const day = new Date(desk.cloud.world.clock.now()).toISOString().slice(0, 10);
  const counted = { whose: 'STAGE#ALL', day, channel: 'TEXT', messages: 500, ttl: 9e9 };
  await putsRow(desk, { pk: 'DELIVERY#STAGE#ALL', sk: `DAY#${day}#TEXT`, ...counted });
  await anApprovedStay(person);
  expect(when.sentTo(desk, '+491701250002')).toHaveLength(1);
  expect(when.sentTo(desk, addressOf(person))).toHaveLength(1);
});
