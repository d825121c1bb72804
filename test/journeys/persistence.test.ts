import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { createRandomness } from '../../local/platform/Randomness.ts';
import { connect, type Session, sessionOf } from '../../start/connect.ts';
import { withDeadline } from '../support/deadline.ts';
import { startProcess, type CloudProcess } from '../support/startProcess.ts';
import { everyRow, openApartments } from './persistence.ts';
import { BOOK, type Stay } from './when.ts';

const TENANTS = 20;
const APARTMENTS = 15;
const KILLS = 3;
const PASSWORD = 'Passw0rd-2027';

/** A booking that a tenant requests, and its ticket once there is one. */
interface Wish {
  readonly tenant: Session;
  readonly stay: Stay;
  ticket?: string;
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'frontdesk-'));

async function signUpTenants({ description }: CloudProcess): Promise<Session[]> {
  const { signUp } = connect(description);
  const names = Array.from({ length: TENANTS }, (_, at) => `tenant${at + 1}`);
  const tenants = await Promise.all(
    names.map((username) =>
      signUp({ username, password: PASSWORD, email: `${username}@frontdesk.example`, groups: ['Tenants'] }),
    ),
  );
  for (const { username, graphql } of tenants) {
    const input = { email: `${username}@frontdesk.example`, firstName: username, lastName: 'Example' };
    await graphql('mutation ($input: UserInput!) { createUserAccount(input: $input) { id } }', { input });
  }
  return tenants;
}

/** Requests every booking that has no ticket yet, tenant by tenant. A booking without an answer gets no ticket. */
async function book(
  { description }: CloudProcess,
  wishes: readonly Wish[],
  ticketed: () => void,
): Promise<void> {
  const ask = async (wish: Wish) => {
    // The session is older than the process, whose port is another one.
    const { graphql } = sessionOf({ ...wish.tenant, graphqlUrl: description.graphqlUrl });
    const { createApartmentBooking } = await graphql(BOOK, { input: wish.stay });
    wish.ticket = createApartmentBooking.id;
    ticketed();
  };
  const open = wishes.filter(({ ticket }) => ticket === undefined);
  const lanes = Map.groupBy(open, ({ tenant }) => tenant.username);
  await Promise.allSettled(
    [...lanes.values()].map(async (lane) => {
      for (const wish of lane) await ask(wish);
    }),
  );
}

/** Sends requests to a cloud until it has given `count` more tickets, and then kills it at once. */
async function killUnderLoad(cloud: CloudProcess, wishes: readonly Wish[], count: number): Promise<void> {
  let given = 0;
  let killed: Promise<void> | undefined;
  await book(cloud, wishes, () => {
    if (++given === count) killed = cloud.kill();
  });
  await killed;
}

async function untilStored(cloud: CloudProcess, wishes: readonly Wish[]): Promise<Row[]> {
  for (;;) {
    const rows = await everyRow(cloud.description);
    const stored = new Set(rows.filter(({ sk }) => sk === 'BOOKING').map(({ pk }) => pk));
    if (wishes.every(({ ticket }) => stored.has(`BOOKING#${ticket}`))) return rows;
  }
}

type Row = Awaited<ReturnType<typeof everyRow>>[number];

test.each([1, 2])(
  'every accepted booking is stored once, however often the process is killed (seed %i)',
  async (seed) => {
    const folder = newFolder();
    const random = createRandomness(seed);
    let cloud = await startProcess(inject('assembly'), folder);
    const { description } = cloud;
    const tenants = await signUpTenants(cloud);
    const apartments = await openApartments(cloud.description, APARTMENTS);
    const wishes = tenants.flatMap((tenant): Wish[] =>
      apartments.map((apartmentId, at) => ({
        tenant,
        stay: {
          apartmentId,
          startDate: '2027-03-10',
          endDate: '2027-03-13',
          clientToken: `${tenant.username}-wish-${at}`,
        },
      })),
    );

    for (let kill = 0; kill < KILLS; kill++) {
      await killUnderLoad(cloud, wishes, 1 + Math.floor(random.float() * 90));
      cloud = await startProcess(inject('assembly'), folder);
    }
    await book(cloud, wishes, () => undefined);
    const rows = await withDeadline(untilStored(cloud, wishes), 'every accepted booking', 60_000);

    const tickets = wishes.map(({ ticket }) => ticket);
    expect(new Set(tickets).size).toBe(TENANTS * APARTMENTS);
    const bookings = rows.filter(({ sk }) => sk === 'BOOKING').map(({ pk }) => pk);
    expect(bookings.toSorted()).toEqual(tickets.map((ticket) => `BOOKING#${ticket}`).toSorted());
    const events = rows
      .filter(({ pk }) => pk.startsWith('EVENTS#BOOKING_ID#'))
      .map(({ pk, sk }) => `${pk} ${sk}`);
    expect(events).toHaveLength(tickets.length);
    for (const ticket of tickets)
      expect(events.filter((event) => event.startsWith(`EVENTS#BOOKING_ID#${ticket} `))).toHaveLength(1);

    // Tokens and passwords from before the first kill still work, and the API is the same.
    const [{ username, idToken }] = tenants as [Session];
    const { userPoolId, userPoolClientId, apiKey, tableName } = cloud.description;
    expect({ userPoolId, userPoolClientId, apiKey, tableName }).toEqual({
      userPoolId: description.userPoolId,
      userPoolClientId: description.userPoolClientId,
      apiKey: description.apiKey,
      tableName: description.tableName,
    });
    const again = await connect(cloud.description).signIn(username, PASSWORD);
    const query = 'query ($id: ID!) { getBooking(id: $id) { id status } }';
    for (const token of [idToken, again.idToken]) {
      const response = await fetch(cloud.description.graphqlUrl, {
        method: 'POST',
        headers: { authorization: token, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables: { id: tickets[0] } }),
      });
      expect(await response.json()).toEqual({ data: { getBooking: { id: tickets[0], status: 'PENDING' } } });
    }
    await cloud.stop();
  },
  240_000,
);

test('a second process on the same folder is refused in one line, and the first continues', async () => {
  const folder = newFolder();
  const first = await startProcess(inject('assembly'), folder);
  await expect(startProcess(inject('assembly'), folder)).rejects.toThrow(
    /^Cannot start: \S+ is in use by process \d+[^\n]*\n$/,
  );
  expect(await everyRow(first.description)).toEqual([]);
  expect(await first.stop()).toBe(0);
});

test('a damaged journal is refused in one line that names it', async () => {
  const folder = newFolder();
  await (await startProcess(inject('assembly'), folder)).stop();
  const file = join(folder, 'journal');
  writeFileSync(file, readFileSync(file, 'utf8').replace('deployment', 'deplorable'));
  await expect(startProcess(inject('assembly'), folder)).rejects.toThrow(
    /^Cannot start: \S+\/journal is damaged at line 2[^\n]*\n$/,
  );
});
