import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { AwsError } from '../../../local/platform/AwsError.ts';
import * as given from '../given.ts';
import { deadLetters } from '../orders/deadLetters.ts';
import { redelivers } from '../orders/redelivers.ts';
import { putsRow } from '../policies/operator.ts';
import * as then from '../then.ts';
import { disables } from '../when.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const MINUTES = 60_000;
const restores: (() => void)[] = [];
afterEach(() => restores.splice(0).forEach((restore) => restore()));

type Service = 'ses' | 'sns';

/** Lets the next calls of an action go wrong: before it is carried out, or once it was. */
const breaks = (service: Service, action: string, faults: readonly Fault[]) => {
  const { actions } = desk.cloud.services[service];
  const real = actions[action]!;
  const left = [...faults];
  const broken: typeof real = async (input, call) => {
    const fault = left.shift();
    if (!fault) return real(input, call);
    await fault.meanwhile?.();
    if (fault.isCarriedOut) await real(input, call);
    throw new AwsError(fault.code, `${fault.code}: a fault that was asked for`, { status: fault.status });
  };
  Object.assign(actions, { [action]: broken });
  restores.push(() => Object.assign(actions, { [action]: real }));
};

interface Fault {
  readonly code: string;
  readonly status: number;
  readonly isCarriedOut?: boolean;
  readonly meanwhile?: () => Promise<unknown>;
}

const LOST: Fault = { code: 'InternalFailure', status: 500, isCarriedOut: true };
const DOWN: Fault = { code: 'InternalFailure', status: 500 };
const BUSY: Fault = { code: 'Throttled', status: 429 };
/** The worker's machine dies before the service has done anything, or once it has. */
const dies = async () => {
  const { ref } = desk.cloud.stacks
    .flatMap(({ resources }) => Object.values(resources))
    .find(({ type, path }) => type === 'AWS::Lambda::Function' && path.startsWith('SendNotifications/'))!;
  deaths += await desk.cloud.services.lambda.kill(ref);
};
let deaths = 0;
const DIES_BEFORE: Fault = { ...DOWN, meanwhile: dies };
const DIES_AFTER: Fault = { ...LOST, meanwhile: dies };
const REFUSED: Fault = { code: 'MessageRejected', status: 400 };

const mailed = (person: given.Person) => when.sentTo(desk, `${person.username}@frontdesk.example`).length;

/** Long enough for what is tried again. */
const timePasses = async () => {
  for (let step = 0; step < 4; step++) {
    await desk.cloud.advance(20_000);
    await desk.cloud.settles();
  }
};

/** The events of a person's inbox come again. */
const comesAgain = async (person: given.Person) => {
  await redelivers(desk, await then.items(desk, `INBOX#${person.id}`));
  await timePasses();
};

test.each([
  ['whose answer was lost is sent again, because nobody knows', LOST, 2],
  ['that was not carried out, which nobody knows, is sent again', DOWN, 1],
  ['that SES had no time for is sent once it has', BUSY, 1],
  ['whose worker dies before it is sent is sent by the next', DIES_BEFORE, 1],
  ['whose worker dies once it is sent is sent again, because nobody knows', DIES_AFTER, 2],
])('an e-mail %s', async (_, fault, times) => {
  const person = await when.aVerifiedTenant(desk);
  const before = deaths;
  breaks('ses', 'SendEmail', [fault]);
  await when.hasApprovedStay(desk, person);
  await timePasses();
  expect(mailed(person)).toBe(times);
  expect(deaths - before).toBe(fault.meanwhile ? 1 : 0);
  await comesAgain(person);
  expect(mailed(person)).toBe(times);
});

test('an e-mail that SES refuses is a dead letter with the reason, and goes once that is brought back', async () => {
  const person = await when.aVerifiedTenant(desk);
  breaks('ses', 'SendEmail', [REFUSED]);
  await when.hasApprovedStay(desk, person);
  await timePasses();
  expect(mailed(person)).toBe(0);
  const [letter] = await deadLetters(desk, ['SendNotifications']);
  expect(letter!.attributes['Reason']).toContain('MessageRejected');
  await comesAgain(person);
  expect(mailed(person)).toBe(1);
});

/** Does something at the moment when a message is about to be claimed: everything that it depends on has been read. */
const beforeClaim = (act: () => Promise<unknown>) => {
  const { actions } = desk.cloud.services.dynamodb;
  const real = actions['TransactWriteItems']!;
  let isDone = false;
  const late: typeof real = async (input, call) => {
    if (!isDone && JSON.stringify(input).includes('DELIVERY#')) {
      isDone = true;
      await act();
    }
    return real(input, call);
  };
  Object.assign(actions, { TransactWriteItems: late });
  restores.push(() => Object.assign(actions, { TransactWriteItems: real }));
  return () => isDone;
};

const changes = (person: given.Person, input: object) =>
  person.graphql('mutation ($input: UpdateUserInput!) { updateUserAccount(input: $input) { id } }', {
    input,
  });

test.each<[string, (person: given.Person) => Promise<unknown>]>([
  ['is disabled', ({ id }) => disables(desk, id)],
  ['wants no e-mails any more', (person) => when.prefers(person, { channels: [] })],
  ['ends them by the link', (person) => when.clicksUnsubscribe(desk, firstTo(person))],
  ['has another address', (person) => changes(person, { email: 'moved@frontdesk.example' })],
])('nobody is written to who %s between two steps', async (_, happens) => {
  const person = await when.aVerifiedTenant(desk);
  await when.hasApprovedStay(desk, person);
  const isDone = beforeClaim(() => happens(person));
  await when.hasApprovedStay(desk, person);
  await comesAgain(person);
  expect(isDone()).toBe(true);
  expect(mailed(person)).toBe(1);
  expect(when.sentTo(desk, 'moved@frontdesk.example')).toEqual([]);
  expect(await then.items(desk, `INBOX#${person.id}`)).toHaveLength(2);
});

const firstTo = ({ username }: given.Person) => when.sentTo(desk, `${username}@frontdesk.example`)[0]!;

const aTexted = async (phone: string) => {
  const person = await desk.tenant();
  await when.prefers(person, { channels: ['TEXT'] });
  await when.verifiesPhone(desk, person, phone);
  return person;
};

const texts = (phone: string) => when.sentTo(desk, phone).slice(1).length;

test.each([
  ['whose answer was lost is not sent again', LOST, '+491701240001', 1],
  ['that was not carried out, which nobody knows, is never sent', DOWN, '+491701240002', 0],
  ['that SNS had no time for is sent once it has', BUSY, '+491701240003', 1],
  ['whose worker dies before it is sent is never sent', DIES_BEFORE, '+491701240008', 0],
  ['whose worker dies once it is sent is not sent again', DIES_AFTER, '+491701240009', 1],
])('a text %s', async (_, fault, phone, times) => {
  const person = await aTexted(phone);
  const before = deaths;
  breaks('sns', 'Publish', [fault]);
  await when.hasApprovedStay(desk, person);
  await timePasses();
  await comesAgain(person);
  expect(texts(phone)).toBe(times);
  expect(deaths - before).toBe(fault.meanwhile ? 1 : 0);
});

test('a text goes neither to the old nor to the new number where it changes before the claim', async () => {
  const person = await aTexted('+491701240004');
  breaks('sns', 'CheckIfPhoneNumberIsOptedOut', [
    { ...BUSY, meanwhile: () => person.graphql(when.CHANGE_PHONE, { phone: '+491701240005' }) },
  ]);
  await when.hasApprovedStay(desk, person);
  await timePasses();
  await comesAgain(person);
  expect(texts('+491701240004')).toBe(0);
  // The code.
  expect(when.sentTo(desk, '+491701240005')).toHaveLength(1);
});

test('a text that was claimed for one number goes to no other, whatever comes again', async () => {
  const person = await aTexted('+491701240006');
  breaks('sns', 'Publish', [
    { ...DOWN, meanwhile: () => person.graphql(when.CHANGE_PHONE, { phone: '+491701240007' }) },
  ]);
  await when.hasApprovedStay(desk, person);
  await timePasses();
  await person.graphql(when.VERIFY, { code: when.codeIn(when.sentTo(desk, '+491701240007')[0]!.body) });
  await comesAgain(person);
  expect(texts('+491701240006')).toBe(0);
  expect(when.sentTo(desk, '+491701240007')).toHaveLength(1);
});

test('a storm of events ends in the inbox, and not in the mailbox', async () => {
  const person = await when.aVerifiedTenant(desk);
  const day = new Date(desk.cloud.world.clock.now()).toISOString().slice(0, 10);
  const key = { pk: `DELIVERY#${person.id}`, sk: `DAY#${day}#EMAIL` };
  await putsRow(desk, { ...key, whose: person.id, day, channel: 'EMAIL', messages: 18, ttl: 9e9 });
  for (let count = 0; count < 4; count++) await when.hasApprovedStay(desk, person);
  await timePasses();
  expect(mailed(person)).toBe(2);
  expect(await when.inbox(person)).toHaveLength(4);
});

test('nobody is told of an event that somebody made up, or that is not so any more', async () => {
  const person = await when.aVerifiedTenant(desk);
  const bookingId = await when.hasPendingStay(desk, person);
  const raw = (eventName: string, eventData: object, pk = `EVENTS#${eventName}`) =>
    desk.admin.graphql('mutation ($input: RawEventInput!) { simulateRawEvent(input: $input) }', {
      input: { pk, sk: `EVENT#${eventName}`, eventName, eventData: JSON.stringify(eventData) },
    });
  const updatedOn = new Date(desk.cloud.world.clock.now()).toISOString();
  const about = { bookingId, userId: person.id, updatedOn, outside: 'WANTED' };
  for (const name of [
    'APPROVED',
    'REJECTED',
    'EXPIRED',
    'ABOUT_TO_EXPIRE',
    'STARTS_SOON',
    'PAYMENT_REJECTED',
  ])
    await raw(`BOOKING_${name}_EVENT`, { ...about, paymentId: 'made-up' });
  await raw('NOTIFICATION_CREATED_EVENT', { ...about, notificationId: 'made-up', kind: 'ORDER_READY' });
  await raw('PHONE_CODE_REQUESTED_EVENT', { ...about, codeId: 'made-up' });
  await raw('ORDER_READY_EVENT', { ...about, orderId: 'made-up' });
  await desk.cloud.advance(MINUTES);
  await desk.cloud.settles();
  expect(await when.inbox(person)).toEqual([]);
  expect(mailed(person)).toBe(0);
});
