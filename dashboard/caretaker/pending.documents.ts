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

export type PendingStay_ApartmentBooking_Fragment = { readonly __typename: 'ApartmentBooking', readonly apartmentId: string, readonly startDate: string, readonly endDate: string, readonly id: string, readonly price: number | null, readonly holdUntil: string, readonly createdOn: string, readonly user: { readonly firstName: string, readonly lastName: string } | null };

export type PendingStay_ServiceBooking_Fragment = { readonly __typename: 'ServiceBooking', readonly serviceId: string, readonly serviceName: string, readonly dateTime: string, readonly id: string, readonly price: number | null, readonly holdUntil: string, readonly createdOn: string, readonly user: { readonly firstName: string, readonly lastName: string } | null };

export type PendingStayFragment =
  | PendingStay_ApartmentBooking_Fragment
  | PendingStay_ServiceBooking_Fragment
;

export type PendingOfBuildingQueryVariables = Exact<{
  buildingId: string;
  nextToken?: string | null | undefined;
}>;


export type PendingOfBuildingQuery = { readonly listApartments: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly id: string, readonly apartmentNumber: string, readonly pendingBookings: { readonly nextToken: string | null, readonly items: ReadonlyArray<
          | { readonly __typename: 'ApartmentBooking', readonly apartmentId: string, readonly startDate: string, readonly endDate: string, readonly id: string, readonly price: number | null, readonly holdUntil: string, readonly createdOn: string, readonly user: { readonly firstName: string, readonly lastName: string } | null }
          | { readonly __typename: 'ServiceBooking', readonly serviceId: string, readonly serviceName: string, readonly dateTime: string, readonly id: string, readonly price: number | null, readonly holdUntil: string, readonly createdOn: string, readonly user: { readonly firstName: string, readonly lastName: string } | null }
        > } }> } };

export type PendingOfApartmentQueryVariables = Exact<{
  id: string;
  nextToken?: string | null | undefined;
}>;


export type PendingOfApartmentQuery = { readonly apartment: { readonly id: string, readonly buildingId: string, readonly apartmentNumber: string, readonly pendingBookings: { readonly nextToken: string | null, readonly items: ReadonlyArray<
        | { readonly __typename: 'ApartmentBooking', readonly apartmentId: string, readonly startDate: string, readonly endDate: string, readonly id: string, readonly price: number | null, readonly holdUntil: string, readonly createdOn: string, readonly user: { readonly firstName: string, readonly lastName: string } | null }
        | { readonly __typename: 'ServiceBooking', readonly serviceId: string, readonly serviceName: string, readonly dateTime: string, readonly id: string, readonly price: number | null, readonly holdUntil: string, readonly createdOn: string, readonly user: { readonly firstName: string, readonly lastName: string } | null }
      > } } | null };

export type PendingAppointmentsQueryVariables = Exact<{
  nextToken?: string | null | undefined;
}>;


export type PendingAppointmentsQuery = { readonly pendingAppointments: { readonly nextToken: string | null, readonly items: ReadonlyArray<
      | { readonly __typename: 'ApartmentBooking', readonly apartmentId: string, readonly startDate: string, readonly endDate: string, readonly id: string, readonly price: number | null, readonly holdUntil: string, readonly createdOn: string, readonly user: { readonly firstName: string, readonly lastName: string } | null }
      | { readonly __typename: 'ServiceBooking', readonly serviceId: string, readonly serviceName: string, readonly dateTime: string, readonly id: string, readonly price: number | null, readonly holdUntil: string, readonly createdOn: string, readonly user: { readonly firstName: string, readonly lastName: string } | null }
    > } };

export type StaffBookingStatusSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type StaffBookingStatusSubscription = { readonly onBookingStatus: { readonly id: string, readonly apartmentId: string | null, readonly status: Schema.BookingStatus } | null };

export type ConfirmBookingMutationVariables = Exact<{
  bookingId: string;
}>;


export type ConfirmBookingMutation = { readonly confirmBooking:
    | { readonly id: string, readonly status: Schema.BookingStatus }
    | { readonly id: string, readonly status: Schema.BookingStatus }
   };

export type DeclineBookingMutationVariables = Exact<{
  bookingId: string;
}>;


export type DeclineBookingMutation = { readonly cancelBooking:
    | { readonly id: string, readonly status: Schema.BookingStatus }
    | { readonly id: string, readonly status: Schema.BookingStatus }
   };

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
export const PendingStayFragmentDoc = new TypedDocumentString(`
    fragment PendingStay on Booking {
  __typename
  id
  price
  holdUntil
  createdOn
  user {
    firstName
    lastName
  }
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
    `, {"fragmentName":"PendingStay"}) as unknown as TypedDocumentString<PendingStayFragment, unknown>;
export const PendingOfBuildingDocument = new TypedDocumentString(`
    query PendingOfBuilding($buildingId: ID!, $nextToken: String) {
  listApartments(
    buildingId: $buildingId
    pagination: {limit: 100, nextToken: $nextToken}
  ) {
    items {
      id
      apartmentNumber
      pendingBookings(pagination: {limit: 100}) {
        items {
          ...PendingStay
        }
        nextToken
      }
    }
    nextToken
  }
}
    fragment PendingStay on Booking {
  __typename
  id
  price
  holdUntil
  createdOn
  user {
    firstName
    lastName
  }
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
}`) as unknown as TypedDocumentString<PendingOfBuildingQuery, PendingOfBuildingQueryVariables>;
export const PendingOfApartmentDocument = new TypedDocumentString(`
    query PendingOfApartment($id: ID!, $nextToken: String) {
  apartment(id: $id) {
    id
    buildingId
    apartmentNumber
    pendingBookings(pagination: {limit: 100, nextToken: $nextToken}) {
      items {
        ...PendingStay
      }
      nextToken
    }
  }
}
    fragment PendingStay on Booking {
  __typename
  id
  price
  holdUntil
  createdOn
  user {
    firstName
    lastName
  }
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
}`) as unknown as TypedDocumentString<PendingOfApartmentQuery, PendingOfApartmentQueryVariables>;
export const PendingAppointmentsDocument = new TypedDocumentString(`
    query PendingAppointments($nextToken: String) {
  pendingAppointments(pagination: {limit: 100, nextToken: $nextToken}) {
    items {
      ...PendingStay
    }
    nextToken
  }
}
    fragment PendingStay on Booking {
  __typename
  id
  price
  holdUntil
  createdOn
  user {
    firstName
    lastName
  }
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
}`) as unknown as TypedDocumentString<PendingAppointmentsQuery, PendingAppointmentsQueryVariables>;
export const StaffBookingStatusDocument = new TypedDocumentString(`
    subscription StaffBookingStatus {
  onBookingStatus {
    id
    apartmentId
    status
  }
}
    `) as unknown as TypedDocumentString<StaffBookingStatusSubscription, StaffBookingStatusSubscriptionVariables>;
export const ConfirmBookingDocument = new TypedDocumentString(`
    mutation ConfirmBooking($bookingId: ID!) {
  confirmBooking(bookingId: $bookingId) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<ConfirmBookingMutation, ConfirmBookingMutationVariables>;
export const DeclineBookingDocument = new TypedDocumentString(`
    mutation DeclineBooking($bookingId: ID!) {
  cancelBooking(bookingId: $bookingId) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<DeclineBookingMutation, DeclineBookingMutationVariables>;