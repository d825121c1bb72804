import { openBasketIndexKeys } from '../../../model/baskets/keys.ts';
import type { Session } from '../../../start/connect.ts';
import * as whenBaskets from '../baskets/when.ts';
import * as whenCatalog from '../catalog/when.ts';
import * as whenLists from '../fulfilment/when.ts';
import * as whenOrders from '../orders/when.ts';
import { putsRow } from '../policies/operator.ts';
import { items } from '../then.ts';
import * as when from '../when.ts';
import { SKUS, type ChaosStep } from './chaosSteps.ts';
import { fails } from './chaosFaults.ts';
import { nthOf, signInAgain, skuOf, type Of, type Run } from './chaosRun.ts';

const MINUTES = 60_000;

type Row = Record<string, any>;

/** Does a step. Whether it is refused is nothing to it. */
export async function act(run: Run, name: number, step: ChaosStep): Promise<void> {
  await signInAgain(run);
  switch (step.act) {
    case 'restock':
      await whenOrders.restocks(run.desk, skuOf(run, step.sku), step.units, `lot-${name}`);
      return;
    case 'reprice':
    case 'remove':
    case 'participate':
      return sells(run, step);
    case 'addToBasket':
    case 'setBasketUnits':
    case 'removeFromBasket':
    case 'cancelBasket':
    case 'abandonBasket':
    case 'checkOut':
      return fills(run, step);
    case 'place': {
      const lines = [{ sku: skuOf(run, step.sku), units: step.units }];
      const order = { orderId: `${run.prefix}order-${name}`, lines };
      const { errors } = await whenOrders.places(run.desk, run.homes[step.person]!.person, order);
      if (errors) return;
      run.placed.push(order);
      run.orderIds.push(order.orderId);
      return;
    }
    case 'cancelOrder':
    case 'shipOrder':
    case 'deliverOrder': {
      const orderId = nthOf(run.orderIds, step.nth);
      if (orderId) await whenOrders.moves(run.desk, run.desk.admin, step.act, orderId);
      return;
    }
    case 'assign':
    case 'release':
    case 'complete':
      return fetches(run, step);
    case 'book':
    case 'confirm':
    case 'cancelBooking':
    case 'pay':
    case 'move':
    case 'authorize':
    case 'confirmPayment':
    case 'voidPayment':
      return books(run, step);
    case 'disableUser':
    case 'enableUser': {
      const query = `mutation ($id: ID!) { ${step.act}(id: $id) { id } }`;
      await when.ask(run.desk, run.desk.admin, query, { id: run.homes[step.person]!.person.id });
      return;
    }
    default:
      return fails(run, step);
  }
}

async function sells(run: Run, step: Of<'reprice' | 'remove' | 'participate'>): Promise<void> {
  const { desk, products } = run;
  const { id, storeId } = products[step.sku]!;
  const [pk, of] =
    step.act === 'participate' ? [`STORE#${storeId}`, { storeId }] : [`PRODUCT#${id}`, { productId: id }];
  const state = (await items(desk, pk)).find(({ sk }) => sk === 'STATE')!;
  const expectedVersion = state['version'];
  const command = (field: keyof typeof whenCatalog.COMMANDS, more: object = {}) =>
    when.ask(desk, desk.caretaker, whenCatalog.COMMANDS[field], { ...of, expectedVersion, ...more });
  if (step.act === 'reprice') {
    const field = step.price * 100 > state['priceCents'] ? 'increaseProductPrice' : 'decreaseProductPrice';
    await command(field, {
      price: step.price,
      expectedVersion: step.stale ? expectedVersion - 1 : expectedVersion,
    });
  } else if (step.act === 'participate')
    await command(step.on ? 'enableStoreParticipation' : 'disableStoreParticipation');
  else {
    await command('removeProduct');
    if (step.again) await addsAgain(run, step.sku);
  }
}

/** Another product sells the SKU from now on. */
async function addsAgain({ desk, prefix, products }: Run, nth: number): Promise<void> {
  const { storeId } = products[nth]!;
  const input = { ...whenCatalog.rolls(skuOf({ prefix }, nth)), storeId };
  const { data } = await when.ask(desk, desk.caretaker, whenCatalog.ADD_PRODUCT, { input });
  if (data?.['addProduct']) products[nth] = { id: data['addProduct'].id, storeId };
}

type BasketStep = Of<
  'addToBasket' | 'setBasketUnits' | 'removeFromBasket' | 'cancelBasket' | 'abandonBasket' | 'checkOut'
>;

async function fills(run: Run, step: BasketStep): Promise<void> {
  const { desk, orderIds } = run;
  const { person, deliverTo } = run.homes[step.person]!;
  const { data } = await whenBaskets.starts(desk, person);
  const basket: whenBaskets.SeenBasket | undefined = data?.['startBasket'];
  if (!basket) return;
  const sku = 'sku' in step ? skuOf(run, step.sku) : '';
  switch (step.act) {
    case 'cancelBasket':
      await whenBaskets.cancels(desk, person, basket.id);
      return;
    case 'abandonBasket':
      return abandons(run, basket.id);
    case 'removeFromBasket':
      await when.ask(desk, person, whenBaskets.REMOVE, { basketId: basket.id, sku });
      return;
    case 'setBasketUnits':
      await when.ask(desk, person, whenBaskets.SET_UNITS, { basketId: basket.id, sku, units: step.units });
      return;
    case 'addToBasket':
      await whenBaskets.adds(desk, person, basket.id, sku, step.units);
      return;
    default: {
      const added = await whenBaskets.adds(desk, person, basket.id, sku, step.units);
      const seen: whenBaskets.SeenBasket = step.stale ? basket : (added.data?.['addToBasket'] ?? basket);
      if (!orderIds.includes(basket.id)) orderIds.push(basket.id);
      if (step.canceledAfter !== undefined) cancelsLater(run, basket.id, step.canceledAfter);
      const out = () => whenBaskets.checksOut(desk, person, seen, step.delivered ? deliverTo : undefined);
      const meanwhile = {
        nothing: async () => {},
        checkOut: out,
        addToBasket: () => whenBaskets.adds(desk, person, basket.id, skuOf(run, 0)),
        reprice: () => sells(run, { act: 'reprice', sku: step.sku, price: 12, stale: false }),
      }[step.meanwhile];
      await Promise.all([out(), meanwhile()]);
    }
  }
}

/** As if nobody had touched the basket for almost 14 days: to pass them minute by minute would take a minute. */
async function abandons({ desk }: Run, basketId: string): Promise<void> {
  const row = (await items(desk, `BASKET#${basketId}`)).find(({ sk }) => sk === 'BASKET');
  if (row?.['status'] !== 'OPEN') return;
  const expiresOn = new Date(desk.cloud.world.clock.now() + 5 * MINUTES).toISOString();
  await putsRow(desk, { ...row, expiresOn, ...openBasketIndexKeys(basketId, expiresOn) });
}

/** The order is canceled after so many further records, whatever happens then. */
function cancelsLater({ desk, stops, underWay }: Run, orderId: string, records: number): void {
  let seen = 0;
  const stop = desk.cloud.world.feed.subscribe(() => {
    if (++seen < records) return;
    stop();
    underWay.push(whenOrders.moves(desk, desk.admin, 'cancelOrder', orderId));
  });
  stops.push(stop);
}

type ListStep = Of<'assign' | 'release' | 'complete'>;

/** Whoever completes a list takes it first, if nobody has. */
async function fetches({ desk, products }: Run, step: ListStep): Promise<void> {
  const session: Session = [desk.caretaker, desk.admin][step.caretaker]!;
  const storeIds = new Set(products.map(({ storeId }) => storeId));
  const isOurs = ({ stops }: Row) => stops.some(({ storeId }: Row) => storeIds.has(storeId));
  const lists = (await items(desk, 'LIST#')).filter((row) => row['sk'] === 'LIST' && isOurs(row));
  const wanted = lists.filter(({ status }) => ['AVAILABLE', 'ASSIGNED'].includes(status));
  const list = nthOf(wanted.length > 0 ? wanted : lists, step.nth);
  if (!list) return;
  if (step.act === 'release') return void (await whenLists.releases(desk, session, list['listId']));
  const takers = step.rival ? [desk.caretaker, desk.admin] : [session];
  if (list['status'] === 'AVAILABLE')
    await Promise.all(takers.map((taker) => whenLists.assigns(desk, taker, list['listId'])));
  if (step.act === 'assign') return;
  const ordered: Row[] = list['stops'].flatMap((stop: Row) => stop['items']);
  const missing = ordered
    .slice(0, 1)
    .map(({ sku, units }) => ({ sku, units: Math.min(units, step.missing) }))
    .filter(({ units }) => units > 0);
  await whenLists.completes(desk, session, list['listId'], missing);
}

type BookingStep = Of<
  'book' | 'confirm' | 'cancelBooking' | 'pay' | 'move' | 'authorize' | 'confirmPayment' | 'voidPayment'
>;

async function books(run: Run, step: BookingStep): Promise<void> {
  const { desk, bookingIds, products } = run;
  const dateTime = `2027-03-10T0${8 + step.slot}:00:00.000Z`;
  if (step.act === 'book') {
    const appointment = when.anAppointment(products[SKUS]!.id, dateTime);
    const { data } = await when.booksService(desk, run.homes[step.person]!.person, appointment);
    if (data?.['createServiceBooking']) bookingIds.push(data['createServiceBooking'].id);
    return;
  }
  const bookingId = nthOf(bookingIds, step.nth);
  if (!bookingId) return;
  if (step.act === 'move') return void (await when.updates(desk, desk.admin, bookingId, { dateTime }));
  const query = {
    confirm: when.CONFIRM,
    pay: when.PAY,
    authorize: when.AUTHORIZE,
    confirmPayment: when.CONFIRM_PAYMENT,
    voidPayment: when.VOID_PAYMENT,
    cancelBooking: when.CANCEL,
  }[step.act];
  await when.ask(desk, desk.admin, query, { bookingId });
}
