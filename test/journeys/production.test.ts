import { afterAll, beforeAll, expect, test } from 'vitest';
import { synthesize } from '../../lib/app.ts';
import * as given from './given.ts';
import * as when from './when.ts';
import { production } from '../lib/support/production.ts';

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  const { directory } = synthesize({ context: production, checks: false });
  desk = await given.frontdesk({ assembly: directory });
  tenant = await desk.tenant();
});
afterAll(async () => desk[Symbol.asyncDispose]());

test('a production stage, its firewall included, starts on one machine and takes a booking', async () => {
  const id = await when.hasBooked(desk, tenant, when.aStay(await desk.apartment()));
  expect((await when.confirms(desk, desk.caretaker, id)).errors).toBeUndefined();
});

test.each(['{ __schema { types { name } } }', '{ __type(name: "User") { name } }'])(
  'clients may not ask for its schema: %s',
  async (query) => {
    const { data, errors } = await when.ask(desk, desk.admin, query, {});
    expect(data).toBeNull();
    expect(errors).toHaveLength(1);
  },
);

test('nobody has an API key, and nobody writes raw events', async () => {
  expect(desk.cloud.describe()).not.toHaveProperty('apiKey', expect.any(String));
  const input = { pk: 'EVENTS#x', sk: 'EVENT#x', eventName: 'x', eventData: '{}' };
  const query = `mutation ($input: AWSJSON) { simulateRawEvent(input: $input) }`;
  expect((await when.ask(desk, desk.admin, query, { input: JSON.stringify(input) })).data).toBeNull();
});

test('the deepest page that clients show is not too deep', async () => {
  const query = `query ($userId: ID) { bookingsPerUser(userId: $userId) { items { user { email } } }
    listBuildings { items { address { city } apartments { id } } } }`;
  expect((await when.ask(desk, tenant, query, { userId: tenant.id })).errors).toBeUndefined();
});
