import type { Frontdesk } from './given.ts';

/** A service of the catalogue. */
export interface Service {
  readonly name?: string;
  /** Of one booking, in EUR. */
  readonly price?: number;
  readonly slotMinutes?: number;
  readonly capacity?: number;
  readonly timeZone?: string;
}

const spring: Required<Service> = {
  name: 'Spring cleaning',
  price: 45,
  slotMinutes: 60,
  capacity: 20,
  timeZone: 'UTC',
};

/** By cloud, because a desk is copied when its users sign in again: its cleaner, and each service by what it is. */
const known = new WeakMap<object, Map<string, Promise<string>>>();

async function create(desk: Frontdesk, field: string, type: string, input: object): Promise<string> {
  const mutation = `mutation ($input: ${type}!) { ${field}(input: $input) { id } }`;
  return (await desk.admin.graphql(mutation, { input }))[field].id;
}

/** Offers a service through the public door of the catalogue, once for each that differs, and returns its id. */
export function hasService(desk: Frontdesk, service: Service = {}): Promise<string> {
  const services = known.get(desk.cloud) ?? new Map<string, Promise<string>>();
  known.set(desk.cloud, services);
  const once = (name: string, make: () => Promise<string>): Promise<string> => {
    const made = services.get(name) ?? make();
    services.set(name, made);
    return made;
  };
  const wanted = { ...spring, ...service };
  const store = { name: 'The cleaner', location: 'Harbour House' };
  return once(JSON.stringify(wanted), async () => {
    const storeId = await once('store', () => create(desk, 'createStore', 'StoreInput', store));
    return create(desk, 'addProduct', 'ProductInput', { ...wanted, storeId, description: 'By appointment' });
  });
}
