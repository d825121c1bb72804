import { z } from 'zod';
import type { Fault, Reply, Requester } from './createRequester.ts';

/** As many as a page may have. */
const PAGE = 'pagination: { limit: 100, nextToken: $token }';

const STORES = `query ($token: String) { page: listStores(${PAGE}) { items { id name } nextToken } }`;
const CATALOG = `query ($id: ID!, $token: String) {
  page: catalog(storeId: $id, ${PAGE}) { items { sku name description price } nextToken }
}`;
const CREATE_STORE = 'mutation ($input: StoreInput!) { createStore(input: $input) { id } }';

const Store = z.object({ id: z.string(), name: z.string() });
const Offered = z.object({
  sku: z.string().nullable(),
  name: z.string(),
  description: z.string(),
  price: z.number(),
});
const Created = z.object({ createStore: Store.pick({ id: true }) });

type Input = Readonly<Record<string, unknown>>;

/**
 * Adds a product to the store that it names, which is opened where there is none of this name. A product that the store
 * offers already as the file has it is as good as added, so that a file can be loaded again.
 */
export function createProductSender(request: Requester) {
  const storeOf = createStoreFinder(request);
  return async (mutation: string, { store, ...product }: Input): Promise<{ readonly fault?: Fault }> => {
    const { storeId, fault } = await storeOf(String(store));
    if (fault) return { fault };
    const added = await request(mutation, { input: { ...product, storeId } });
    if (added.fault?.errorType !== 'AlreadyExists') return added;
    const { item } = await findInPages(request, CATALOG, {
      variables: { id: storeId },
      schema: Offered,
      isWanted: ({ sku }) => sku === product['sku'],
    });
    return item && isSame(item, product) ? {} : added;
  };
}

const isSame = ({ name, description, price }: z.infer<typeof Offered>, product: Input) =>
  name === product['name'] && description === product['description'] && price === product['price'];

interface FoundStore {
  readonly storeId?: string;
  readonly fault?: Fault;
}

/** Finds or opens each store once, however many products name it at the same time. */
function createStoreFinder(request: Requester) {
  const stores = new Map<string, Promise<FoundStore>>();
  const findOrOpen = async (name: string): Promise<FoundStore> => {
    const isWanted = (store: z.infer<typeof Store>) => store.name === name;
    const { item, fault } = await findInPages(request, STORES, { variables: {}, schema: Store, isWanted });
    if (fault) return { fault };
    return item ? { storeId: item.id } : openStore(request, name);
  };
  return async (name: string) => {
    const store = stores.get(name) ?? findOrOpen(name);
    stores.set(name, store);
    const found = await store;
    if (found.fault) stores.delete(name);
    return found;
  };
}

/** A store whose answer is lost is opened again, and what the file sells is sold by the second. */
async function openStore(request: Requester, name: string): Promise<FoundStore> {
  const { data, fault } = await request(CREATE_STORE, {
    input: { name, location: name, participating: true },
  });
  return fault ? { fault } : { storeId: Created.parse(data).createStore.id };
}

interface Search<Item> {
  readonly variables: object;
  readonly schema: z.ZodType<Item>;
  readonly isWanted: (item: Item) => boolean;
}

/** Reads a list page by page until an item is the one that is looked for. */
async function findInPages<Item>(
  request: Requester,
  query: string,
  { variables, schema, isWanted }: Search<Item>,
): Promise<{ readonly item?: Item | undefined; readonly fault?: Fault }> {
  const Page = z.object({ page: z.object({ items: z.array(schema), nextToken: z.string().nullable() }) });
  let token: string | null = null;
  do {
    const { data, fault }: Reply = await request(query, { ...variables, token });
    if (fault) return { fault };
    const { items, nextToken }: z.infer<typeof Page>['page'] = Page.parse(data).page;
    const item = items.find(isWanted);
    if (item) return { item };
    token = nextToken;
  } while (token);
  return {};
}
