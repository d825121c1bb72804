import type { Cloud } from '../../local/startCloud.ts';
import { connect, type Session } from '../connect.ts';
import { PASSWORD, users } from '../seed.ts';
import { subscribe, type Subscription } from '../subscribe.ts';

/** A signed-in user. */
export interface Person {
  /** First name. */
  readonly name: string;
  readonly session: Session;
}

type User = (typeof users)[number];

/** Every seeded user, signed in and subscribed to what concerns them. */
export interface SignedInUsers {
  readonly users: Readonly<Record<User['username'], Person>>;
  /** Ends the subscriptions. */
  unsubscribe(): void;
}

export async function signInAll(
  cloud: Cloud,
  onUpdate: (who: string, update: StatusUpdate) => void,
): Promise<SignedInUsers> {
  const { signIn } = connect(cloud.describe());
  const subscriptions: Subscription[] = [];
  const signInAndSubscribe = async ({ username, firstName, userType }: User): Promise<[string, Person]> => {
    const session = await signIn(username, PASSWORD);
    const endpoint = { realtimeUrl: cloud.realtimeUrl, idToken: session.idToken };
    const pending = subscriptionsByType[userType].map(({ query, read }) =>
      subscribe(endpoint, query, (data) => onUpdate(firstName, read(data))),
    );
    subscriptions.push(...(await Promise.all(pending)));
    return [username, { name: firstName, session }];
  };
  // One entry for each of `users`, under its username.
  const byUsername = Object.fromEntries(
    await Promise.all(users.map(signInAndSubscribe)),
  ) as SignedInUsers['users'];
  return { users: byUsername, unsubscribe: () => subscriptions.forEach(({ close }) => close()) };
}

interface StatusSubscription {
  readonly query: string;
  /** Reads a payload's `data`. */
  // The shape is that of the query's selection.
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
    text: reason,
  }),
};

const orders: StatusSubscription = {
  query: 'subscription { onOrderStatus { orderId status reason } }',
  read: ({
    onOrderStatus: { orderId, status, reason },
  }: {
    onOrderStatus: Status & { orderId: string };
  }) => ({ id: orderId, status, text: reason }),
};

const stockLevels: StatusSubscription = {
  query: 'subscription { onStockLevel { sku units } }',
  read: ({ onStockLevel: { sku, units } }: { onStockLevel: { sku: string; units: number } }) => ({
    id: sku,
    status: `${units} on hand`,
    text: sku,
  }),
};

/** A list has its order's id. Its own statuses go by another, so that nobody takes them for the order's. */
export const listUpdateId = (orderId: string) => `list:${orderId}`;

const shoppingLists: StatusSubscription = {
  query: 'subscription { onShoppingList { id status } }',
  read: ({ onShoppingList: { id, status } }: { onShoppingList: { id: string; status: string } }) => ({
    id: listUpdateId(id),
    status,
    text: 'a shopping list',
  }),
};

type UserType = (typeof users)[number]['userType'];

/** Tenants subscribe to their own bookings and orders, the caretaker to the units on hand and to shopping lists. */
const subscriptionsByType: Readonly<Record<UserType, readonly StatusSubscription[]>> = {
  TENANT: [bookings, orders],
  CARETAKER: [stockLevels, shoppingLists],
  ADMIN: [],
};

/** One delivery of a subscription. */
export interface StatusUpdate {
  /** The id of the booking or order, the SKU, or a list's `listUpdateId`. */
  readonly id: string;
  /** The status; for a SKU its level, such as `4 on hand`. */
  readonly status: string;
  /** The reason, the SKU or what it is; null where the subscription delivers neither. */
  readonly text: string | null;
}

/** What the subscriptions have delivered so far. */
export interface DeliveredStatuses {
  /** Records a delivery. */
  record(update: StatusUpdate): void;
  /** Returns the statuses in the order of their delivery. */
  statusesOf(id: string): readonly string[];
  /** Resolves once one of these statuses is delivered. Rejects if none is delivered within `TIMEOUT_MS`. */
  waitFor(id: string, ...wanted: readonly string[]): Promise<void>;
}

/** By the machine's clock. Longer than any status takes, even on a busy machine. */
const TIMEOUT_MS = 30_000;

export function createDeliveredStatuses(): DeliveredStatuses {
  const statuses = new Map<string, string[]>();
  const waiting = new Set<() => void>();
  const statusesOf = (id: string) => statuses.get(id) ?? [];
  return {
    statusesOf,
    record({ id, status }) {
      statuses.set(id, [...statusesOf(id), status]);
      for (const check of waiting) check();
    },
    waitFor: (id, ...wanted) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void) => {
          clearTimeout(timer);
          waiting.delete(check);
          settle();
        };
        const check = () => {
          if (statusesOf(id).some((status) => wanted.includes(status))) end(resolve);
        };
        const rejectLate = () => reject(new Error(timeoutMessage(id, wanted, statusesOf(id))));
        const timer = setTimeout(() => end(rejectLate), TIMEOUT_MS);
        waiting.add(check);
        check();
      }),
  };
}

const timeoutMessage = (id: string, wanted: readonly string[], delivered: readonly string[]) =>
  `No subscription delivered ${wanted.join(' or ')} for ${id} within ${TIMEOUT_MS / 1000} s. ` +
  `Delivered so far: ${delivered.join(', ') || 'nothing'}`;
