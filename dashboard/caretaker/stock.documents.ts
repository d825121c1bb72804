// Generated from the .graphql file beside it by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Schema from '../../model/schema';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type RestockSkuInput = {
  readonly lotId: string;
  readonly sku: string;
  readonly units: number;
};

export type RestockStatus =
  | 'QUEUED';

export type StockLevelsQueryVariables = Exact<{
  nextToken?: string | null | undefined;
}>;


export type StockLevelsQuery = { readonly listSkus: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly sku: string, readonly units: number, readonly updatedOn: string }> } };

export type ProductsOfStoreQueryVariables = Exact<{
  storeId: string;
  nextToken?: string | null | undefined;
}>;


export type ProductsOfStoreQuery = { readonly catalog: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly sku: string | null, readonly name: string }> } };

export type StaffStockLevelSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type StaffStockLevelSubscription = { readonly onStockLevel: { readonly sku: string } | null };

export type RestockMutationVariables = Exact<{
  input: Schema.RestockSkuInput;
}>;


export type RestockMutation = { readonly restockSku: { readonly id: string, readonly status: Schema.RestockStatus } };

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

export const StockLevelsDocument = new TypedDocumentString(`
    query StockLevels($nextToken: String) {
  listSkus(pagination: {limit: 1000, nextToken: $nextToken}) {
    items {
      sku
      units
      updatedOn
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<StockLevelsQuery, StockLevelsQueryVariables>;
export const ProductsOfStoreDocument = new TypedDocumentString(`
    query ProductsOfStore($storeId: ID!, $nextToken: String) {
  catalog(storeId: $storeId, pagination: {limit: 100, nextToken: $nextToken}) {
    items {
      sku
      name
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<ProductsOfStoreQuery, ProductsOfStoreQueryVariables>;
export const StaffStockLevelDocument = new TypedDocumentString(`
    subscription StaffStockLevel {
  onStockLevel {
    sku
  }
}
    `) as unknown as TypedDocumentString<StaffStockLevelSubscription, StaffStockLevelSubscriptionVariables>;
export const RestockDocument = new TypedDocumentString(`
    mutation Restock($input: RestockSkuInput!) {
  restockSku(input: $input) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<RestockMutation, RestockMutationVariables>;