import fc from 'fast-check';
import {
  addProduct,
  createStore,
  decreaseProductPrice,
  increaseProductPrice,
  rebrandProduct,
  rebrandStore,
  removeProduct,
  setParticipation,
  type Act,
  type Decision,
} from '../../../model/catalog/decisions.ts';
import type { ProductEvent, StoreEvent } from '../../../model/catalog/events.ts';
import {
  evolveProduct,
  evolveStore,
  type ProductState,
  type StoreState,
} from '../../../model/catalog/states.ts';

/** Something that staff try; about one in twenty expects another version than there is. */
const attempt = fc.record({
  command: fc.constantFrom('rebrand', 'increase', 'decrease', 'enable', 'disable', 'remove'),
  /** Of twenty: a product is removed rarely, or its history would be short. */
  chance: fc.integer({ min: 0, max: 19 }),
  name: fc.string({ minLength: 1, maxLength: 8 }),
  priceCents: fc.integer({ min: 0, max: 10_000_000 }),
});
type Attempt = typeof attempt extends fc.Arbitrary<infer T> ? T : never;

export const attempts = fc.array(attempt, { maxLength: 140, size: 'max' });

const actAt = (version: number, { chance }: Attempt): Act => ({
  expectedVersion: chance === 1 ? version + 1 : version,
  by: 'person-1',
  now: `2030-01-01T00:00:${String(version % 60).padStart(2, '0')}.000Z`,
});

const decideProduct = (product: ProductState, tried: Attempt): Decision<ProductEvent> => {
  const act = actAt(product.version, tried);
  const { command, name, priceCents, chance } = tried;
  if (command === 'increase') return increaseProductPrice(product, priceCents, act);
  if (command === 'decrease') return decreaseProductPrice(product, priceCents, act);
  if (command === 'remove' && chance === 0) return removeProduct(product, act);
  return rebrandProduct(product, { name, description: name }, act);
};

const decideStore = (store: StoreState, tried: Attempt): Decision<StoreEvent> => {
  const act = actAt(store.version, tried);
  if (tried.command === 'enable') return setParticipation(store, true, act);
  if (tried.command === 'disable') return setParticipation(store, false, act);
  return rebrandStore(store, tried.name, act);
};

export interface History<Event, State> {
  readonly events: Event[];
  /** After each event. */
  readonly states: State[];
  /** How many attempts were refused. */
  readonly refused: number;
}

const historyOf = <Event, State>(
  first: Event,
  tried: readonly Attempt[],
  decide: (state: State, attempt: Attempt) => Decision<Event>,
  evolve: (state: State | undefined, event: Event) => State | undefined,
): History<Event, State> => {
  const events = [first];
  const states = [evolve(undefined, first)!];
  for (const each of tried) {
    const { event } = decide(states.at(-1)!, each);
    if (!event) continue;
    events.push(event);
    states.push(evolve(states.at(-1), event)!);
  }
  return { events, states, refused: tried.length + 1 - events.length };
};

const now = '2030-01-01T00:00:00.000Z';
const by = 'person-1';

export const productHistory = (tried: readonly Attempt[]) =>
  historyOf(
    addProduct(
      { productId: 'product-1', storeId: 'store-1' },
      { name: 'Six rolls', description: 'Warm', priceCents: 420, sku: 'rolls-6' },
      { by, now },
    ),
    tried,
    decideProduct,
    evolveProduct,
  );

export const storeHistory = (tried: readonly Attempt[]) =>
  historyOf(
    createStore('store-1', { name: 'Bakery', location: 'Here', participating: true }, { by, now }),
    tried,
    decideStore,
    evolveStore,
  );
