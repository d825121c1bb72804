import type { CloudDescription } from '../../local/CloudDescription.ts';
import { addProduct, createStore } from '../../start/catalog.ts';
import { connect, type Session } from '../../start/connect.ts';

export interface People {
  readonly staff: Session;
  readonly tenants: readonly Session[];
}

/** Creates an admin and `count` tenants, each with an account, through the public APIs of Cognito and AppSync. */
export async function createPeople(description: CloudDescription, count: number): Promise<People> {
  const { signUp } = connect(description);
  const join = async (username: string, group: string) => {
    const email = `${username}@frontdesk.example`;
    const session = await signUp({ username, password: 'Passw0rd-2027', email, groups: [group] });
    const input = { email, firstName: username, lastName: 'Example', verified: false };
    await session.graphql('mutation ($input: UserInput!) { createUserAccount(input: $input) { id } }', {
      input,
    });
    return session;
  };
  const staff = await join('staff', 'Admins');
  const tenants: Session[] = [];
  for (let index = 0; index < count; index++) tenants.push(await join(`tenant${index}`, 'Tenants'));
  return { staff, tenants };
}

/** Creates `count` apartments in one building and returns their ids. */
export async function createApartments(staff: Session, count: number): Promise<string[]> {
  const address = { streetAddress: '1 Quay Street', postalCode: '20457', city: 'Hamburg', country: 'DE' };
  const building = await staff.graphql<{ createBuilding: { id: string } }>(
    'mutation ($input: BuildingInput!) { createBuilding(input: $input) { id } }',
    {
      input: { name: 'Harbour House', numberOfApartments: count, address },
    },
  );
  const apartments: string[] = [];
  for (let index = 0; index < count; index++) {
    const input = {
      buildingId: building.createBuilding.id,
      apartmentNumber: `${index + 1}`,
      numberOfRooms: 2,
      kitchen: true,
      apartmentType: 'DOUBLE_ROOM',
    };
    const created = await staff.graphql<{ createApartment: { id: string } }>(
      'mutation ($input: ApartmentInput!) { createApartment(input: $input) { id } }',
      { input },
    );
    apartments.push(created.createApartment.id);
  }
  return apartments;
}

/** Offers each SKU at a price, in one store. */
export async function offerAll(staff: Session, skus: readonly string[], price: number): Promise<void> {
  const store = { name: 'Lobby shop', location: 'Harbour House', participating: true };
  const storeId = await createStore(staff, store);
  for (const sku of skus) await addProduct(staff, { storeId, name: sku, description: 'Goods', sku, price });
}

const RESTOCK = 'mutation ($input: RestockSkuInput!) { restockSku(input: $input) { id } }';

/** Restocks `units` of each SKU. Waits for the tickets only. */
export async function restockAll(staff: Session, skus: readonly string[], units: number): Promise<void> {
  for (const sku of skus) await staff.graphql(RESTOCK, { input: { sku, units, lotId: 'lot-1' } });
}
