import type { UserDescription } from '../local/CloudDescription.ts';
import { BASE36 } from '../local/platform/Randomness.ts';
import { invariant } from '../local/platform/errors.ts';
import type { Cloud } from '../local/startCloud.ts';
import { addProduct, createStore } from './catalog.ts';
import { connect, type Session } from './connect.ts';
import { goods, stores, type Lot } from './shop.ts';

/**
 * Fills a fresh cloud through its public APIs with users, their accounts, two buildings, twelve apartments, three stores with
 * what they sell, and goods.
 */
export async function seed(cloud: Cloud): Promise<UserDescription[]> {
  const initialized = initializeRestocking(cloud);
  const client = connect(cloud.describe(), undefined, () => cloud.world.clock.now());
  const password = cloud.isExposed ? newPassword(cloud) : PASSWORD;
  const enter = async (user: SeededUser) => ({
    user,
    ...(await client.signUp({ ...user, password, email: emailOf(user.username) })),
  });
  const [first, ...others] = users;
  const admin = await enter(first);
  // Before anything else, because a function follows these, in a thread of its own.
  await Promise.all(goods.map((lot) => restockLot(admin, lot)));
  const sessions = [admin, ...(await Promise.all(others.map(enter)))];
  await Promise.all([createHomes(admin, sessions), ...stores.map((store) => openStore(admin, store))]);
  await initialized;
  await cloud.settles();
  return sessions.map(({ user: { username, groups }, totpSecret }) => ({
    username,
    password,
    groups,
    ...(totpSecret !== undefined && { totpSecret }),
  }));
}

/** Loads the one function that filling a cloud waits for, while people are signed up. */
function initializeRestocking({ stacks, services }: Cloud): Promise<void> {
  const resources = stacks.flatMap((stack) => Object.values(stack.resources));
  const worker = resources.find(({ path }) => path === 'RestockSku/Consumer/Worker/Function');
  invariant(worker, 'restocks have a worker');
  return services.lambda.initialize(worker.ref);
}

type SeededUser = (typeof users)[number];

/** Somebody who is signed in, and who that is. */
type SeededSession = Session & { readonly user: SeededUser };

/** Creates everybody's account, then the buildings that tenants live in. */
async function createHomes(admin: Session, sessions: readonly SeededSession[]): Promise<void> {
  const ids = await Promise.all(sessions.map(createAccount));
  const tenants = ids.filter((_id, index) => sessions[index]?.user.userType === 'TENANT');
  await Promise.all(
    buildings.map((building, index) => createBuilding(admin, building, index === 0 ? tenants : [])),
  );
}

async function createAccount({ user, graphql }: SeededSession): Promise<string> {
  const answer = await graphql<{ createUserAccount: { id: string } }>(
    'mutation ($input: UserInput!) { createUserAccount(input: $input) { id } }',
    {
      input: {
        email: emailOf(user.username),
        firstName: user.firstName,
        lastName: user.lastName,
        userType: user.userType,
        // Nobody reads these addresses, so nothing is sent there.
        verified: false,
      },
    },
  );
  return answer.createUserAccount.id;
}

/** Creates a building whose first apartments the tenants live in, so that their orders can be brought to them. */
async function createBuilding(
  admin: Session,
  building: (typeof buildings)[number],
  tenants: readonly string[],
): Promise<void> {
  const input = { ...building, numberOfApartments: apartments.length };
  const { createBuilding: created } = await admin.graphql<{ createBuilding: { id: string } }>(
    'mutation ($input: BuildingInput!) { createBuilding(input: $input) { id } }',
    { input },
  );
  for (const [index, apartment] of apartments.entries()) {
    const tenant = tenants[index];
    await admin.graphql('mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }', {
      input: { ...apartment, buildingId: created.id, ...(tenant !== undefined && { tenant }) },
    });
  }
}

async function openStore(admin: Session, { products, ...store }: (typeof stores)[number]): Promise<void> {
  const storeId = await createStore(admin, store);
  for (const product of products) await addProduct(admin, { storeId, ...product });
}

const restockLot = (admin: Session, input: Lot) =>
  admin.graphql('mutation ($input: RestockSkuInput!) { restockSku(input: $input) { id } }', { input });

/** A password that is in no document, with every kind of character that the user pool asks for. */
const newPassword = ({ world }: Cloud) => `Fd-1${world.random.text(20, BASE36)}`;

/** The password of every seeded user of a cloud that only this machine reaches. */
export const PASSWORD = 'Frontdesk-2027';

export const users = [
  { username: 'admin', groups: ['Admins'], userType: 'ADMIN', firstName: 'Ada', lastName: 'Mann' },
  {
    username: 'caretaker',
    groups: ['Caretakers'],
    userType: 'CARETAKER',
    firstName: 'Carl',
    lastName: 'Keller',
  },
  { username: 'tenant1', groups: ['Tenants'], userType: 'TENANT', firstName: 'Tara', lastName: 'Obi' },
  { username: 'tenant2', groups: ['Tenants'], userType: 'TENANT', firstName: 'Tomas', lastName: 'Ruiz' },
  { username: 'tenant3', groups: ['Tenants'], userType: 'TENANT', firstName: 'Tui', lastName: 'Ngata' },
] as const;

const emailOf = (username: string) => `${username}@frontdesk.example`;

const buildings = [
  {
    name: 'Harbour House',
    address: { streetAddress: '1 Quay Street', postalCode: '20457', city: 'Hamburg', country: 'DE' },
  },
  {
    name: 'Garden Court',
    address: { streetAddress: '24 Orchard Lane', postalCode: '1012', city: 'Amsterdam', country: 'NL' },
  },
] as const;

const apartments = [
  { apartmentNumber: '101', apartmentType: 'SINGLE_ROOM', numberOfRooms: 1, kitchen: false },
  { apartmentNumber: '102', apartmentType: 'SINGLE_ROOM', numberOfRooms: 1, kitchen: true },
  { apartmentNumber: '201', apartmentType: 'DOUBLE_ROOM', numberOfRooms: 2, kitchen: true },
  { apartmentNumber: '202', apartmentType: 'DOUBLE_ROOM', numberOfRooms: 2, kitchen: true },
  { apartmentNumber: '301', apartmentType: 'DOUBLE_ROOM', numberOfRooms: 3, kitchen: true },
  { apartmentNumber: '401', apartmentType: 'VILLA', numberOfRooms: 5, kitchen: true },
] as const;
