import { offerKey } from '../../../model/catalog/keys.ts';
import { orderEventKey, orderKey, orderProgressKey } from '../../../model/orders/keys.ts';
import { entityMetadata } from '../../../model/table.ts';

export const orderId = 'order-1';
const placedOn = '2030-05-01T08:00:00.000Z';
const lines = [{ sku: 'lamp', units: 2, priceCents: 1999 }];

/** That a tenant's order was asked for. */
export const placedRow = (changes: object = {}) => ({
  ...orderEventKey(orderId, 'ORDER_PLACED_EVENT'),
  ...entityMetadata('OrderEvent'),
  orderId,
  eventName: 'ORDER_PLACED_EVENT',
  eventData: { orderId, userId: 'tenant-1', lines, amountCents: 3998, updatedOn: placedOn },
  applied: true,
  ...changes,
});

/** That order as it is stored. */
export const orderRow = () => ({
  ...orderKey(orderId),
  ...entityMetadata('Order'),
  orderId,
  userId: 'tenant-1',
  lines,
  amountCents: 3998,
  createdOn: placedOn,
});

/** How far it has come; nothing of an order that is only CREATED. */
export const progressRows = (status: string, changes: object = {}) =>
  status === 'CREATED'
    ? []
    : [
        {
          ...orderProgressKey(orderId),
          ...entityMetadata('OrderProgress'),
          orderId,
          status,
          updatedOn: placedOn,
          ...changes,
        },
      ];

/** What is offered under a SKU, as the commands of the catalogue write it. */
export const offerRow = (sku: string, priceCents: number, changes: object = {}) => ({
  ...offerKey(sku),
  ...entityMetadata('Offer'),
  sku,
  ...offered,
  name: 'Something',
  priceCents,
  participating: true,
  storeVersion: 1,
  ...changes,
});

/** What a line freezes of such an offer beside its price. */
export const offered = { productId: 'product-1', productVersion: 3, storeId: 'store-1' };
