// Generated from the .graphql file beside it by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Schema from '../../model/schema';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type BookingStatus =
  | 'APPROVED'
  | 'CANCELLED'
  | 'COMPLETED'
  | 'EXPIRED'
  | 'PAID'
  | 'PENDING'
  | 'QUEUED'
  | 'REJECTED';

export type CreateServiceBookingInput = {
  readonly clientToken?: string | null | undefined;
  readonly dateTime: string;
  readonly serviceId: string;
  readonly serviceName?: string | null | undefined;
  readonly userId?: string | null | undefined;
};

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

export type StoresQueryVariables = Exact<{
  nextToken?: string | null | undefined;
}>;


export type StoresQuery = { readonly listStores: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly id: string, readonly name: string, readonly location: string }> } };

export type CatalogQueryVariables = Exact<{
  storeId: string;
  nextToken?: string | null | undefined;
}>;


export type CatalogQuery = { readonly catalog: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly id: string, readonly name: string, readonly description: string, readonly sku: string | null, readonly price: number, readonly slotMinutes: number | null, readonly capacity: number | null }> } };

export type StockQueryVariables = Exact<{
  nextToken?: string | null | undefined;
}>;


export type StockQuery = { readonly listSkus: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly sku: string, readonly units: number }> } };

export type StockWatchesQueryVariables = Exact<{ [key: string]: never; }>;


export type StockWatchesQuery = { readonly stockWatches: { readonly items: ReadonlyArray<{ readonly sku: string }> } };

export type NotifyWhenInStockMutationVariables = Exact<{
  sku: string;
  wanted: boolean;
}>;


export type NotifyWhenInStockMutation = { readonly notifyWhenInStock: { readonly sku: string, readonly watched: boolean } };

export type StockChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type StockChangedSubscription = { readonly onStockLevel: { readonly sku: string } | null };

export type CatalogChangedSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type CatalogChangedSubscription = { readonly onProductChange: { readonly id: string } | null };

export type OpenBasketQueryVariables = Exact<{ [key: string]: never; }>;


export type OpenBasketQuery = { readonly openBasket: { readonly id: string, readonly version: number, readonly amount: number, readonly expiresOn: string, readonly items: ReadonlyArray<{ readonly sku: string, readonly name: string | null, readonly units: number, readonly price: number | null, readonly offered: boolean }> } | null };

export type StartBasketMutationVariables = Exact<{ [key: string]: never; }>;


export type StartBasketMutation = { readonly startBasket: { readonly id: string } };

export type AddToBasketMutationVariables = Exact<{
  basketId: string;
  sku: string;
  units: number;
}>;


export type AddToBasketMutation = { readonly addToBasket: { readonly id: string } };

export type SetBasketUnitsMutationVariables = Exact<{
  basketId: string;
  sku: string;
  units: number;
}>;


export type SetBasketUnitsMutation = { readonly setBasketUnits: { readonly id: string } };

export type RemoveFromBasketMutationVariables = Exact<{
  basketId: string;
  sku: string;
}>;


export type RemoveFromBasketMutation = { readonly removeFromBasket: { readonly id: string } };

export type CheckOutBasketMutationVariables = Exact<{
  basketId: string;
  version: number;
  expectedAmount: number;
  deliverTo?: string | null | undefined;
}>;


export type CheckOutBasketMutation = { readonly checkOutBasket: { readonly id: string, readonly status: Schema.OrderStatus } };

export type HomesOfBuildingQueryVariables = Exact<{
  buildingId: string;
  nextToken?: string | null | undefined;
}>;


export type HomesOfBuildingQuery = { readonly listApartments: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly id: string, readonly apartmentNumber: string, readonly isHome: boolean }> } };

export type ServiceQueryVariables = Exact<{
  id: string;
}>;


export type ServiceQuery = { readonly product: { readonly id: string, readonly name: string, readonly description: string, readonly price: number, readonly offered: boolean, readonly slotMinutes: number | null, readonly timeZone: string | null } | null };

export type SlotsQueryVariables = Exact<{
  serviceId: string;
  from: string;
  to: string;
}>;


export type SlotsQuery = { readonly availableSlots: ReadonlyArray<{ readonly dateTime: string, readonly free: number }> };

export type BookServiceMutationVariables = Exact<{
  input: Schema.CreateServiceBookingInput;
}>;


export type BookServiceMutation = { readonly createServiceBooking: { readonly id: string, readonly status: Schema.BookingStatus } };

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

export const StoresDocument = new TypedDocumentString(`
    query Stores($nextToken: String) {
  listStores(participating: true, pagination: {limit: 100, nextToken: $nextToken}) {
    items {
      id
      name
      location
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<StoresQuery, StoresQueryVariables>;
export const CatalogDocument = new TypedDocumentString(`
    query Catalog($storeId: ID!, $nextToken: String) {
  catalog(storeId: $storeId, pagination: {limit: 100, nextToken: $nextToken}) {
    items {
      id
      name
      description
      sku
      price
      slotMinutes
      capacity
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<CatalogQuery, CatalogQueryVariables>;
export const StockDocument = new TypedDocumentString(`
    query Stock($nextToken: String) {
  listSkus(pagination: {limit: 1000, nextToken: $nextToken}) {
    items {
      sku
      units
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<StockQuery, StockQueryVariables>;
export const StockWatchesDocument = new TypedDocumentString(`
    query StockWatches {
  stockWatches(pagination: {limit: 100}) {
    items {
      sku
    }
  }
}
    `) as unknown as TypedDocumentString<StockWatchesQuery, StockWatchesQueryVariables>;
export const NotifyWhenInStockDocument = new TypedDocumentString(`
    mutation NotifyWhenInStock($sku: String!, $wanted: Boolean!) {
  notifyWhenInStock(sku: $sku, wanted: $wanted) {
    sku
    watched
  }
}
    `) as unknown as TypedDocumentString<NotifyWhenInStockMutation, NotifyWhenInStockMutationVariables>;
export const StockChangedDocument = new TypedDocumentString(`
    subscription StockChanged {
  onStockLevel {
    sku
  }
}
    `) as unknown as TypedDocumentString<StockChangedSubscription, StockChangedSubscriptionVariables>;
export const CatalogChangedDocument = new TypedDocumentString(`
    subscription CatalogChanged {
  onProductChange {
    id
  }
}
    `) as unknown as TypedDocumentString<CatalogChangedSubscription, CatalogChangedSubscriptionVariables>;
export const OpenBasketDocument = new TypedDocumentString(`
    query OpenBasket {
  openBasket {
    id
    version
    amount
    expiresOn
    items {
      sku
      name
      units
      price
      offered
    }
  }
}
    `) as unknown as TypedDocumentString<OpenBasketQuery, OpenBasketQueryVariables>;
export const StartBasketDocument = new TypedDocumentString(`
    mutation StartBasket {
  startBasket {
    id
  }
}
    `) as unknown as TypedDocumentString<StartBasketMutation, StartBasketMutationVariables>;
export const AddToBasketDocument = new TypedDocumentString(`
    mutation AddToBasket($basketId: ID!, $sku: String!, $units: Int!) {
  addToBasket(basketId: $basketId, sku: $sku, units: $units) {
    id
  }
}
    `) as unknown as TypedDocumentString<AddToBasketMutation, AddToBasketMutationVariables>;
export const SetBasketUnitsDocument = new TypedDocumentString(`
    mutation SetBasketUnits($basketId: ID!, $sku: String!, $units: Int!) {
  setBasketUnits(basketId: $basketId, sku: $sku, units: $units) {
    id
  }
}
    `) as unknown as TypedDocumentString<SetBasketUnitsMutation, SetBasketUnitsMutationVariables>;
export const RemoveFromBasketDocument = new TypedDocumentString(`
    mutation RemoveFromBasket($basketId: ID!, $sku: String!) {
  removeFromBasket(basketId: $basketId, sku: $sku) {
    id
  }
}
    `) as unknown as TypedDocumentString<RemoveFromBasketMutation, RemoveFromBasketMutationVariables>;
export const CheckOutBasketDocument = new TypedDocumentString(`
    mutation CheckOutBasket($basketId: ID!, $version: Int!, $expectedAmount: Float!, $deliverTo: ID) {
  checkOutBasket(
    basketId: $basketId
    version: $version
    expectedAmount: $expectedAmount
    deliverTo: $deliverTo
  ) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<CheckOutBasketMutation, CheckOutBasketMutationVariables>;
export const HomesOfBuildingDocument = new TypedDocumentString(`
    query HomesOfBuilding($buildingId: ID!, $nextToken: String) {
  listApartments(
    buildingId: $buildingId
    pagination: {limit: 100, nextToken: $nextToken}
  ) {
    items {
      id
      apartmentNumber
      isHome
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<HomesOfBuildingQuery, HomesOfBuildingQueryVariables>;
export const ServiceDocument = new TypedDocumentString(`
    query Service($id: ID!) {
  product(id: $id) {
    id
    name
    description
    price
    offered
    slotMinutes
    timeZone
  }
}
    `) as unknown as TypedDocumentString<ServiceQuery, ServiceQueryVariables>;
export const SlotsDocument = new TypedDocumentString(`
    query Slots($serviceId: ID!, $from: AWSDate!, $to: AWSDate!) {
  availableSlots(serviceId: $serviceId, from: $from, to: $to) {
    dateTime
    free
  }
}
    `) as unknown as TypedDocumentString<SlotsQuery, SlotsQueryVariables>;
export const BookServiceDocument = new TypedDocumentString(`
    mutation BookService($input: CreateServiceBookingInput!) {
  createServiceBooking(input: $input) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<BookServiceMutation, BookServiceMutationVariables>;