import { inject } from 'vitest';
import type { ConsoleExample } from '../../local/ConsoleExample.ts';
import { type Cloud, type CloudOptions, startCloud } from '../../local/startCloud.ts';
import { connect, type Session } from '../../start/connect.ts';

/** 20 January 2027, 10:00 UTC. Time stands still there until a journey moves it. */
export const NOW = Date.UTC(2027, 0, 20, 10);

/** The whole backend from its own template, with an admin and a caretaker signed in. */
export interface Frontdesk extends AsyncDisposable {
  readonly cloud: Cloud;
  readonly admin: Session;
  readonly caretaker: Session;
  /** Creates a tenant with an account. */
  tenant(): Promise<Person>;
  /** Creates an apartment in a new building, or in the one that there is. */
  apartment(): Promise<string>;
}

export interface Person extends Session {
  readonly id: string;
}

export interface FrontdeskOptions {
  /** Lets time run, for clients with timers of their own. @default false */
  readonly running?: boolean;
  /** Folder of the assembly. @default the one that all journeys share */
  readonly assembly?: string;
  /** Epoch milliseconds at which time stands still. @default NOW */
  readonly at?: number;
  /** Decides ids, and how long transactions take. @default 1 */
  readonly seed?: number;
  /** Whether transactions take time. Whoever meets one waits for time to pass. @default as the cloud does */
  readonly conflicts?: CloudOptions['conflicts'];
  /** Names that others than this machine know it by; with any, the cloud is exposed. @default none */
  readonly allowedHosts?: readonly string[];
  /** What the console opens. @default none */
  readonly examples?: readonly ConsoleExample[];
  /** Where it keeps its data, for a cloud that comes after it. @default nowhere */
  readonly dataDirectory?: string;
  /** The document of its events. @default none */
  readonly asyncApi?: CloudOptions['asyncApi'];
  /** Where it listens, for pages that outlive it. @default wherever there is room */
  readonly ports?: Pick<CloudOptions, 'port' | 'awsPort'>;
  /**
   * How many tenants are there from the beginning, as after seeding: `/outputs.json` waits for them and names all users.
   * @default none, and it names nobody
   */
  readonly seeded?: number;
  /** Origins of pages that may use the cloud like the console. @default none */
  readonly allowedOrigins?: readonly string[];
  /** Whether all apartments stand in one building. A sweep takes a message for each. @default false */
  readonly oneBuilding?: boolean;
}

const PASSWORD = 'Passw0rd-2027';

/** Returns the user with a new session, because a session lasts an hour. */
export async function signedInAgain<User extends Session>({ cloud }: Frontdesk, user: User): Promise<User> {
  return { ...user, ...(await connect(cloud.describe()).signIn(user.username, PASSWORD)) };
}

export async function frontdesk({
  running = false,
  at = NOW,
  assembly = inject('assembly'),
  seed = 1,
  conflicts,
  examples = [],
  allowedHosts = [],
  allowedOrigins = [],
  ports = {},
  asyncApi,
  dataDirectory,
  seeded,
  oneBuilding = false,
}: FrontdeskOptions = {}): Promise<Frontdesk> {
  const filled = Promise.withResolvers<void>();
  const cloud = await startCloud({
    ...ports,
    assembly,
    ...(seeded !== undefined && { ready: filled.promise }),
    seed,
    ...(conflicts && { conflicts }),
    ...(asyncApi && { asyncApi }),
    ...(dataDirectory !== undefined && { dataDirectory }),
    examples,
    allowedHosts,
    allowedOrigins,
    ...(running ? {} : { frozenAt: at }),
  });
  const { signUp } = connect(cloud.describe());
  const newUser = async (username: string, group: string) => {
    const user = { username, password: PASSWORD, groups: [group] };
    const session = await signUp({ ...user, email: `${username}@frontdesk.example` });
    if (seeded !== undefined) cloud.users.push(user);
    return session;
  };
  const admin = await newUser('admin', 'Admins');
  const caretaker = await newUser('caretaker', 'Caretakers');
  await createAccount(admin, 'admin');
  await createAccount(caretaker, 'caretaker');
  let tenants = 0;
  const tenant = async () => {
    const username = `tenant${++tenants}`;
    const session = await newUser(username, 'Tenants');
    return { ...session, id: await createAccount(session, username) };
  };
  for (let index = 0; index < (seeded ?? 0); index++) await tenant();
  const building = oneBuilding ? await createBuilding(admin) : undefined;
  filled.resolve();
  return {
    cloud,
    admin,
    caretaker,
    tenant,
    apartment: () => createApartment(admin, building),
    [Symbol.asyncDispose]: () => cloud.close(),
  };
}

async function createAccount(session: Session, name: string): Promise<string> {
  const email = `${name}@frontdesk.example`;
  // Though their tokens say so: who is written to is for each journey to say.
  const input = { email, firstName: name, lastName: 'Example', verified: false };
  const created = await session.graphql(
    'mutation ($input: UserInput!) { createUserAccount(input: $input) { id } }',
    { input },
  );
  return created['createUserAccount'].id;
}

/** Creates an apartment, as an admin whose session is valid still. @param building Its id. @default a new one */
export async function createApartment(admin: Session, building?: string): Promise<string> {
  const input = {
    buildingId: building ?? (await createBuilding(admin)),
    apartmentNumber: '101',
    numberOfRooms: 2,
    kitchen: true,
    apartmentType: 'DOUBLE_ROOM',
  };
  const apartment = await admin.graphql(
    'mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }',
    { input },
  );
  return apartment['createApartment'].id;
}

async function createBuilding(admin: Session): Promise<string> {
  const address = { streetAddress: '1 Quay Street', postalCode: '20457', city: 'Hamburg', country: 'DE' };
  const input = { name: 'Harbour House', numberOfApartments: 1, address };
  const building = await admin.graphql(
    'mutation ($input: BuildingInput!) { createBuilding(input: $input) { id } }',
    { input },
  );
  return building['createBuilding'].id;
}
