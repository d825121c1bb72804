import type { NotificationKind } from '../../../model/notifications/kinds.ts';
import type { Session } from '../../../start/connect.ts';
import * as whenLists from '../fulfilment/when.ts';
import type { Frontdesk, Person } from '../given.ts';
import * as whenOrders from '../orders/when.ts';
import { putsRow } from '../policies/operator.ts';
import * as givenSagas from '../sagas/given.ts';
import { storedBooking } from '../then.ts';
import * as whenBookings from '../when.ts';
import * as when from './when.ts';

/** How somebody comes to be told of a kind. */
export interface Happening {
  readonly kind: NotificationKind;
  /** Who is told. @default a tenant of its own */
  readonly who?: (desk: Frontdesk) => Session;
  /** What the person does, and others. */
  happens(desk: Frontdesk, person: Person): Promise<unknown>;
  /** What they do once its order is paid. @default nothing */
  goesOn?(desk: Frontdesk, person: Person): Promise<unknown>;
  /** What time brings then, once the next sweep has looked. @default nothing */
  comesLater?(desk: Frontdesk, person: Person): Promise<unknown>;
}

const HOURS = 3_600_000;
const at = ({ cloud }: Frontdesk, hours: number) =>
  new Date(cloud.world.clock.now() + hours * HOURS).toISOString();

const bookingOf = async (desk: Frontdesk, person: Person) => {
  const [booking] = (await person.graphql('{ bookingsPerUser(pagination: { limit: 1 }) { items { id } } }'))[
    'bookingsPerUser'
  ].items;
  return storedBooking(desk, booking.id);
};

/** Waits for staff until then; asked for a day before. */
const waitsUntil = async (desk: Frontdesk, person: Person, hours: number) =>
  putsRow(desk, {
    ...(await bookingOf(desk, person)),
    createdOn: at(desk, -24),
    holdUntil: at(desk, hours),
  });

/** Long enough for payments that are tried again. Queues of workers that are paused keep their messages meanwhile. */
export const timePasses = async ({ cloud }: Frontdesk) => {
  for (let step = 0; step < 4; step++) {
    await cloud.settles();
    await cloud.advance(20_000);
  }
  await cloud.settles();
};

const orderOf = ({ id }: Person) => `order-of-${id}`;

const hasOrdered = async (desk: Frontdesk, person: Person, sku: string, price: number) => {
  await whenOrders.hasRestocked(desk, sku, 9, price);
  const lines = [whenOrders.aLine(sku, 1, price)];
  await whenOrders.places(desk, person, { orderId: orderOf(person), lines });
};

const PRICE = `mutation ($apartmentId: ID!) {
  setApartmentPrices(apartmentId: $apartmentId, nightlyPrice: 0, rates: []) { id }
}`;

export const everyKind: readonly Happening[] = [
  {
    kind: 'BOOKING_APPROVED',
    happens: when.hasApprovedStay,
  },
  {
    kind: 'BOOKING_REJECTED',
    async happens(desk, person) {
      const stay = whenBookings.aStay(await desk.apartment());
      await whenBookings.hasBooked(desk, person, stay);
      const rival = await whenBookings.hasBooked(desk, await desk.tenant(), stay);
      await whenBookings.confirms(desk, desk.caretaker, rival);
      await desk.cloud.settles();
    },
  },
  {
    kind: 'BOOKING_EXPIRED',
    happens: when.hasPendingStay,
    comesLater: (desk, person) => waitsUntil(desk, person, 0.1),
  },
  {
    kind: 'BOOKING_ABOUT_TO_EXPIRE',
    who: ({ caretaker }) => caretaker,
    happens: when.hasPendingStay,
    comesLater: (desk, person) => waitsUntil(desk, person, 3),
  },
  {
    kind: 'STAY_REMINDER',
    happens: when.hasApprovedStay,
    async comesLater(desk, person) {
      const startDate = at(desk, 24).slice(0, 10);
      const reminded = new Date(Date.parse(startDate) - 14 * HOURS).toISOString();
      await putsRow(desk, { ...(await bookingOf(desk, person)), startDate, gsi2sk: `BOOKING#${reminded}` });
    },
  },
  {
    kind: 'PAYMENT_REFUSED',
    async happens(desk, person) {
      // Nothing is taken for what costs nothing: the gateway refuses it.
      const apartmentId = await desk.apartment();
      await desk.admin.graphql(PRICE, { apartmentId });
      const stay = await whenBookings.hasBooked(desk, person, whenBookings.aStay(apartmentId));
      await whenBookings.confirms(desk, desk.caretaker, stay);
      await desk.cloud.settles();
      await whenBookings.pays(desk, person, stay);
      await hasOrdered(desk, person, 'free-sample', 0);
    },
  },
  { kind: 'ORDER_CREATED', happens: (desk, person) => hasOrdered(desk, person, 'told-created', 5) },
  {
    kind: 'ORDER_READY',
    async happens(desk, person) {
      await whenOrders.hasRestocked(desk, 'told-ready', 5);
      const deliverTo = await givenSagas.hasHome(desk, person);
      await whenLists.takesLists(desk, desk.caretaker);
      const lines = [{ sku: 'told-ready', units: 1, priceCents: 420 }];
      await givenSagas.anOrder(desk, person, { orderId: orderOf(person), lines, deliverTo });
    },
    async goesOn(desk, person) {
      await whenLists.assigns(desk, desk.caretaker, orderOf(person));
      await whenLists.completes(desk, desk.caretaker, orderOf(person));
    },
  },
  {
    kind: 'ORDER_DELIVERED',
    happens: (desk, person) => hasOrdered(desk, person, 'told-delivered', 5),
    async goesOn(desk, person) {
      for (const move of ['shipOrder', 'deliverOrder'] as const)
        await whenOrders.moves(desk, desk.caretaker, move, orderOf(person));
    },
  },
  {
    kind: 'ORDER_CANCELED',
    happens: (desk, person) => hasOrdered(desk, person, 'told-canceled', 5),
    goesOn: (desk, person) => whenOrders.moves(desk, person, 'cancelOrder', orderOf(person)),
  },
  {
    kind: 'BACK_IN_STOCK',
    async happens(desk, person) {
      await when.hasSoldOut(desk, 'told-back');
      await person.graphql(when.WATCH, { sku: 'told-back' });
    },
    comesLater: (desk) => whenOrders.restocks(desk, 'told-back', 3),
  },
];
