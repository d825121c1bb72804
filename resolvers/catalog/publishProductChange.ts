import type { Context } from '@aws-appsync/utils';
import { get } from '@aws-appsync/utils/dynamodb';
import { productKey } from '../../model/catalog/keys.ts';
import type { ProductState } from '../../model/catalog/states.ts';
import type { MutationPublishProductChangeArgs } from '../../model/schema.ts';
import { checkId } from '../platform/arguments.ts';
import { traceFieldOf } from '../platform/context.ts';
import { throwDataSourceError, throwError } from '../platform/errors.ts';

type Step = Context<MutationPublishProductChangeArgs, object, undefined, undefined, ProductState | null>;

/**
 * Hands a product to its subscribers, as it is stored: an event tells only what it changed, and by now there may be
 * another. Only the bus, by its role, may call it.
 */
export function request(ctx: Step) {
  const { id, traceId } = ctx.args;
  const key = productKey(checkId(id, 'id'));
  // The last line of log on an event's way. AppSync keeps it where the field log level is INFO or more.
  console.log({ step: 'publishProductChange', entityId: id, ...traceFieldOf(traceId) });
  return get({ key, consistentRead: true });
}

export function response(ctx: Step) {
  if (ctx.error) throwDataSourceError(ctx.error);
  const product = ctx.result ?? throwError('NotFound', 'There is no such product', { id: ctx.args.id });
  return {
    id: product.productId,
    storeId: product.storeId,
    name: product.name,
    description: product.description,
    price: product.priceCents / 100,
    offered: product.offered,
    version: product.version,
    updatedOn: product.updatedOn,
    ...traceFieldOf(ctx.args.traceId),
  };
}
