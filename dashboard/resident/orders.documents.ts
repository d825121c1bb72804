// Generated from the .graphql file beside it by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Schema from '../../model/schema';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type OrderFlow =
  | 'CHOREOGRAPHY'
  | 'SAGA';

export type OrderStatus =
  | 'CANCELED'
  | 'CREATED'
  | 'DELIVERED'
  | 'PAYMENT_ACCEPTED'
  | 'PAYMENT_REJECTED'
  | 'QUEUED'
  | 'READY'
  | 'SHIPPED'
  | 'STOCK_ALLOCATED'
  | 'STOCK_DEPLETED';

export type PaymentStatus =
  | 'PAYMENT_ACCEPTED'
  | 'PAYMENT_AUTHORIZED'
  | 'PAYMENT_FAILED'
  | 'PAYMENT_PENDING'
  | 'PAYMENT_REFUNDED'
  | 'PAYMENT_REJECTED'
  | 'PAYMENT_VOIDED';

export type MyOrdersQueryVariables = Exact<{
  userId: string;
  nextToken?: string | null | undefined;
}>;


export type MyOrdersQuery = { readonly listOrders: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly orderId: string, readonly amount: number, readonly status: Schema.OrderStatus, readonly createdOn: string, readonly lines: ReadonlyArray<{ readonly sku: string, readonly units: number, readonly productId: string | null }> }> } };

export type OneOrderQueryVariables = Exact<{
  orderId: string;
}>;


export type OneOrderQuery = { readonly order: { readonly orderId: string, readonly flow: Schema.OrderFlow, readonly amount: number, readonly status: Schema.OrderStatus, readonly reason: string | null, readonly createdOn: string, readonly lines: ReadonlyArray<{ readonly sku: string, readonly units: number, readonly price: number, readonly productId: string | null }>, readonly timeline: ReadonlyArray<{ readonly eventName: string, readonly occurredOn: string | null, readonly applied: boolean }> | null, readonly payment: { readonly paymentStatus: Schema.PaymentStatus, readonly amount: number, readonly refunded: number, readonly reason: string | null } | null } | null };

export type ProductNameQueryVariables = Exact<{
  id: string;
}>;


export type ProductNameQuery = { readonly product: { readonly id: string, readonly name: string } | null };

export type MyOrderStatusSubscriptionVariables = Exact<{
  userId?: string | null | undefined;
}>;


export type MyOrderStatusSubscription = { readonly onOrderStatus: { readonly orderId: string, readonly status: Schema.OrderStatus } | null };

export type CancelOrderMutationVariables = Exact<{
  orderId: string;
}>;


export type CancelOrderMutation = { readonly cancelOrder: { readonly id: string, readonly status: Schema.OrderStatus } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const MyOrdersDocument = new TypedDocumentString(`
    query MyOrders($userId: ID!, $nextToken: String) {
  listOrders(
    userId: $userId
    sortDirection: DESC
    pagination: {limit: 20, nextToken: $nextToken}
  ) {
    items {
      orderId
      amount
      status
      createdOn
      lines {
        sku
        units
        productId
      }
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<MyOrdersQuery, MyOrdersQueryVariables>;
export const OneOrderDocument = new TypedDocumentString(`
    query OneOrder($orderId: ID!) {
  order(orderId: $orderId) {
    orderId
    flow
    amount
    status
    reason
    createdOn
    lines {
      sku
      units
      price
      productId
    }
    timeline {
      eventName
      occurredOn
      applied
    }
    payment {
      paymentStatus
      amount
      refunded
      reason
    }
  }
}
    `) as unknown as TypedDocumentString<OneOrderQuery, OneOrderQueryVariables>;
export const ProductNameDocument = new TypedDocumentString(`
    query ProductName($id: ID!) {
  product(id: $id) {
    id
    name
  }
}
    `) as unknown as TypedDocumentString<ProductNameQuery, ProductNameQueryVariables>;
export const MyOrderStatusDocument = new TypedDocumentString(`
    subscription MyOrderStatus($userId: ID) {
  onOrderStatus(userId: $userId) {
    orderId
    status
  }
}
    `) as unknown as TypedDocumentString<MyOrderStatusSubscription, MyOrderStatusSubscriptionVariables>;
export const CancelOrderDocument = new TypedDocumentString(`
    mutation CancelOrder($orderId: ID!) {
  cancelOrder(orderId: $orderId) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<CancelOrderMutation, CancelOrderMutationVariables>;