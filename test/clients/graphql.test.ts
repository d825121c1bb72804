import { join } from 'node:path';
import tls from 'node:tls';
import { Amplify } from 'aws-amplify';
import { generateClient } from 'aws-amplify/api';
import { confirmSignUp, signUp } from 'aws-amplify/auth';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { FeedRecord } from '../../local/platform/Feed.ts';
import { connect } from '../../start/connect.ts';
import * as given from '../journeys/given.ts';
import * as when from '../journeys/when.ts';
import { createInbox, type Inbox } from '../support/createInbox.ts';
import { clientsPage } from './clientsPage.ts';
import { amplify } from './graphql/amplify.ts';
import { apollo } from './graphql/apollo.ts';
import type { Connection, GraphqlClient } from './graphql/GraphqlClient.ts';
import { graphqlRequest } from './graphql/graphqlRequest.ts';
import { urql } from './graphql/urql.ts';
import { signIn } from './signIn.ts';

const PASSWORD = 'Passw0rd-2027';
const HOUR_MS = 3_600_000;
const CLIENTS = [amplify, apollo, urql, graphqlRequest];

let desk: given.Frontdesk;
let apartments: readonly string[];
const ends: (() => void)[] = [];
const trusted = tls.getCACertificates('default');
beforeAll(async () => {
  // Clients read the machine's date, so it stands still with the cloud's.
  const at = Date.now();
  desk = await given.frontdesk({ at });
  tls.setDefaultCACertificates([...trusted, desk.cloud.certificate]);
  vi.useFakeTimers({ toFake: ['Date'], now: at });
  apartments = [await desk.apartment(), await desk.apartment()];
});
afterAll(async () => {
  for (const end of ends.splice(0)) end();
  for (const { connection } of signed.values()) await connection.close?.();
  vi.useRealTimers();
  tls.setDefaultCACertificates(trusted);
  await desk[Symbol.asyncDispose]();
});

const BUILDINGS = 'query Buildings { listBuildings { items { id name } } }';
const FOLLOW = 'subscription Follow { onBookingStatus { id status } }';

interface Signed {
  readonly client: GraphqlClient;
  readonly connection: Connection;
  /** What its subscription was sent; absent where it has none. */
  readonly deliveries?: Inbox<any>;
}

/** By name. Each client acts for a tenant of its own. */
const signed = new Map<string, Signed>();

/** Books an apartment, and returns the ticket. Nobody else wants these days. */
async function book({ connection }: Signed, apartmentId: string) {
  const start = 40 + 5 * booked++;
  const input = when.aStay(apartmentId, inDays(start), inDays(start + 3));
  const { createApartmentBooking: ticket } = await connection.run(when.BOOK, { input });
  await desk.cloud.settles();
  return ticket;
}
let booked = 0;

test.each(CLIENTS)('$name queries, subscribes, mutates and hears of it', async (client) => {
  const outputs = desk.cloud.describe();
  const { username } = await desk.tenant();
  const user = { username, password: PASSWORD };
  const idToken = await signIn(outputs, user, desk.cloud.world.clock.now);
  const connection = await client.connect({ outputs, ...user, idToken });
  const deliveries = connection.subscribe && (await follow(connection.subscribe));
  const present = { client, connection, ...(deliveries && { deliveries }) };
  signed.set(client.name, present);

  expect(await connection.run(BUILDINGS)).toMatchObject({
    listBuildings: { items: [{ name: 'Harbour House' }, { name: 'Harbour House' }] },
  });
  const { id, status } = await book(present, apartments[0]!);
  expect(status).toBe('QUEUED');
  if (deliveries)
    expect(await deliveries.next()).toMatchObject({ onBookingStatus: { id, status: 'PENDING' } });
});

test.each(CLIENTS)('$name says why it is refused', async ({ name }) => {
  const { connection } = signed.get(name)!;
  const refused = connection.run(when.CONFIRM, { bookingId: 'none' });
  const error = await refused.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(connection.errorType.read(error)).toBe('Unauthorized');
});

test('whoever signs themselves up with aws-amplify is in no group, and may what a tenant may, and no more', async () => {
  const options = { userAttributes: { email: 'eve@frontdesk.example' } };
  await signUp({ username: 'eve', password: PASSWORD, options });
  const { body } = desk.cloud.services.mailbox
    .messages()
    .findLast(({ to }) => to === 'eve@frontdesk.example')!;
  await confirmSignUp({ username: 'eve', confirmationCode: /\d{6}/.exec(body)![0] });
  const eve = await connect(desk.cloud.describe()).signIn('eve', PASSWORD);
  const errorOf = async (query: string, variables = {}) =>
    (await when.ask(desk, eve, query, variables)).errors?.[0]?.errorType;
  const input = when.aStay(apartments[0]!, inDays(200), inDays(203));
  expect(await errorOf(BUILDINGS)).toBeUndefined();
  expect(await errorOf(when.BOOK, { input })).toBe('NotFound');
  await eve.graphql(
    'mutation Account { createUserAccount(input: { email: "eve@frontdesk.example", firstName: "Eve", lastName: "Example" }) { id } }',
  );
  expect(await errorOf(when.BOOK, { input })).toBeUndefined();
  expect(await errorOf(when.CONFIRM, { bookingId: 'none' })).toBe('Unauthorized');
});

describe('an hour later, when the token has expired', () => {
  beforeAll(async () => {
    const { graphqlUrl } = desk.cloud.describe();
    await desk.cloud.advance(HOUR_MS);
    vi.setSystemTime(desk.cloud.world.clock.now());
    const headers = { authorization: desk.admin.idToken };
    const response = await fetch(graphqlUrl, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: BUILDINGS }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ message: 'Token has expired.' }] });
  });

  test.each(CLIENTS.filter(({ renewsItself }) => !renewsItself))(
    '$name reports one that it is given',
    async (client) => {
      const access = { outputs: desk.cloud.describe(), username: 'admin', password: PASSWORD };
      const idToken = () => Promise.resolve(desk.admin.idToken);
      const connection = await client.connect({ ...access, idToken });
      const error = await connection.run(BUILDINGS).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      expect(connection.expired?.read(error)).toContain('Token has expired.');
      await connection.close?.();
    },
  );

  test.each(CLIENTS)('$name books again with a new one, and its subscription lives on', async ({ name }) => {
    const present = signed.get(name)!;
    const { id, status } = await book(present, apartments[1]!);
    expect(status).toBe('QUEUED');
    const { deliveries } = present;
    if (deliveries)
      expect(await deliveries.next()).toMatchObject({ onBookingStatus: { id, status: 'PENDING' } });
  });
});

test('aws-amplify over plain http hears nothing, and the terminal says why', async () => {
  const { graphqlUrl: endpoint, graphqlTlsUrl, region } = desk.cloud.describe();
  const explained = new Promise((resolve) => {
    const listen = (record: FeedRecord) => record.kind === 'failure' && resolve(record);
    ends.push(desk.cloud.world.feed.subscribe(listen));
  });
  const GraphQL = { endpoint, region, defaultAuthMode: 'userPool' } as const;
  Amplify.configure({ ...Amplify.getConfig(), API: { GraphQL } });
  const events = generateClient().graphql({ query: FOLLOW }) as any;
  const subscription = events.subscribe({ error: () => {} });
  expect(await explained).toMatchObject({
    code: 'TlsOnPlainPort',
    message: expect.stringContaining(`Set its endpoint to ${graphqlTlsUrl}`),
  });
  subscription.unsubscribe();
});

test('docs/clients.md shows the clients as they are installed and were run', async () => {
  const page = join(import.meta.dirname, '../../docs/clients.md');
  await expect(clientsPage([...signed.values()])).toMatchFileSnapshot(page);
});

/** Subscribes, and returns once the cloud has taken it. */
async function follow(subscribe: NonNullable<Connection['subscribe']>): Promise<Inbox<any>> {
  const deliveries = createInbox<any>('a delivery');
  const taken = new Promise<void>((resolve) => {
    ends.push(
      desk.cloud.world.feed.subscribe(
        (record) => record.kind === 'request' && record.operation === 'subscription' && resolve(),
      ),
    );
  });
  ends.push(subscribe(FOLLOW, deliveries.put, (error) => deliveries.fail(new Error(String(error)))));
  await taken;
  return deliveries;
}

const inDays = (days: number) =>
  new Date(desk.cloud.world.clock.now() + days * 24 * HOUR_MS).toISOString().slice(0, 10);
