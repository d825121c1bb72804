import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { startCloud } from '../../../local/startCloud.ts';
import { NOTIFICATION_CREATED_EVENT } from '../../../model/notifications/events.ts';
import { bookingNotices, notificationKinds, orderNotices } from '../../../model/notifications/kinds.ts';
import type { Session } from '../../../start/connect.ts';
import type { Subscriber } from '../../support/subscriber.ts';
import { receives, whilePaused } from '../deadLetters/when.ts';
import { type GoldenEvent, readGoldenEvents } from '../events/goldenEvents.ts';
import * as given from '../given.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import { callSqs } from '../orders/deadLetters.ts';
import { redelivers } from '../orders/redelivers.ts';
import * as then from '../then.ts';
import { everyKind, timePasses } from './everyKind.ts';
import * as when from './when.ts';

const MINUTES = 60_000;

const toldNames: readonly string[] = [...Object.keys(orderNotices), ...Object.keys(bookingNotices)];

/** What the bus said of what people are told of, in earlier versions. */
const golden = readGoldenEvents()
  .filter(({ eventName }) => toldNames.includes(eventName))
  .map((event) => ({ ...event, applied: true }));

interface Told {
  person: given.Person;
  /** Who is told. */
  session: Session;
  readonly phone: string;
  readonly followers: Subscriber[];
  /** The entries that its followers were sent until everything came again. */
  delivered: readonly string[];
}

let desk: given.Frontdesk;
const told = new Map<string, Told>();
const sent: ReturnType<typeof when.sentTo> = [];

const follow = async () => {
  for (const { session, followers } of told.values()) followers.push(await when.follows(desk, session));
};

/** The machine dies and comes back, with what was stored. What it sent until then is kept here. */
async function restarts(dataDirectory: string): Promise<void> {
  sent.push(...desk.cloud.services.mailbox.messages());
  const frozenAt = desk.cloud.world.clock.now();
  await desk.cloud.close();
  const cloud = await startCloud({ assembly: inject('assembly'), dataDirectory, frozenAt });
  desk = { ...desk, cloud, [Symbol.asyncDispose]: () => cloud.close() };
  desk = {
    ...desk,
    admin: await given.signedInAgain(desk, desk.admin),
    caretaker: await given.signedInAgain(desk, desk.caretaker),
  };
  for (const each of told.values()) {
    each.person = await given.signedInAgain(desk, each.person);
    each.session = await given.signedInAgain(desk, each.session);
  }
}

beforeAll(async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'told-'));
  desk = await given.frontdesk({ dataDirectory });
  await desk.caretaker.graphql('mutation { updateUserAccount(input: { userType: CARETAKER }) { id } }', {});
  for (const [index, { kind, who }] of everyKind.entries()) {
    const person = await desk.tenant();
    const session = who?.(desk) ?? person;
    const phone = `+4917100000${String(index).padStart(2, '0')}`;
    await when.isReachable(desk, session, phone);
    told.set(kind, { person, session, phone, followers: [], delivered: [] });
  }
  await follow();
  // All of it is late: first where it is written, then where it is sent, and there the machine dies meanwhile.
  await receives(desk, 'SendNotifications', false);
  await whilePaused(desk, 'CreateNotifications', async () => {
    for (const { kind, happens } of everyKind) await happens(desk, told.get(kind)!.person);
    await timePasses(desk);
    for (const { kind, goesOn } of everyKind) await goesOn?.(desk, told.get(kind)!.person);
    await timePasses(desk);
    expect(await then.items(desk, 'INBOX#')).toEqual([]);
  });
  await desk.cloud.settles();
  await restarts(dataDirectory);
  await receives(desk, 'SendNotifications', true);
  await follow();
  for (const { kind, comesLater } of everyKind) await comesLater?.(desk, told.get(kind)!.person);
  await desk.cloud.advance(15 * MINUTES);
  await comesToRest(desk);
  for (const each of told.values()) each.delivered = deliveredTo(each.followers);
  await replays();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const deliveredTo = (followers: readonly Subscriber[]): string[] =>
  followers.flatMap((follower) => follower.all()).map(({ data }) => data.onNotification.id);

/** Everything that people are told of comes again, and as events of earlier versions said it. */
async function replays(): Promise<void> {
  const rows = (await then.items(desk, '')).filter(
    ({ applied, eventName }) => applied && [...toldNames, NOTIFICATION_CREATED_EVENT].includes(eventName),
  );
  await redelivers(desk, rows);
  const { url: QueueUrl } = desk.cloud.describe().queues['CreateNotifications']!;
  for (const detail of [...golden, ...rows.flatMap(goldenAbout)])
    await callSqs(desk, 'SendMessage', { QueueUrl, MessageBody: JSON.stringify({ detail }) });
  await comesToRest(desk);
}

/** What earlier versions would have said of the same. */
const goldenAbout = ({ eventName, eventData }: Record<string, any>): GoldenEvent[] => {
  const name = 'bookingId' in eventData ? 'bookingId' : 'orderId';
  const updatedOn = { S: new Date(desk.cloud.world.clock.now()).toISOString() };
  return golden
    .filter((event) => event.eventName === eventName)
    .map((event) => ({
      ...event,
      eventData: { ...event.eventData, updatedOn, [name]: { S: eventData[name] } },
    }));
};

test('there is a story for each kind', () => {
  expect(everyKind.map(({ kind }) => kind)).toEqual(notificationKinds);
});

test.each(everyKind)(
  '$kind is told once in the inbox, to whoever follows it, by e-mail and by text, whatever is late, doubled or replayed',
  async ({ kind }) => {
    const { session, phone, followers, delivered } = told.get(kind)!;
    const entries = await when.inbox(session);
    expect(entries.filter((entry) => entry['kind'] === kind)).toHaveLength(
      kind === 'PAYMENT_REFUSED' ? 2 : 1,
    );
    const ids = entries.map(({ id }) => id).sort();
    expect(delivered.toSorted()).toEqual(ids);
    // An entry that is announced again is the same one.
    expect([...new Set(deliveredTo(followers))].sort()).toEqual(ids);
    const messages = [...sent, ...desk.cloud.services.mailbox.messages()];
    const to = (address: string) => messages.filter((message) => message.to === address);
    const titles = entries.map(({ title }) => title).sort();
    expect(
      to(`${session.username}@frontdesk.example`)
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(titles);
    // The first was the code.
    const texts = to(phone)
      .slice(1)
      .map(({ body }) => body.split(': ')[0]);
    expect(texts.sort()).toEqual(titles.map((title) => title.split(': ')[0]));
  },
);
