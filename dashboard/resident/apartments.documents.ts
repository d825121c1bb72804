// Generated from the .graphql file beside it by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Schema from '../../model/schema';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type ApartmentType =
  | 'DOUBLE_ROOM'
  | 'SINGLE_ROOM'
  | 'VILLA';

export type BookingStatus =
  | 'APPROVED'
  | 'CANCELLED'
  | 'COMPLETED'
  | 'EXPIRED'
  | 'PAID'
  | 'PENDING'
  | 'QUEUED'
  | 'REJECTED';

export type CreateApartmentBookingInput = {
  readonly apartmentId: string;
  readonly clientToken?: string | null | undefined;
  readonly endDate: string;
  readonly startDate: string;
  readonly userId?: string | null | undefined;
};

export type BuildingsQueryVariables = Exact<{
  nextToken?: string | null | undefined;
}>;


export type BuildingsQuery = { readonly listBuildings: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly id: string, readonly name: string, readonly address: { readonly streetAddress: string, readonly city: string } }> } };

export type BuildingApartmentsQueryVariables = Exact<{
  buildingId: string;
  from: string;
  to: string;
  startDate: string;
  endDate: string;
  withPrice: boolean;
  nextToken?: string | null | undefined;
}>;


export type BuildingApartmentsQuery = { readonly listApartments: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly id: string, readonly apartmentNumber: string, readonly apartmentType: Schema.ApartmentType, readonly numberOfRooms: number, readonly kitchen: boolean, readonly takenNights: ReadonlyArray<string>, readonly stayPrice?: number }> } };

export type StayOfferQueryVariables = Exact<{
  id: string;
  from: string;
  to: string;
  startDate: string;
  endDate: string;
  withPrice: boolean;
}>;


export type StayOfferQuery = { readonly apartment: { readonly id: string, readonly apartmentNumber: string, readonly apartmentType: Schema.ApartmentType, readonly numberOfRooms: number, readonly kitchen: boolean, readonly takenNights: ReadonlyArray<string>, readonly stayPrice?: number, readonly building: { readonly id: string, readonly name: string } | null } | null };

export type BookStayMutationVariables = Exact<{
  input: Schema.CreateApartmentBookingInput;
}>;


export type BookStayMutation = { readonly createApartmentBooking: { readonly id: string, readonly status: Schema.BookingStatus } };

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

export const BuildingsDocument = new TypedDocumentString(`
    query Buildings($nextToken: String) {
  listBuildings(pagination: {limit: 100, nextToken: $nextToken}) {
    items {
      id
      name
      address {
        streetAddress
        city
      }
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<BuildingsQuery, BuildingsQueryVariables>;
export const BuildingApartmentsDocument = new TypedDocumentString(`
    query BuildingApartments($buildingId: ID!, $from: AWSDate!, $to: AWSDate!, $startDate: AWSDate!, $endDate: AWSDate!, $withPrice: Boolean!, $nextToken: String) {
  listApartments(
    buildingId: $buildingId
    pagination: {limit: 100, nextToken: $nextToken}
  ) {
    items {
      id
      apartmentNumber
      apartmentType
      numberOfRooms
      kitchen
      takenNights(from: $from, to: $to)
      stayPrice(startDate: $startDate, endDate: $endDate) @include(if: $withPrice)
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<BuildingApartmentsQuery, BuildingApartmentsQueryVariables>;
export const StayOfferDocument = new TypedDocumentString(`
    query StayOffer($id: ID!, $from: AWSDate!, $to: AWSDate!, $startDate: AWSDate!, $endDate: AWSDate!, $withPrice: Boolean!) {
  apartment(id: $id) {
    id
    apartmentNumber
    building {
      id
      name
    }
    apartmentType
    numberOfRooms
    kitchen
    takenNights(from: $from, to: $to)
    stayPrice(startDate: $startDate, endDate: $endDate) @include(if: $withPrice)
  }
}
    `) as unknown as TypedDocumentString<StayOfferQuery, StayOfferQueryVariables>;
export const BookStayDocument = new TypedDocumentString(`
    mutation BookStay($input: CreateApartmentBookingInput!) {
  createApartmentBooking(input: $input) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<BookStayMutation, BookStayMutationVariables>;