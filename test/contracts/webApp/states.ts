import { callAction } from '../../../local/platform/Call.ts';
import * as whenBaskets from '../../journeys/baskets/when.ts';
import * as whenLetters from '../../journeys/deadLetters/when.ts';
import * as whenLists from '../../journeys/fulfilment/when.ts';
import { createApartment, type Frontdesk, type Person } from '../../journeys/given.ts';
import * as whenMessages from '../../journeys/notifications/when.ts';
import { pathOfAnOrder } from '../../journeys/operations/when.ts';
import * as whenOrders from '../../journeys/orders/when.ts';
import * as when from '../../journeys/when.ts';
import { connect, type Session } from '../../../start/connect.ts';
import type { PersonName } from './Expectation.ts';

/** What a state calls what it made. */
export type Values = Readonly<Record<string, string | number>>;

/** The cloud, and who asks it. */
export interface World {
  readonly desk: Frontdesk;
  readonly people: Record<PersonName, Session>;
}

type State = (world: World) => Promise<Values>;

const SKU = 'contract-rolls';
const PASSWORD = 'Passw0rd-2027';

/** A resident of whom nothing else is known. */
async function aResident({ desk, people }: World): Promise<Person> {
  const resident = await desk.tenant();
  people.resident = resident;
  return resident;
}

async function anApartment({ desk }: World) {
  const apartmentId = await createApartment(desk.admin);
  const { apartment } = await desk.caretaker.graphql(
    'query ($id: ID!) { apartment(id: $id) { buildingId } }',
    { id: apartmentId },
  );
  return { apartmentId, buildingId: apartment.buildingId as string };
}

/** A stay of a new resident in a new apartment, from 10 March 2027 on. */
async function aStay(world: World) {
  const resident = await aResident(world);
  const place = await anApartment(world);
  const bookingId = await when.hasBooked(world.desk, resident, when.aStay(place.apartmentId));
  return { ...place, bookingId, userId: resident.id };
}

async function aConfirmedStay(world: World) {
  const stay = await aStay(world);
  await when.confirms(world.desk, world.desk.caretaker, stay.bookingId);
  await world.desk.cloud.settles();
  return stay;
}

async function aPaidStay(world: World): Promise<Values> {
  const stay = await aConfirmedStay(world);
  await when.pays(world.desk, world.people.resident, stay.bookingId);
  await world.desk.cloud.settles();
  return { ...stay, invoiceId: `booking:${stay.bookingId}` };
}

/** By cloud: one shop is enough. */
const shops = new WeakMap<object, Promise<Values>>();

function aShop({ desk }: World): Promise<Values> {
  const create = async () => {
    await whenOrders.hasRestocked(desk, SKU, 1000);
    const { storeId, productId } = await whenOrders.hasOffered(desk, SKU);
    return { storeId, productId, sku: SKU };
  };
  const shop = shops.get(desk.cloud) ?? create();
  shops.set(desk.cloud, shop);
  return shop;
}

async function aSoldOutProduct({ desk }: World) {
  const sku = `rare-${desk.cloud.world.random.uuid()}`;
  await whenMessages.hasSoldOut(desk, sku);
  return { sku };
}

async function aPaidOrder(world: World) {
  const shop = await aShop(world);
  const { id: userId } = await aResident(world);
  const orderId = world.desk.cloud.world.random.uuid();
  await whenOrders.places(world.desk, world.people.resident, { orderId, lines: [whenOrders.aLine(SKU)] });
  await world.desk.cloud.settles();
  return { ...shop, orderId, userId };
}

/** Nobody has used them, by cloud: they are looked for all at once. */
const letters = new WeakMap<object, { readonly letterId: string; readonly queue: string }[]>();
const LETTERS_AT_ONCE = 7;

/** As the schedule asks for it, without the minutes between, in which everything else that is scheduled would run. */
export async function looksForLetters({ cloud }: Frontdesk): Promise<void> {
  const { url: QueueUrl } = cloud.describe().queues['RecordDeadLetters']!;
  const call = { traceId: 'schedule', principal: cloud.services.iam.principalOf(undefined) };
  await callAction(
    cloud.services.sqs.actions,
    'SendMessage',
    { QueueUrl, MessageBody: '{"scan":"all"}' },
    call,
  );
  await cloud.settles();
}

async function aDeadLetter({ desk }: World): Promise<Values> {
  const unused = letters.get(desk.cloud) ?? [];
  letters.set(desk.cloud, unused);
  if (unused.length === 0) {
    for (let sent = 0; sent < LETTERS_AT_ONCE; sent++)
      await whenLetters.sendsJunk(desk, 'RestockSku', 'not JSON');
    await looksForLetters(desk);
    for (const { id, queue } of (await whenLetters.letters(desk.admin)).items)
      unused.push({ letterId: id, queue });
  }
  return unused.pop()!;
}

/** What the web app's operations are sent about, each by the name that its pact has for it. */
export const states: Readonly<Record<string, State>> = {
  async 'a resident'(world) {
    return { userId: (await aResident(world)).id };
  },
  async 'somebody who signed up'({ desk, people }) {
    const username = `new-${desk.cloud.world.random.uuid().slice(0, 8)}`;
    const email = `${username}@frontdesk.example`;
    const user = { username, password: PASSWORD, email, groups: ['Tenants'] };
    people.resident = await connect(desk.cloud.describe()).signUp(user);
    const [, claims = ''] = people.resident.idToken.split('.');
    return { userId: JSON.parse(Buffer.from(claims, 'base64url').toString()).sub, email };
  },
  async 'an apartment'(world) {
    await aResident(world);
    return anApartment(world);
  },
  async 'an apartment with a confirmed stay'(world) {
    const stay = await aConfirmedStay(world);
    await aResident(world);
    return stay;
  },
  async 'an apartment with stays'(world) {
    const stay = await aConfirmedStay(world);
    const later = when.aStay(stay.apartmentId, '2027-03-20', '2027-03-22');
    await when.hasBooked(world.desk, await aResident(world), later);
    return stay;
  },
  'a stay that waits': aStay,
  async 'a stay of somebody else'(world) {
    const stay = await aStay(world);
    await aResident(world);
    return stay;
  },
  'a confirmed stay': aConfirmedStay,
  'a paid stay': aPaidStay,
  async 'a service'(world) {
    await aResident(world);
    return { serviceId: await when.hasService(world.desk) };
  },
  async 'an appointment that waits'(world) {
    const serviceId = await when.hasService(world.desk);
    const appointment = when.anAppointment(serviceId, '2027-03-10T09:00:00.000Z');
    const resident = await aResident(world);
    return { serviceId, bookingId: await when.hasBookedService(world.desk, resident, appointment) };
  },
  async 'a service that is booked out'(world) {
    const serviceId = await when.hasService(world.desk, { name: 'Windows', capacity: 1 });
    await when.booksService(world.desk, await aResident(world), when.anAppointment(serviceId));
    await world.desk.cloud.settles();
    await aResident(world);
    return { serviceId };
  },
  async 'a shop'(world) {
    const { id: userId } = await aResident(world);
    return { ...(await aShop(world)), userId };
  },
  'a paid order': aPaidOrder,
  async 'an order that is under way'(world) {
    const order = await aPaidOrder(world);
    await whenOrders.moves(world.desk, world.desk.caretaker, 'shipOrder', order.orderId);
    await world.desk.cloud.settles();
    return order;
  },
  async 'an open basket'(world) {
    await aShop(world);
    const resident = await aResident(world);
    const { id, version, amount } = await whenBaskets.hasBasket(world.desk, resident, { [SKU]: 2 });
    return { basketId: id, version, amount, sku: SKU };
  },
  async 'a resident who wants quiet nights'(world) {
    const quietHours = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
    await whenMessages.prefers(await aResident(world), { channels: ['EMAIL'], quietHours });
    return {};
  },
  async 'a message'(world) {
    await aConfirmedStay(world);
    const [message] = await whenMessages.inbox(world.people.resident);
    return { messageId: message!['id'] };
  },
  async 'a number that waits for its code'(world) {
    const [resident, phone] = [await aResident(world), '+4940123456'];
    await resident.graphql(whenMessages.CHANGE_PHONE, { phone });
    await world.desk.cloud.settles();
    return { code: whenMessages.codeIn(whenMessages.sentTo(world.desk, phone).at(-1)?.body ?? '') };
  },
  async 'a product that is sold out'(world) {
    await aResident(world);
    return aSoldOutProduct(world);
  },
  async 'a product that the resident waits for'(world) {
    const { sku } = await aSoldOutProduct(world);
    await (await aResident(world)).graphql(whenMessages.WATCH, { sku });
    return { sku };
  },
  async 'a calendar that is linked to'(world) {
    await (await aResident(world)).graphql('mutation { createCalendarLink { url } }');
    return {};
  },
  async 'a caretaker who takes lists'({ desk }) {
    return { userId: await whenLists.takesLists(desk, desk.caretaker) };
  },
  async 'a list to fetch'(world) {
    await whenLists.takesLists(world.desk, world.desk.caretaker);
    const { id: userId } = await aResident(world);
    return { listId: await whenLists.hasList(world.desk, { userId }) };
  },
  async 'a list of the caretaker'(world) {
    const assignedTo = await whenLists.takesLists(world.desk, world.desk.caretaker);
    const { id: userId } = await aResident(world);
    return { listId: await whenLists.hasList(world.desk, { userId, status: 'ASSIGNED', assignedTo }) };
  },
  async 'a list of somebody else'(world) {
    await whenLists.takesLists(world.desk, world.desk.caretaker);
    const { id: userId } = await aResident(world);
    const assignedTo = await whenLists.takesLists(world.desk, world.desk.admin);
    return { listId: await whenLists.hasList(world.desk, { userId, status: 'ASSIGNED', assignedTo }) };
  },
  async 'an order whose trace is known'({ desk }) {
    const [traceId] = await pathOfAnOrder(desk);
    return { traceId };
  },
  'a dead letter': aDeadLetter,
  async 'a letter that was discarded'(world) {
    const { queue, letterId } = await aDeadLetter(world);
    const input = { queue, ids: [letterId], reason: 'Of no use any more' };
    await whenLetters.discards(world.desk, world.desk.admin, input);
    return {};
  },
};
