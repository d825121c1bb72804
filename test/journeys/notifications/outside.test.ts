import type { RequestOptions } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask as request } from '../../support/ask.ts';
import * as given from '../given.ts';
import { redelivers } from '../orders/redelivers.ts';
import { comesToRest } from '../orders/comesToRest.ts';
import * as then from '../then.ts';
import { ask } from '../when.ts';
import { putsRow } from '../policies/operator.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

const MINUTES = 60_000;
const addressOf = ({ username }: given.Person) => `${username}@frontdesk.example`;

const sentToPerson = (person: given.Person) => when.sentTo(desk, addressOf(person)).at(-1)!;

const open = (link: string, options: RequestOptions = {}) =>
  request(`${desk.cloud.awsEndpointUrl}${link}`, options);

const clicks = (link: string) => when.posts(desk, link);

const GONE = { status: 404, body: expect.stringContaining('This link is not valid any more') };

/** Every event of a person's inbox and bookings comes again. */
const everythingComesAgain = async (person: given.Person) => {
  const entries = await then.items(desk, `INBOX#${person.id}`);
  const bookings = entries.map(({ bookingId }) => `EVENTS#BOOKING_ID#${bookingId}`);
  const events = (await Promise.all(bookings.map((key) => then.items(desk, key)))).flat();
  await redelivers(desk, [...events, ...entries, ...events, ...entries]);
  await comesToRest(desk);
};

describe('an e-mail', () => {
  test('goes to a verified address, once whatever comes again, as text and as HTML', async () => {
    const person = await when.aVerifiedTenant(desk);
    await when.hasApprovedStay(desk, person);
    await everythingComesAgain(person);
    const sent = when.sentTo(desk, addressOf(person));
    expect(sent).toMatchObject([
      {
        ...{ medium: 'EMAIL', from: 'desk@frontdesk.example', subject: 'Your booking is approved' },
        body: expect.stringContaining('Apartment 101, 10 March 2027 to 13 March 2027.'),
        html: expect.stringContaining('<p>Apartment 101, 10 March 2027 to 13 March 2027.'),
      },
    ]);
    expect(await when.inbox(person)).toHaveLength(1);
  });

  test('goes to nobody whose address is not verified, who wants none, or who is disabled', async () => {
    const [unverified, unwilling, disabled] = [
      await desk.tenant(),
      await when.aVerifiedTenant(desk),
      await when.aVerifiedTenant(desk),
    ];
    await when.prefers(unwilling, { channels: [] });
    const id = await when.hasApprovedStay(desk, disabled);
    const before = when.sentTo(desk, addressOf(disabled)).length;
    await desk.admin.graphql('mutation ($id: ID!) { disableUser(id: $id) { id } }', { id: disabled.id });
    for (const person of [unverified, unwilling]) await when.hasApprovedStay(desk, person);
    await redelivers(desk, await then.items(desk, `EVENTS#BOOKING_ID#${id}`));
    await desk.cloud.settles();
    for (const person of [unverified, unwilling]) {
      expect(when.sentTo(desk, addressOf(person))).toEqual([]);
      expect(await when.inbox(person)).toHaveLength(1);
    }
    expect(when.sentTo(desk, addressOf(disabled))).toHaveLength(before);
  });

  test('of names with markup and line breaks has neither', async () => {
    const person = await when.aVerifiedTenant(desk);
    const key = { pk: `USER#${person.id}`, sk: 'USER' };
    const [account] = (await then.items(desk, key.pk)).filter(({ sk }) => sk === 'USER');
    const firstName = '<img src=x onerror="a()">\r\nBcc: all@example.com';
    await putsRow(desk, { ...account, ...key, firstName });
    await when.hasApprovedStay(desk, person);
    const [sent] = when.sentTo(desk, addressOf(person));
    expect(sent!.body.split('\n')[0]).toBe('Hello <img src=x onerror="a()">  Bcc: all@example.com,');
    expect(sent!.html).toContain('Hello &lt;img src=x onerror=&quot;a()&quot;&gt;  Bcc: all@example.com,');
    expect(sent).toMatchObject({ to: addressOf(person) });
    expect(sent).not.toHaveProperty('bcc');
  });
});

describe('the link to end e-mails', () => {
  test('ends them by a mailbox’s own button, and the next e-mail once they are wanted again has another', async () => {
    const person = await when.aVerifiedTenant(desk);
    await when.hasApprovedStay(desk, person);
    const link = when.unsubscribeLinkIn(sentToPerson(person));
    // What scanners of mail do.
    for (const method of ['GET', 'HEAD']) expect(await open(link, { method })).toMatchObject({ status: 200 });
    await when.hasApprovedStay(desk, person);
    expect(when.sentTo(desk, addressOf(person))).toHaveLength(2);

    for (let count = 0; count < 2; count++)
      expect(await clicks(link)).toMatchObject({
        status: 200,
        body: expect.stringContaining('You get no more e-mails'),
      });
    expect(await when.prefers(person, {})).toMatchObject({ channels: [] });
    await when.hasApprovedStay(desk, person);
    expect(when.sentTo(desk, addressOf(person))).toHaveLength(2);
    expect(await when.inbox(person)).toHaveLength(3);

    await when.prefers(person, { channels: ['EMAIL'] });
    await when.hasApprovedStay(desk, person);
    const sent = sentToPerson(person);
    expect(when.sentTo(desk, addressOf(person))).toHaveLength(3);
    expect(await clicks(link)).toMatchObject(GONE);
    expect(await when.prefers(person, {})).toMatchObject({ channels: ['EMAIL'] });
    expect(await clicks(when.unsubscribeLinkIn(sent))).toMatchObject({ status: 200 });
  });

  test('of a forged token, another person or an earlier address does nothing, all alike', async () => {
    const [person, other] = [await when.aVerifiedTenant(desk), await when.aVerifiedTenant(desk)];
    for (const each of [person, other]) await when.hasApprovedStay(desk, each);
    const [link, others] = [
      when.unsubscribeLinkIn(sentToPerson(person)),
      when.unsubscribeLinkIn(sentToPerson(other)),
    ];
    const forged = [
      link.replace(person.id, other.id),
      link.replace(person.id, 'nobody'),
      link.replace(/[\w-]{43}(?=\?)/, 'x'.repeat(43)),
      link.replace(/[\w-]{43}(?=\?)/, ''),
      link.replace('/unsubscribe/', '/'),
    ];
    const input = { id: person.id, email: 'another@frontdesk.example', verified: true };
    await desk.admin.graphql(
      'mutation ($input: UpdateUserInput!) { updateUserAccount(input: $input) { id } }',
      { input },
    );
    for (const each of [...forged, link]) expect(await clicks(each)).toMatchObject(GONE);
    for (const each of [person, other])
      expect(await when.prefers(each, {})).toMatchObject({ channels: ['EMAIL'] });
    expect(await open(others, { method: 'PUT' })).toMatchObject({ status: 405 });
  });

  test('shows a page in the language of the e-mail, which runs nothing and is kept nowhere', async () => {
    const person = await when.aVerifiedTenant(desk);
    await when.prefers(person, { language: 'DE', channels: ['EMAIL', 'TEXT'] });
    await when.hasApprovedStay(desk, person);
    const sent = sentToPerson(person);
    expect(await open(when.unsubscribeLinkIn(sent))).toMatchObject({
      body: expect.stringContaining('<button>E-Mails abbestellen</button>'),
      headers: {
        'cache-control': 'no-store',
        'content-security-policy': expect.stringContaining("default-src 'none'"),
        'referrer-policy': 'no-referrer',
      },
    });
    expect(sent.body).toContain(`Diese E-Mails abbestellen: `);
    expect(sent.html).toContain('/unsubscribe/');
    expect(await clicks(when.unsubscribeLinkIn(sent))).toMatchObject({
      body: expect.stringContaining('Sie erhalten keine E-Mails mehr'),
    });
    expect(await when.prefers(person, {})).toMatchObject({ channels: ['TEXT'] });
  });
});

describe('a text', () => {
  test('goes to a verified number, once whatever comes again', async () => {
    const person = await desk.tenant();
    await when.prefers(person, { channels: ['TEXT'], language: 'DE' });
    await when.verifiesPhone(desk, person, '+491701230001');
    await when.hasApprovedStay(desk, person);
    await everythingComesAgain(person);
    expect(when.sentTo(desk, '+491701230001').map(({ body }) => body)).toEqual([
      expect.stringMatching(/^\d{6} ist Ihr Code für Nachrichten von Frontdesk\./),
      'Ihre Buchung ist bestätigt: Wohnung 101, 10. März 2027 bis 13. März 2027. Sie gehört Ihnen und kann jetzt bezahlt werden.',
    ]);
  });

  test('goes neither to a number that is not verified nor to the one before', async () => {
    const person = await desk.tenant();
    await when.prefers(person, { channels: ['TEXT'] });
    await when.verifiesPhone(desk, person, '+491701230002');
    await person.graphql(when.CHANGE_PHONE, { phone: '+491701230003' });
    await desk.cloud.settles();
    await when.hasApprovedStay(desk, person);
    expect(when.sentTo(desk, '+491701230002')).toHaveLength(1);
    expect(when.sentTo(desk, '+491701230003')).toHaveLength(1);
  });

  test('is stopped by whoever answers STOP', async () => {
    const person = await desk.tenant();
    await when.prefers(person, { channels: ['TEXT'] });
    await when.verifiesPhone(desk, person, '+491701230004');
    desk.cloud.services.sns.takeReply('+491701230004', 'STOP');
    await when.hasApprovedStay(desk, person);
    expect(when.sentTo(desk, '+491701230004')).toHaveLength(1);
  });
});

describe('a code', () => {
  test('is good for ten minutes, for five tries and for the number that it was sent to', async () => {
    const person = await desk.tenant();
    const asks = (phone: string) => person.graphql(when.CHANGE_PHONE, { phone });
    const tries = (code: string) => ask(desk, person, when.VERIFY, { code });
    await asks('+491701230005');
    await desk.cloud.settles();
    const code = when.codeIn(when.sentTo(desk, '+491701230005')[0]!.body);
    const wrong = code === '000000' ? '000001' : '000000';
    const answers = await Promise.all(Array.from({ length: 8 }, () => tries(wrong)));
    expect(answers.map(({ errors }) => errors?.[0]?.errorType).sort()).toEqual([
      ...Array.from({ length: 5 }, () => 'InvalidArgument'),
      ...Array.from({ length: 3 }, () => 'StateConflict'),
    ]);
    then.isRefused(await tries(code), 'StateConflict');

    await asks('+491701230005');
    await desk.cloud.settles();
    const second = when.codeIn(when.sentTo(desk, '+491701230005')[1]!.body);
    await asks('+491701230006');
    await desk.cloud.settles();
    const other = when.codeIn(when.sentTo(desk, '+491701230006')[0]!.body);
    if (other !== second) then.isRefused(await tries(second), 'InvalidArgument');
    await desk.cloud.advance(10 * MINUTES);
    then.isRefused(await tries(other), 'StateConflict');
  });

  test('is sent three times a day at most, five times to one number whoever asks, and nowhere else than texts go', async () => {
    const thief = await desk.tenant();
    for (let index = 0; index < 6; index++) {
      await thief.graphql(when.CHANGE_PHONE, { phone: `+49170999000${index}` });
      await desk.cloud.settles();
    }
    const stolen = desk.cloud.services.mailbox.messages().filter(({ to }) => to.startsWith('+49170999'));
    expect(stolen).toHaveLength(3);

    for (let index = 0; index < 7; index++) {
      const person = await desk.tenant();
      await person.graphql(when.CHANGE_PHONE, { phone: '+491708880000' });
      await desk.cloud.settles();
    }
    expect(when.sentTo(desk, '+491708880000')).toHaveLength(5);

    const abroad = await ask(desk, await desk.tenant(), when.CHANGE_PHONE, { phone: '+88213000000' });
    then.isRefused(abroad, 'InvalidArgument', { argument: 'phone' });
  });
});

// The last, because sessions last an hour.
test('what is sent outside waits for the end of quiet hours', async () => {
  const person = await when.aVerifiedTenant(desk);
  const time = (minutes: number) =>
    new Date(desk.cloud.world.clock.now() + minutes * MINUTES).toISOString().slice(11, 16);
  await when.prefers(person, { quietHours: { from: time(-5), to: time(20), timeZone: 'UTC' } });
  await when.hasApprovedStay(desk, person);
  expect(when.sentTo(desk, addressOf(person))).toEqual([]);
  expect(await when.inbox(person)).toHaveLength(1);
  await desk.cloud.advance(18 * MINUTES);
  await desk.cloud.settles();
  expect(when.sentTo(desk, addressOf(person))).toEqual([]);
  await desk.cloud.advance(15 * MINUTES);
  await desk.cloud.settles();
  await everythingComesAgain(person);
  expect(when.sentTo(desk, addressOf(person))).toHaveLength(1);
});
