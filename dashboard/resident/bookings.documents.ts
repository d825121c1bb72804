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

export type InvoiceStatus =
  | 'ADJUSTED'
  | 'CANCELED'
  | 'CREATED'
  | 'PAID';

export type PaymentStatus =
  | 'PAYMENT_ACCEPTED'
  | 'PAYMENT_AUTHORIZED'
  | 'PAYMENT_FAILED'
  | 'PAYMENT_PENDING'
  | 'PAYMENT_REFUNDED'
  | 'PAYMENT_REJECTED'
  | 'PAYMENT_VOIDED';

export type PlaceNameFragment = { readonly id: string, readonly apartmentNumber: string, readonly building: { readonly id: string, readonly name: string } | null };

export type MyBookingsQueryVariables = Exact<{
  nextToken?: string | null | undefined;
}>;


export type MyBookingsQuery = { readonly bookingsPerUser: { readonly nextToken: string | null, readonly items: ReadonlyArray<
      | { readonly __typename: 'ApartmentBooking', readonly apartmentId: string, readonly startDate: string, readonly endDate: string, readonly id: string, readonly status: Schema.BookingStatus, readonly reason: string | null, readonly price: number | null, readonly holdUntil: string, readonly apartment: { readonly id: string, readonly apartmentNumber: string, readonly building: { readonly id: string, readonly name: string } | null } | null }
      | { readonly __typename: 'ServiceBooking', readonly serviceName: string, readonly dateTime: string, readonly id: string, readonly status: Schema.BookingStatus, readonly reason: string | null, readonly price: number | null, readonly holdUntil: string }
    > } };

export type OneBookingQueryVariables = Exact<{
  id: string;
}>;


export type OneBookingQuery = { readonly getBooking:
    | { readonly __typename: 'ApartmentBooking', readonly startDate: string, readonly endDate: string, readonly id: string, readonly status: Schema.BookingStatus, readonly reason: string | null, readonly price: number | null, readonly holdUntil: string, readonly createdOn: string, readonly updatedOn: string, readonly apartment: { readonly id: string, readonly apartmentNumber: string, readonly building: { readonly id: string, readonly name: string } | null } | null, readonly payment: { readonly paymentStatus: Schema.PaymentStatus, readonly amount: number | null, readonly refunded: number, readonly reason: string | null } | null }
    | { readonly __typename: 'ServiceBooking', readonly serviceName: string, readonly dateTime: string, readonly id: string, readonly status: Schema.BookingStatus, readonly reason: string | null, readonly price: number | null, readonly holdUntil: string, readonly createdOn: string, readonly updatedOn: string, readonly payment: { readonly paymentStatus: Schema.PaymentStatus, readonly amount: number | null, readonly refunded: number, readonly reason: string | null } | null }
   | null };

export type MyBookingStatusSubscriptionVariables = Exact<{
  userId?: string | null | undefined;
}>;


export type MyBookingStatusSubscription = { readonly onBookingStatus: { readonly id: string, readonly status: Schema.BookingStatus } | null };

export type PayBookingMutationVariables = Exact<{
  bookingId: string;
}>;


export type PayBookingMutation = { readonly payBooking:
    | { readonly id: string, readonly status: Schema.BookingStatus }
    | { readonly id: string, readonly status: Schema.BookingStatus }
   };

export type CancelBookingMutationVariables = Exact<{
  bookingId: string;
}>;


export type CancelBookingMutation = { readonly cancelBooking:
    | { readonly id: string, readonly status: Schema.BookingStatus }
    | { readonly id: string, readonly status: Schema.BookingStatus }
   };

export type BookingInvoiceQueryVariables = Exact<{
  id: string;
}>;


export type BookingInvoiceQuery = { readonly invoice: { readonly id: string, readonly status: Schema.InvoiceStatus, readonly amount: number | null, readonly refunded: number, readonly document: string | null } | null };

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
export const PlaceNameFragmentDoc = new TypedDocumentString(`
    fragment PlaceName on Apartment {
  id
  apartmentNumber
  building {
    id
    name
  }
}
    `, {"fragmentName":"PlaceName"}) as unknown as TypedDocumentString<PlaceNameFragment, unknown>;
export const MyBookingsDocument = new TypedDocumentString(`
    query MyBookings($nextToken: String) {
  bookingsPerUser(pagination: {limit: 100, nextToken: $nextToken}) {
    items {
      __typename
      id
      status
      reason
      price
      holdUntil
      ... on ApartmentBooking {
        apartmentId
        apartment {
          ...PlaceName
        }
        startDate
        endDate
      }
      ... on ServiceBooking {
        serviceName
        dateTime
      }
    }
    nextToken
  }
}
    fragment PlaceName on Apartment {
  id
  apartmentNumber
  building {
    id
    name
  }
}`) as unknown as TypedDocumentString<MyBookingsQuery, MyBookingsQueryVariables>;
export const OneBookingDocument = new TypedDocumentString(`
    query OneBooking($id: ID!) {
  getBooking(id: $id) {
    __typename
    id
    status
    reason
    price
    holdUntil
    createdOn
    updatedOn
    payment {
      paymentStatus
      amount
      refunded
      reason
    }
    ... on ApartmentBooking {
      apartment {
        ...PlaceName
      }
      startDate
      endDate
    }
    ... on ServiceBooking {
      serviceName
      dateTime
    }
  }
}
    fragment PlaceName on Apartment {
  id
  apartmentNumber
  building {
    id
    name
  }
}`) as unknown as TypedDocumentString<OneBookingQuery, OneBookingQueryVariables>;
export const MyBookingStatusDocument = new TypedDocumentString(`
    subscription MyBookingStatus($userId: ID) {
  onBookingStatus(userId: $userId) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<MyBookingStatusSubscription, MyBookingStatusSubscriptionVariables>;
export const PayBookingDocument = new TypedDocumentString(`
    mutation PayBooking($bookingId: ID!) {
  payBooking(bookingId: $bookingId) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<PayBookingMutation, PayBookingMutationVariables>;
export const CancelBookingDocument = new TypedDocumentString(`
    mutation CancelBooking($bookingId: ID!) {
  cancelBooking(bookingId: $bookingId) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<CancelBookingMutation, CancelBookingMutationVariables>;
export const BookingInvoiceDocument = new TypedDocumentString(`
    query BookingInvoice($id: ID!) {
  invoice(id: $id) {
    id
    status
    amount
    refunded
    document
  }
}
    `) as unknown as TypedDocumentString<BookingInvoiceQuery, BookingInvoiceQueryVariables>;