import { runtime, util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import type { ProductEvent } from '../../model/catalog/events.ts';
import {
  catalogEventSortKey,
  productKey,
  productPartition,
  snapshotSortKey,
} from '../../model/catalog/keys.ts';
import { foldProduct, MAX_VERSION, type ProductState, SNAPSHOT_EVERY } from '../../model/catalog/states.ts';
import type { QueryProductArgs } from '../../model/schema.ts';
import { checkId, checkNumber } from '../platform/arguments.ts';
import type { Page } from '../platform/dynamodb.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';
import { productOf } from './shared/products.ts';

interface Stash {
  /** The version that is asked for; undefined for the present one. */
  version?: number;
  /** The latest snapshot that is not after it. */
  snapshot?: ProductState;
}

type Answer = ReturnType<typeof productOf> | null;
type Step<Result = unknown, Previous = unknown> = Context<
  QueryProductArgs,
  Stash,
  { result: Previous },
  undefined,
  Result
>;

/** Reads the product as it is. */
export const read = {
  request(ctx: Step) {
    const { id, version } = ctx.args;
    if (version !== null && version !== undefined)
      ctx.stash.version = checkNumber(version, 'version', 1, MAX_VERSION);
    return get({ key: productKey(checkId(id, 'id')), consistentRead: true });
  },

  response(ctx: Step<ProductState | null>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    return ctx.result;
  },
};

/** Reads the latest snapshot that is not after the version. The present version needs none. */
export const snapshot = {
  request(ctx: Step<unknown, ProductState | null>): DynamoDBQueryRequest {
    const { version } = ctx.stash;
    const product = ctx.prev.result;
    if (!product || version === undefined || version >= product.version)
      runtime.earlyReturn(presentOf(product, version), { skipTo: 'END' });
    const rows = between(ctx.args.id, snapshotSortKey(1), snapshotSortKey(version));
    return { ...rows, scanIndexForward: false, limit: 1 };
  },

  response(ctx: Step<Page<{ state: ProductState }>>) {
    if (ctx.error) throwDataSourceError(ctx.error);
    ctx.stash.snapshot = ctx.result.items[0]?.state;
    return {};
  },
};

/** Folds what came after the snapshot: at most as many events as lie between two snapshots. */
export const fold = {
  request(ctx: Step): DynamoDBQueryRequest {
    const { snapshot, version = 1 } = ctx.stash;
    const next = (snapshot?.version ?? 0) + 1;
    if (snapshot && next > version) runtime.earlyReturn(productOf(snapshot));
    const rows = between(ctx.args.id, catalogEventSortKey(next), catalogEventSortKey(version));
    return { ...rows, limit: SNAPSHOT_EVERY };
  },

  response(ctx: Step<Page<ProductEvent>>): Answer {
    if (ctx.error) throwDataSourceError(ctx.error);
    const { snapshot, version } = ctx.stash;
    const product = foldProduct(snapshot, ctx.result.items);
    if (product?.version !== version) throwError('InternalFailure', 'The history has a gap');
    return product ? productOf(product) : null;
  },
};

/** Null for a version that is still to come. */
const presentOf = (product: ProductState | null, version: number | undefined): Answer =>
  product && (version ?? product.version) === product.version ? productOf(product) : null;

const between = (productId: string, from: string, to: string): DynamoDBQueryRequest => ({
  operation: 'Query',
  query: {
    expression: 'pk = :pk AND sk BETWEEN :from AND :to',
    expressionValues: util.dynamodb.toMapValues({
      ':pk': productPartition(productId),
      ':from': from,
      ':to': to,
    }),
  },
  consistentRead: true,
});
