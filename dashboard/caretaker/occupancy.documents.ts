// Generated from the .graphql file beside it by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Schema from '../../model/schema';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type OccupancyQueryVariables = Exact<{
  buildingId: string;
  from: string;
  to: string;
  nextToken?: string | null | undefined;
}>;


export type OccupancyQuery = { readonly listApartments: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly id: string, readonly apartmentNumber: string, readonly takenNights: ReadonlyArray<string>, readonly pendingBookings: { readonly nextToken: string | null, readonly items: ReadonlyArray<
          | { readonly __typename: 'ApartmentBooking', readonly startDate: string, readonly endDate: string }
          | { readonly __typename: 'ServiceBooking' }
        > } }> } };

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

export const OccupancyDocument = new TypedDocumentString(`
    query Occupancy($buildingId: ID!, $from: AWSDate!, $to: AWSDate!, $nextToken: String) {
  listApartments(
    buildingId: $buildingId
    pagination: {limit: 100, nextToken: $nextToken}
  ) {
    items {
      id
      apartmentNumber
      takenNights(from: $from, to: $to)
      pendingBookings(pagination: {limit: 100}) {
        items {
          __typename
          ... on ApartmentBooking {
            startDate
            endDate
          }
        }
        nextToken
      }
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<OccupancyQuery, OccupancyQueryVariables>;