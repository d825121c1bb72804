import * as whenOrders from '../orders/when.ts';
import * as when from '../when.ts';
import type { Scene } from './Scene.ts';

export const aPendingBooking = async ({ desk, owner }: Scene) =>
  when.hasBooked(desk, owner, when.aStay(await desk.apartment()));

export const anApprovedBooking = async (scene: Scene) => {
  const bookingId = await aPendingBooking(scene);
  await when.confirms(scene.desk, scene.desk.admin, bookingId);
  await scene.desk.cloud.settles();
  return bookingId;
};

/** A booking for which the amount is held. */
export const aHeldBooking = async (scene: Scene) => {
  const bookingId = await anApprovedBooking(scene);
  const { errors } = await when.ask(scene.desk, scene.owner, when.AUTHORIZE, { bookingId });
  if (errors) throw new Error(JSON.stringify(errors));
  await scene.desk.cloud.settles();
  return bookingId;
};

export const address = {
  streetAddress: '1 Quay Street',
  postalCode: '20457',
  city: 'Hamburg',
  country: 'DE',
};
export const aBuilding = { name: 'Harbour House', numberOfApartments: 1, address };
export const anAccount = { email: 'someone@frontdesk.example', firstName: 'Some', lastName: 'One' };

export const buildingOf = async ({ desk }: Scene): Promise<string> =>
  (await desk.admin.graphql(CREATE_BUILDING, { input: aBuilding }))['createBuilding'].id;

/** A building with an apartment that its tenant lives in. */
export const inhabitedBuildingOf = async (scene: Scene): Promise<string> => {
  const buildingId = await buildingOf(scene);
  const rooms = { apartmentNumber: '101', numberOfRooms: 1, kitchen: true, apartmentType: 'VILLA' };
  await scene.desk.admin.graphql(
    'mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }',
    { input: { ...rooms, buildingId, tenant: scene.owner.id } },
  );
  return buildingId;
};

/** An apartment that the owner lives in. */
export const homeOf = async (scene: Scene): Promise<string> => {
  const id = await inhabitedBuildingOf(scene);
  const { getBuilding } = await scene.desk.admin.graphql(
    'query ($id: ID!) { getBuilding(id: $id) { apartments { id } } }',
    { id },
  );
  return getBuilding.apartments[0].id;
};

export const CREATE_BUILDING = 'mutation ($input: BuildingInput!) { createBuilding(input: $input) { id } }';
export const CREATE_ACCOUNT = 'mutation ($input: UserInput!) { createUserAccount(input: $input) { id } }';

export const BOOK_SERVICE = `mutation ($input: CreateServiceBookingInput!) {
  createServiceBooking(input: $input) { id status }
}`;

/** An appointment that nobody else wants. */
export const anAppointment = async (desk: Scene['desk']) => ({
  serviceId: await when.hasService(desk, { name: desk.cloud.world.random.uuid() }),
  dateTime: '2027-03-10T09:00:00.000Z',
});

/** The content of a new order, for a SKU without stock. */
export async function aWish(desk: Scene['desk'], sku: string = desk.cloud.world.random.uuid()) {
  await whenOrders.hasOffered(desk, sku);
  return { orderId: desk.cloud.world.random.uuid(), lines: [whenOrders.aLine(sku)] };
}

const ordered = async ({ desk, owner }: Scene, wish: Awaited<ReturnType<typeof aWish>>): Promise<string> => {
  const { errors } = await whenOrders.places(desk, owner, wish);
  if (errors) throw new Error(JSON.stringify(errors));
  await desk.cloud.settles();
  return wish.orderId;
};

export const anOrder = async (scene: Scene) => ordered(scene, await aWish(scene.desk));

export const aPaidOrder = async (scene: Scene) => {
  const sku = scene.desk.cloud.world.random.uuid();
  await whenOrders.hasRestocked(scene.desk, sku, 1);
  return ordered(scene, await aWish(scene.desk, sku));
};

export const aShippedOrder = async (scene: Scene) => {
  const orderId = await aPaidOrder(scene);
  await whenOrders.moves(scene.desk, scene.desk.admin, 'shipOrder', orderId);
  return orderId;
};
