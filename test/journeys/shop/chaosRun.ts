import * as whenCatalog from '../catalog/when.ts';
import * as whenLists from '../fulfilment/when.ts';
import * as given from '../given.ts';
import * as whenMessages from '../notifications/when.ts';
import * as whenOrders from '../orders/when.ts';
import * as givenSagas from '../sagas/given.ts';
import { items } from '../then.ts';
import { PEOPLE, SKUS, type ChaosStep } from './chaosSteps.ts';

/** What a run has done so far. */
export interface Run {
  desk: given.Frontdesk;
  readonly prefix: string;
  /** Who orders, each at home in an apartment. */
  readonly homes: { person: given.Person; readonly deliverTo: string }[];
  /** By index: each SKU's, and the service's. */
  readonly products: { readonly id: string; readonly storeId: string }[];
  /** Accepted without a delivery by placeOrder. */
  readonly placed: whenOrders.Ordered[];
  /** Of placed orders and of baskets, whether or not they were checked out. */
  readonly orderIds: string[];
  readonly bookingIds: string[];
  /** Orders that raw events were written for, also by runs before. */
  readonly raw: Set<string>;
  /** Cancellations that are under way. */
  readonly underWay: Promise<unknown>[];
  /** Functions that call off kills and cancellations that have not happened yet. */
  readonly stops: (() => void)[];
  /** Keys of events that were there before. */
  readonly before: ReadonlySet<string>;
  /** Epoch milliseconds. */
  signedInAt: number;
}

const OPENING_PRICE = 10;
const OPENING_UNITS = 8;
/** A session lasts an hour. */
const SESSION = 40 * 60_000;

export const skuOf = ({ prefix }: Pick<Run, 'prefix'>, nth: number) => `${prefix}sku-${nth}`;
export const keyOf = ({ pk, sk }: Record<string, any>) => `${pk} ${sk}`;
const clockOf = ({ cloud }: given.Frontdesk) => cloud.world.clock.now();

/** Two stores, three SKUs of which some are on hand, a service for one at a time, people at home and caretakers that take lists. */
export async function begin(desk: given.Frontdesk, prefix: string, raw: Set<string>): Promise<Run> {
  const before = new Set((await items(desk, '')).map(keyOf));
  const homes = [];
  for (let nth = 0; nth < PEOPLE; nth++) {
    const home = await givenSagas.aTenantAtHome(desk);
    await whenMessages.isReachable(desk, home.person, `+4917${String(before.size).padStart(8, '0')}${nth}`);
    homes.push(home);
  }
  const stores = [await whenCatalog.hasStore(desk), await whenCatalog.hasStore(desk)];
  const products = [];
  for (let nth = 0; nth < SKUS; nth++) {
    const storeId = stores[nth % 2]!;
    const sku = skuOf({ prefix }, nth);
    const id = await whenCatalog.hasProduct(desk, {
      storeId,
      ...whenCatalog.rolls(sku),
      price: OPENING_PRICE,
    });
    products.push({ id, storeId });
    await whenOrders.restocks(desk, sku, OPENING_UNITS);
  }
  const service = { name: 'Cleaning', slotMinutes: 60, capacity: 1, timeZone: 'UTC', sku: undefined };
  const id = await whenCatalog.hasProduct(desk, { storeId: stores[0]!, ...service });
  products.push({ id, storeId: stores[0]! });
  for (const session of [desk.caretaker, desk.admin]) await whenLists.setsAvailability(desk, session);
  await desk.cloud.settles();
  return {
    ...{ desk, prefix, homes, products, before, signedInAt: clockOf(desk) },
    ...{ placed: [], orderIds: [], bookingIds: [], raw, stops: [], underWay: [] },
  };
}

/** Whoever has waited for long signs in again. */
export async function signInAgain(run: Run): Promise<void> {
  const { desk, homes } = run;
  if (clockOf(desk) - run.signedInAt < SESSION) return;
  run.desk = {
    ...desk,
    admin: await given.signedInAgain(desk, desk.admin),
    caretaker: await given.signedInAgain(desk, desk.caretaker),
  };
  for (const home of homes) home.person = await given.signedInAgain(desk, home.person);
  run.signedInAt = clockOf(desk);
}

export const nthOf = <One>(all: readonly One[], nth: number): One | undefined => all[nth % all.length];

/** Steps of some kinds. */
export type Of<Act extends ChaosStep['act']> = Extract<ChaosStep, { readonly act: Act }>;
