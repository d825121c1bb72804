import { util, type Context, type DynamoDBQueryRequest } from '@aws-appsync/utils';
import type { ProductDetails, ProductEvent, ProductStamp } from '../../model/catalog/events.ts';
import { catalogEventPrefix, productPartition } from '../../model/catalog/keys.ts';
import type { Product, ProductHistoryArgs } from '../../model/schema.ts';
import { pageOf, pageResult, type Page } from '../platform/dynamodb.ts';

type Step = Context<ProductHistoryArgs, object, undefined, Product, Page<ProductEvent>>;

/** `Product.history`: every change there was, oldest first. */
export function request(ctx: Step): DynamoDBQueryRequest {
  return {
    operation: 'Query',
    query: {
      expression: 'pk = :pk AND begins_with(sk, :prefix)',
      expressionValues: util.dynamodb.toMapValues({
        ':pk': productPartition(ctx.source?.id ?? ''),
        ':prefix': catalogEventPrefix,
      }),
    },
    consistentRead: true,
    ...pageOf(ctx.args.pagination),
  };
}

export function response(ctx: Step) {
  const { items, nextToken } = pageResult(ctx);
  return { items: items.map((event) => changeOf(event)), nextToken };
}

/** What an event changed; the schema shows staff alone who did it. */
function changeOf({ eventName, eventData }: ProductEvent) {
  const changed: ProductStamp & Partial<ProductDetails> = eventData;
  return {
    version: eventData.version,
    eventName,
    name: changed.name ?? null,
    description: changed.description ?? null,
    price: changed.priceCents === undefined ? null : changed.priceCents / 100,
    changedBy: eventData.by,
    updatedOn: eventData.updatedOn,
  };
}
