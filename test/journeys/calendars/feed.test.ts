import ICAL from 'ical.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask } from '../../support/ask.ts';
import * as given from '../given.ts';
import * as when from '../when.ts';
import { CREATE_LINK, REVOKE_LINK } from './when.ts';

let desk: given.Frontdesk;
beforeAll(async () => {
  desk = await given.frontdesk();
});
afterAll(async () => desk[Symbol.asyncDispose]());

/** A new link, as a path of the AWS endpoint: Node does not resolve names below `localhost`. */
async function aLink(person: given.Person): Promise<string> {
  const { createCalendarLink } = await person.graphql(CREATE_LINK, {});
  const { hostname, pathname } = new URL(createCalendarLink.url);
  return `/lambda-url/${hostname.split('.')[0]}${pathname}`;
}

const open = (link: string, options: object = {}) => ask(`${desk.cloud.awsEndpointUrl}${link}`, options);

/** Events by title, as a calendar program reads them. */
const eventsIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => {
    const { summary, startDate, endDate } = new ICAL.Event(component);
    const status = component.getFirstPropertyValue('status');
    return [summary, startDate.toString(), endDate.toString(), status];
  });

test('a person follows their stays and appointments, and nobody else’s, as they change', async () => {
  const [tenant, other] = [await desk.tenant(), await desk.tenant()];
  const apartment = await desk.apartment();
  const stay = await when.hasBooked(desk, tenant, when.aStay(apartment, '2027-03-10', '2027-03-13'));
  await when.hasBooked(desk, other, when.aStay(await desk.apartment(), '2027-03-10', '2027-03-13'));
  const cleaning = await when.hasService(desk);
  await when.hasBookedService(desk, tenant, when.anAppointment(cleaning, '2027-03-11T08:00:00.000Z'));
  const link = await aLink(tenant);

  const first = await open(link);
  expect(first).toMatchObject({
    status: 200,
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': expect.stringContaining('private'),
      'x-robots-tag': 'noindex',
    },
  });
  expect(eventsIn(first.body)).toEqual([
    [expect.stringContaining('Stay in apartment'), '2027-03-10', '2027-03-13', 'TENTATIVE'],
    [
      expect.any(String),
      '2027-03-11T08:00:00Z',
      expect.stringMatching(/^2027-03-11T\d\d:\d\d:00Z$/),
      'TENTATIVE',
    ],
  ]);
  const etag = String(first.headers['etag']);
  expect(await open(link, { headers: { 'if-none-match': etag } })).toMatchObject({ status: 304, body: '' });
  expect(await open(link, { method: 'HEAD' })).toMatchObject({ status: 200, body: '', headers: { etag } });

  await when.confirms(desk, desk.caretaker, stay);
  await desk.cloud.settles();
  const confirmed = await open(link, { headers: { 'if-none-match': etag } });
  expect(eventsIn(confirmed.body)[0]).toContain('CONFIRMED');
  await tenant.graphql('mutation ($id: ID!) { cancelBooking(bookingId: $id) { status } }', { id: stay });
  await desk.cloud.settles();
  expect(eventsIn((await open(link)).body)[0]).toContain('CANCELLED');
});

test('a link that was replaced, revoked, forged or of a disabled person opens nothing, all alike', async () => {
  const [tenant, other] = [await desk.tenant(), await desk.tenant()];
  const replaced = await aLink(tenant);
  const link = await aLink(tenant);
  const others = await aLink(other);
  expect((await open(link)).status).toBe(200);
  const [prefix] = link.split('/calendar/');
  const secret = link.split('/').at(-1)!;
  const refused = [
    replaced,
    link.replace(secret, others.split('/').at(-1)!),
    link.replace(secret, `${'x'.repeat(43)}.ics`),
    `${prefix}/calendar/nobody/${secret}`,
    `${prefix}/calendar/${tenant.id}/`,
    `${prefix}/`,
  ];
  expect((await tenant.graphql(REVOKE_LINK, {})).revokeCalendarLink).toBe(true);
  expect((await tenant.graphql(REVOKE_LINK, {})).revokeCalendarLink).toBe(true);
  await desk.admin.graphql('mutation ($id: ID!) { disableUser(id: $id) { id } }', { id: other.id });
  // One after another: few copies of the function run at once, and more are told to come again.
  const answers = [];
  for (const each of [...refused, link, others]) {
    const { status, headers, body } = await open(each);
    answers.push({ status, body, type: headers['content-type'], cache: headers['cache-control'] });
  }
  const alike = {
    status: 404,
    body: 'There is no such calendar.',
    type: 'text/plain; charset=utf-8',
    cache: 'no-store',
  };
  expect(answers).toEqual(answers.map(() => alike));
  expect(await open(link, { method: 'POST' })).toMatchObject({ status: 405 });
});
