import { util, type Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { addProduct } from '../../model/catalog/decisions.ts';
import type { ProductDetails } from '../../model/catalog/events.ts';
import { offerKey, storeKey, storeSkuKey } from '../../model/catalog/keys.ts';
import {
  MAX_CAPACITY,
  MAX_SLOT_MINUTES,
  MIN_SLOT_MINUTES,
  offerSkusOf,
  type StoreState,
} from '../../model/catalog/states.ts';
import type { MutationAddProductArgs, ProductInput } from '../../model/schema.ts';
import { entityMetadata } from '../../model/table.ts';
import { isTimeZone } from '../../model/timeZones.ts';
import { checkId, checkName, checkNumber, priceCentsOf } from '../platform/arguments.ts';
import { actorOf } from '../platform/context.ts';
import {
  cancellationReasonsOf,
  conditionCheck,
  putItem,
  rowIsNew,
  transactWriteItems,
  withFailedItem,
  type TransactionResult,
  type Write,
} from '../platform/dynamodb.ts';
import { conditionFailed, throwDataSourceError, throwError } from '../platform/errors.ts';
import { nowInstant } from '../platform/time.ts';
import {
  checkDescription,
  checkProductName,
  productOf,
  writesOfProduct,
  type ProductStash,
} from './shared/products.ts';
import { versionIs } from './shared/streams.ts';

interface Stash extends ProductStash {
  details: ProductDetails;
  store: StoreState;
}

type Step<Result = unknown> = Context<MutationAddProductArgs, Stash, undefined, undefined, Result>;

/** Reads the store, which the product's offer follows. The schema admits only staff. */
export const read = {
  request(ctx: Step) {
    const { input } = ctx.args;
    ctx.stash.details = detailsOf(input);
    return get({ key: storeKey(checkId(input.storeId, 'storeId')), consistentRead: true });
  },

  response(ctx: Step<StoreState | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { storeId } = ctx.args.input;
    ctx.stash.store = ctx.result ?? throwError('NotFound', 'There is no such store', { storeId });
    return {};
  },
};

/**
 * Writes the product's first event and, of one that has stock, the claim of its SKU, in one transaction. The store must
 * still be as it was read: an offer that comes while its store changes would otherwise be missed by whoever follows that.
 */
export const write = {
  request(ctx: Step) {
    const { store, details } = ctx.stash;
    const { storeId } = store;
    const ids = { productId: util.autoUlid(), storeId };
    const event = addProduct(ids, details, { by: actorOf(ctx).id, now: nowInstant() });
    return transactWriteItems(ctx, [
      conditionCheck(storeKey(storeId), versionIs(store.version)),
      ...offerWrites(ids.productId, ctx.stash),
      ...writesOfProduct(ctx, undefined, event),
    ]);
  },

  response(ctx: Step<TransactionResult<{ productId: string }>>) {
    if (!ctx.error) return productOf(ctx.stash.product);
    const reasons = cancellationReasonsOf(ctx);
    const [store, offer] = reasons;
    const { sku } = ctx.stash.details;
    if (conditionFailed(store)) throwError('TryAgain', 'The store has changed; try again');
    if (sku && conditionFailed(offer))
      throwError('AlreadyExists', 'Another product has this SKU', { sku, id: offer?.item?.productId });
    return throwDataSourceError(ctx.error, reasons);
  },
};

/** The offers of a new product: each claims what it is found by, and says what it costs. */
const offerWrites = (productId: string, { details, store }: Stash): Write[] =>
  offerSkusOf({ productId, ...details }).flatMap((sku): Write[] => {
    const { name, priceCents, slotMinutes, capacity, timeZone } = details;
    const { storeId, participating } = store;
    const row = {
      sku,
      productId,
      storeId,
      name,
      priceCents,
      productVersion: 1,
      participating,
      storeVersion: store.version,
      ...(sku === productId ? { slotMinutes, capacity, timeZone } : {}),
      ...entityMetadata('Offer'),
    };
    return [
      putItem(offerKey(sku), row, withFailedItem(rowIsNew)),
      putItem(storeSkuKey(storeId, sku), { storeId, sku, ...entityMetadata('StoreSku') }, rowIsNew),
    ];
  });

/** Throws on what can neither be ordered nor booked. */
function detailsOf(input: ProductInput): ProductDetails {
  const { sku } = input;
  const slots = slotsOf(input);
  if (sku === null || sku === undefined) {
    if (!slots) throwError('InvalidArgument', 'A product has a sku or slotMinutes', { argument: 'sku' });
  }
  return {
    name: checkProductName(input.name),
    description: checkDescription(input.description),
    priceCents: priceCentsOf(input.price, 'price'),
    ...(sku === null || sku === undefined ? {} : { sku: checkName(sku, 'sku') }),
    ...slots,
  };
}

/** How a service is booked; undefined of a product that is none. */
function slotsOf({ slotMinutes, capacity, timeZone }: ProductInput) {
  if (slotMinutes === null || slotMinutes === undefined) {
    if (capacity !== null && capacity !== undefined) throwNoService('capacity');
    if (timeZone !== null && timeZone !== undefined) throwNoService('timeZone');
    return undefined;
  }
  return {
    slotMinutes: checkNumber(slotMinutes, 'slotMinutes', MIN_SLOT_MINUTES, MAX_SLOT_MINUTES),
    capacity: checkNumber(capacity ?? 0, 'capacity', 1, MAX_CAPACITY),
    timeZone: checkTimeZone(timeZone ?? ''),
  };
}

function throwNoService(argument: string): never {
  throwError('InvalidArgument', `${argument} is of services alone, which have slotMinutes`, { argument });
}

function checkTimeZone(timeZone: string): string {
  if (!isTimeZone(timeZone))
    throwError('InvalidArgument', 'timeZone must be a time zone such as Europe/Berlin', {
      argument: 'timeZone',
    });
  return timeZone;
}
