// Generated from the .graphql file beside it by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Schema from '../../model/schema';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type MissingUnitsInput = {
  readonly sku: string;
  readonly units: number;
};

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

export type ShoppingListStatus =
  | 'ASSIGNED'
  | 'AVAILABLE'
  | 'CANCELED'
  | 'COMPLETED'
  | 'PENDING';

export type MyAvailabilityQueryVariables = Exact<{ [key: string]: never; }>;


export type MyAvailabilityQuery = { readonly availability: { readonly available: boolean, readonly listId: string | null } | null };

export type ListDetailsFragment = { readonly id: string, readonly status: Schema.ShoppingListStatus, readonly assignedTo: string | null, readonly apartmentNumber: string, readonly buildingId: string, readonly createdOn: string, readonly stops: ReadonlyArray<{ readonly storeId: string | null, readonly items: ReadonlyArray<{ readonly sku: string, readonly name: string, readonly units: number, readonly missing: number }> }> };

export type OpenListsQueryVariables = Exact<{
  status: Schema.ShoppingListStatus;
  nextToken?: string | null | undefined;
}>;


export type OpenListsQuery = { readonly shoppingLists: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly id: string, readonly status: Schema.ShoppingListStatus, readonly assignedTo: string | null, readonly apartmentNumber: string, readonly buildingId: string, readonly createdOn: string, readonly stops: ReadonlyArray<{ readonly storeId: string | null, readonly items: ReadonlyArray<{ readonly sku: string, readonly name: string, readonly units: number, readonly missing: number }> }> }> } };

export type ListOfOrderQueryVariables = Exact<{
  id: string;
}>;


export type ListOfOrderQuery = { readonly shoppingList: { readonly id: string, readonly status: Schema.ShoppingListStatus, readonly assignedTo: string | null, readonly apartmentNumber: string, readonly buildingId: string, readonly createdOn: string, readonly stops: ReadonlyArray<{ readonly storeId: string | null, readonly items: ReadonlyArray<{ readonly sku: string, readonly name: string, readonly units: number, readonly missing: number }> }> } | null };

export type OrdersInQueryVariables = Exact<{
  status: Schema.OrderStatus;
  after: string;
  nextToken?: string | null | undefined;
}>;


export type OrdersInQuery = { readonly searchOrders: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly orderId: string, readonly flow: Schema.OrderFlow, readonly status: Schema.OrderStatus, readonly amount: number, readonly createdOn: string, readonly lines: ReadonlyArray<{ readonly sku: string, readonly units: number }> }> } };

export type StoreNamesQueryVariables = Exact<{ [key: string]: never; }>;


export type StoreNamesQuery = { readonly listStores: { readonly items: ReadonlyArray<{ readonly id: string, readonly name: string, readonly location: string }> } };

export type StaffListStatusSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type StaffListStatusSubscription = { readonly onShoppingList: { readonly id: string, readonly status: Schema.ShoppingListStatus } | null };

export type StaffOrderStatusSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type StaffOrderStatusSubscription = { readonly onOrderStatus: { readonly orderId: string, readonly status: Schema.OrderStatus } | null };

export type SetAvailabilityMutationVariables = Exact<{
  available: boolean;
}>;


export type SetAvailabilityMutation = { readonly setAvailability: { readonly available: boolean, readonly listId: string | null } };

export type TakeListMutationVariables = Exact<{
  listId: string;
}>;


export type TakeListMutation = { readonly assignShoppingList: { readonly id: string, readonly status: Schema.ShoppingListStatus } };

export type GiveListBackMutationVariables = Exact<{
  listId: string;
}>;


export type GiveListBackMutation = { readonly releaseShoppingList: { readonly id: string, readonly status: Schema.ShoppingListStatus } };

export type CompleteListMutationVariables = Exact<{
  listId: string;
  missing?: ReadonlyArray<Schema.MissingUnitsInput> | Schema.MissingUnitsInput | null | undefined;
}>;


export type CompleteListMutation = { readonly completeShoppingList: { readonly id: string, readonly status: Schema.ShoppingListStatus } };

export type ShipOrderMutationVariables = Exact<{
  orderId: string;
}>;


export type ShipOrderMutation = { readonly shipOrder: { readonly id: string, readonly status: Schema.OrderStatus } };

export type DeliverOrderMutationVariables = Exact<{
  orderId: string;
}>;


export type DeliverOrderMutation = { readonly deliverOrder: { readonly id: string, readonly status: Schema.OrderStatus } };

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
export const ListDetailsFragmentDoc = new TypedDocumentString(`
    fragment ListDetails on ShoppingList {
  id
  status
  assignedTo
  apartmentNumber
  buildingId
  createdOn
  stops {
    storeId
    items {
      sku
      name
      units
      missing
    }
  }
}
    `, {"fragmentName":"ListDetails"}) as unknown as TypedDocumentString<ListDetailsFragment, unknown>;
export const MyAvailabilityDocument = new TypedDocumentString(`
    query MyAvailability {
  availability {
    available
    listId
  }
}
    `) as unknown as TypedDocumentString<MyAvailabilityQuery, MyAvailabilityQueryVariables>;
export const OpenListsDocument = new TypedDocumentString(`
    query OpenLists($status: ShoppingListStatus!, $nextToken: String) {
  shoppingLists(status: $status, pagination: {limit: 100, nextToken: $nextToken}) {
    items {
      ...ListDetails
    }
    nextToken
  }
}
    fragment ListDetails on ShoppingList {
  id
  status
  assignedTo
  apartmentNumber
  buildingId
  createdOn
  stops {
    storeId
    items {
      sku
      name
      units
      missing
    }
  }
}`) as unknown as TypedDocumentString<OpenListsQuery, OpenListsQueryVariables>;
export const ListOfOrderDocument = new TypedDocumentString(`
    query ListOfOrder($id: ID!) {
  shoppingList(id: $id) {
    ...ListDetails
  }
}
    fragment ListDetails on ShoppingList {
  id
  status
  assignedTo
  apartmentNumber
  buildingId
  createdOn
  stops {
    storeId
    items {
      sku
      name
      units
      missing
    }
  }
}`) as unknown as TypedDocumentString<ListOfOrderQuery, ListOfOrderQueryVariables>;
export const OrdersInDocument = new TypedDocumentString(`
    query OrdersIn($status: OrderStatus!, $after: AWSDateTime!, $nextToken: String) {
  searchOrders(
    filter: {status: $status, after: $after}
    pagination: {limit: 100, nextToken: $nextToken}
  ) {
    items {
      orderId
      flow
      status
      amount
      createdOn
      lines {
        sku
        units
      }
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<OrdersInQuery, OrdersInQueryVariables>;
export const StoreNamesDocument = new TypedDocumentString(`
    query StoreNames {
  listStores(pagination: {limit: 100}) {
    items {
      id
      name
      location
    }
  }
}
    `) as unknown as TypedDocumentString<StoreNamesQuery, StoreNamesQueryVariables>;
export const StaffListStatusDocument = new TypedDocumentString(`
    subscription StaffListStatus {
  onShoppingList {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<StaffListStatusSubscription, StaffListStatusSubscriptionVariables>;
export const StaffOrderStatusDocument = new TypedDocumentString(`
    subscription StaffOrderStatus {
  onOrderStatus {
    orderId
    status
  }
}
    `) as unknown as TypedDocumentString<StaffOrderStatusSubscription, StaffOrderStatusSubscriptionVariables>;
export const SetAvailabilityDocument = new TypedDocumentString(`
    mutation SetAvailability($available: Boolean!) {
  setAvailability(available: $available) {
    available
    listId
  }
}
    `) as unknown as TypedDocumentString<SetAvailabilityMutation, SetAvailabilityMutationVariables>;
export const TakeListDocument = new TypedDocumentString(`
    mutation TakeList($listId: ID!) {
  assignShoppingList(listId: $listId) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<TakeListMutation, TakeListMutationVariables>;
export const GiveListBackDocument = new TypedDocumentString(`
    mutation GiveListBack($listId: ID!) {
  releaseShoppingList(listId: $listId) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<GiveListBackMutation, GiveListBackMutationVariables>;
export const CompleteListDocument = new TypedDocumentString(`
    mutation CompleteList($listId: ID!, $missing: [MissingUnitsInput!]) {
  completeShoppingList(listId: $listId, missing: $missing) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<CompleteListMutation, CompleteListMutationVariables>;
export const ShipOrderDocument = new TypedDocumentString(`
    mutation ShipOrder($orderId: ID!) {
  shipOrder(orderId: $orderId) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<ShipOrderMutation, ShipOrderMutationVariables>;
export const DeliverOrderDocument = new TypedDocumentString(`
    mutation DeliverOrder($orderId: ID!) {
  deliverOrder(orderId: $orderId) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<DeliverOrderMutation, DeliverOrderMutationVariables>;