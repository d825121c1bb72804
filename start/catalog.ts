import type { Session } from './connect.ts';

/** A store as staff opens it. */
export interface NewStore {
  readonly name: string;
  readonly location: string;
  /** Whether it sells from the beginning. */
  readonly participating: boolean;
}

/** A product or a service as staff adds it to a store. */
export interface NewProduct {
  readonly storeId: string;
  readonly name: string;
  readonly description: string;
  /** Of one unit or one appointment, in EUR. */
  readonly price: number;
  /** What has stock. */
  readonly sku?: string;
  /** What can be booked. */
  readonly slotMinutes?: number;
  readonly capacity?: number;
  readonly timeZone?: string;
}

/** Opens a store and returns its id. */
export async function createStore({ graphql }: Pick<Session, 'graphql'>, input: NewStore): Promise<string> {
  const answer = await graphql<{ createStore: { id: string } }>(
    'mutation ($input: StoreInput!) { createStore(input: $input) { id } }',
    { input },
  );
  return answer.createStore.id;
}

/** Adds a product to a store. */
export async function addProduct({ graphql }: Pick<Session, 'graphql'>, input: NewProduct) {
  const answer = await graphql<{ addProduct: { id: string; version: number } }>(
    'mutation ($input: ProductInput!) { addProduct(input: $input) { id version } }',
    { input },
  );
  return answer.addProduct;
}

/** What a store offers under a name. */
interface Named {
  readonly id: string;
  readonly name: string;
}

/** Finds a service by its name among the first hundred of each of the first hundred stores. */
export async function findService({ graphql }: Pick<Session, 'graphql'>, name: string): Promise<string> {
  const { listStores } = await graphql<{ listStores: { items: readonly Named[] } }>(
    '{ listStores(pagination: { limit: 100 }) { items { id name } } }',
  );
  const query =
    'query ($id: ID!) { catalog(storeId: $id, pagination: { limit: 100 }) { items { id name } } }';
  for (const { id } of listStores.items) {
    const { catalog } = await graphql<{ catalog: { items: readonly Named[] } }>(query, { id });
    const service = catalog.items.find((product) => product.name === name);
    if (service) return service.id;
  }
  throw new Error(`No store offers ${name}`);
}
