import type { Cloud } from '../../local/startCloud.ts';
import { connect, type Session } from '../connect.ts';
import { PASSWORD, users } from '../seed.ts';
import { subscribe, type Subscription } from '../subscribe.ts';

/** Somebody signed in. */
export interface Person {
  /** First name. */
  readonly name: string;
  readonly session: Session;
}

type User = (typeof users)[number];

/** Everybody of the complex, signed in and following what concerns them. */
export interface SignedInUsers {
  readonly people: Readonly<Record<User['username'], Person>>;
  /** Ends the subscriptions. */
  unsubscribe(): void;
}

export async function signInAll(
  cloud: Cloud,
  hear: (who: string, update: StatusUpdate) => void,
): Promise<SignedInUsers> {
  const { signIn } = connect(cloud.describe());
  const follows: Subscription[] = [];
  const arrive = async ({ username, firstName, userType }: User): Promise<[string, Person]> => {
    const session = await signIn(username, PASSWORD);
    const endpoint = { realtimeUrl: cloud.realtimeUrl, idToken: session.idToken };
    const subscribed = subscriptions[userType].map(({ query, read }) =>
      subscribe(endpoint, query, (data) => hear(firstName, read(data))),
    );
    follows.push(...(await Promise.all(subscribed)));
    return [username, { name: firstName, session }];
  };
  // One entry for each of `users`, under its name.
  const people = Object.fromEntries(await Promise.all(users.map(arrive))) as SignedInUsers['people'];
  return { people, unsubscribe: () => follows.forEach(({ close }) => close()) };
}

interface StatusSubscription {
  readonly query: string;
  /** What a payload's `data` says: its shape is what `query` selects. */
  // Shaped as the subscription's selection.
  readonly read: (data: any) => StatusUpdate;
}

interface Status {
  readonly status: string;
  readonly reason: string | null;
}

const bookings: StatusSubscription = {
  query: 'subscription { onBookingStatus { id status reason } }',
  read: ({ onBookingStatus: { id, status, reason } }: { onBookingStatus: Status & { id: string } }) => ({
    id,
    status,
    says: reason,
  }),
};

const orders: StatusSubscription = {
  query: 'subscription { onOrderStatus { orderId status reason } }',
  read: ({
    onOrderStatus: { orderId, status, reason },
  }: {
    onOrderStatus: Status & { orderId: string };
  }) => ({ id: orderId, status, says: reason }),
};

const shelf: StatusSubscription = {
  query: 'subscription { onStockLevel { sku units } }',
  read: ({ onStockLevel: { sku, units } }: { onStockLevel: { sku: string; units: number } }) => ({
    id: sku,
    status: `${units} on hand`,
    says: sku,
  }),
};

type UserType = (typeof users)[number]['userType'];

/** Tenants follow what is theirs, the caretaker what is on hand. */
const subscriptions: Readonly<Record<UserType, readonly StatusSubscription[]>> = {
  TENANT: [bookings, orders],
  CARETAKER: [shelf],
  ADMIN: [],
};

/** What a subscription delivers. */
export interface StatusUpdate {
  /** Of the booking or order; a SKU's name. */
  readonly id: string;
  /** A SKU's is its level, such as `4 on hand`. */
  readonly status: string;
  /** Why, or of what, where the subscription itself says so. */
  readonly says: string | null;
}

/** What the subscriptions have delivered so far. */
export interface LiveStatuses {
  /** Records what was delivered. */
  record(update: StatusUpdate): void;
  /** Statuses in the order of their delivery. */
  statusesOf(id: string): readonly string[];
  /** Resolves once one of these statuses was delivered; rejects if none is in time. */
  waitFor(id: string, ...wanted: readonly string[]): Promise<void>;
}

/** By the machine's clock: longer than any status takes, on a busy machine too. */
const PATIENCE_MS = 30_000;

export function createLiveStatuses(): LiveStatuses {
  const statuses = new Map<string, string[]>();
  const waiting = new Set<() => void>();
  const statusesOf = (id: string) => statuses.get(id) ?? [];
  return {
    statusesOf,
    record({ id, status }) {
      statuses.set(id, [...statusesOf(id), status]);
      for (const look of waiting) look();
    },
    waitFor: (id, ...wanted) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          clearTimeout(alarm);
          waiting.delete(look);
          settle();
        };
        const look = () => {
          if (statusesOf(id).some((status) => wanted.includes(status))) end(resolve);
        };
        const late = () => reject(new Error(timeoutMessage(id, wanted, statusesOf(id))));
        const alarm = setTimeout(() => end(late), PATIENCE_MS);
        waiting.add(look);
        look();
      }),
  };
}

const timeoutMessage = (id: string, wanted: readonly string[], delivered: readonly string[]) =>
  `No subscription told in ${PATIENCE_MS / 1000} s that ${id} is ${wanted.join(' or ')}. ` +
  `Told so far: ${delivered.join(', ') || 'nothing'}`;
