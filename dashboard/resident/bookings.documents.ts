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

export type CreateApartmentBookingInput = {
  readonly apartmentId: string;
  readonly clientToken?: string | null | undefined;
  readonly endDate: string;
  readonly startDate: string;
  readonly userId?: string | null | undefined;
};

export type MyBookingsQueryVariables = Exact<{
  nextToken?: string | null | undefined;
}>;


export type MyBookingsQuery = { readonly bookingsPerUser: { readonly nextToken: string | null, readonly items: ReadonlyArray<
      | { readonly __typename: 'ApartmentBooking', readonly apartmentId: string, readonly startDate: string, readonly endDate: string, readonly id: string, readonly status: Schema.BookingStatus, readonly reason: string | null, readonly price: number | null, readonly holdUntil: string, readonly createdOn: string }
      | { readonly __typename: 'ServiceBooking', readonly serviceId: string, readonly serviceName: string, readonly dateTime: string, readonly id: string, readonly status: Schema.BookingStatus, readonly reason: string | null, readonly price: number | null, readonly holdUntil: string, readonly createdOn: string }
    > } };

export type MyBookingStatusSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type MyBookingStatusSubscription = { readonly onBookingStatus: { readonly id: string, readonly status: Schema.BookingStatus, readonly reason: string | null, readonly updatedOn: string } | null };

export type CancelBookingMutationVariables = Exact<{
  bookingId: string;
}>;


export type CancelBookingMutation = { readonly cancelBooking:
    | { readonly id: string, readonly status: Schema.BookingStatus }
    | { readonly id: string, readonly status: Schema.BookingStatus }
   };

export type BookApartmentMutationVariables = Exact<{
  input: Schema.CreateApartmentBookingInput;
}>;


export type BookApartmentMutation = { readonly createApartmentBooking: { readonly id: string, readonly status: Schema.BookingStatus } };

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

export const MyBookingsDocument = new TypedDocumentString(`
    query MyBookings($nextToken: String) {
  bookingsPerUser(pagination: {limit: 50, nextToken: $nextToken}) {
    items {
      __typename
      id
      status
      reason
      price
      holdUntil
      createdOn
      ... on ApartmentBooking {
        apartmentId
        startDate
        endDate
      }
      ... on ServiceBooking {
        serviceId
        serviceName
        dateTime
      }
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<MyBookingsQuery, MyBookingsQueryVariables>;
export const MyBookingStatusDocument = new TypedDocumentString(`
    subscription MyBookingStatus {
  onBookingStatus {
    id
    status
    reason
    updatedOn
  }
}
    `) as unknown as TypedDocumentString<MyBookingStatusSubscription, MyBookingStatusSubscriptionVariables>;
export const CancelBookingDocument = new TypedDocumentString(`
    mutation CancelBooking($bookingId: ID!) {
  cancelBooking(bookingId: $bookingId) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<CancelBookingMutation, CancelBookingMutationVariables>;
export const BookApartmentDocument = new TypedDocumentString(`
    mutation BookApartment($input: CreateApartmentBookingInput!) {
  createApartmentBooking(input: $input) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<BookApartmentMutation, BookApartmentMutationVariables>;