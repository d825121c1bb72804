import type { Lot } from '../goods.ts';
import type { Person } from './Person.ts';
import type { Request } from './Request.ts';
import { shortId } from './shortId.ts';

/** So many units of a SKU. */
export interface Line {
  readonly sku: string;
  readonly units: number;
  /** Of one unit, in EUR. */
  readonly price: number;
}

export const order = (who: Person, orderId: string, ...lines: readonly Line[]): Request => ({
  who,
  kind: 'order',
  action: 'order',
  does: 'orders',
  about: lines.map(({ sku, units }) => `${units} ${sku}`).join(', '),
  field: 'placeOrder',
  mutation: 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status } }',
  variables: { input: { orderId, lines } },
});

export const restock = (who: Person, lot: Lot): Request => ({
  who,
  kind: 'lot',
  action: 'restock',
  does: 'brings in',
  about: `${lot.units} ${lot.sku}, ${lot.lotId}`,
  field: 'restockSku',
  mutation: 'mutation ($input: RestockSkuInput!) { restockSku(input: $input) { id status } }',
  variables: { input: lot },
  lot,
});

export const cancelOrder = (who: Person, orderId: string): Request =>
  moving(who, { action: 'cancel order', does: 'cancels', field: 'cancelOrder', orderId });

export const ship = (who: Person, orderId: string): Request =>
  moving(who, { action: 'ship', does: 'ships', field: 'shipOrder', orderId });

export const deliver = (who: Person, orderId: string): Request =>
  moving(who, { action: 'deliver', does: 'delivers', field: 'deliverOrder', orderId });

interface Move {
  readonly action: string;
  readonly does: string;
  readonly field: string;
  readonly orderId: string;
}

const moving = (who: Person, { action, does, field, orderId }: Move): Request => ({
  who,
  kind: 'order',
  action,
  does,
  about: shortId(orderId),
  field,
  mutation: `mutation ($orderId: ID!) { ${field}(orderId: $orderId) { id status } }`,
  variables: { orderId },
});
