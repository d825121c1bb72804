// Generated from the .graphql file beside it by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Schema from '../../model/schema';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type Language =
  | 'DE'
  | 'EN';

export type NotificationChannel =
  | 'EMAIL'
  | 'TEXT';

export type NotificationKind =
  | 'BACK_IN_STOCK'
  | 'BOOKING_ABOUT_TO_EXPIRE'
  | 'BOOKING_APPROVED'
  | 'BOOKING_EXPIRED'
  | 'BOOKING_REJECTED'
  | 'ORDER_CANCELED'
  | 'ORDER_CREATED'
  | 'ORDER_DELIVERED'
  | 'ORDER_READY'
  | 'PAYMENT_REFUSED'
  | 'STAY_REMINDER';

export type NotificationPreferencesInput = {
  readonly channels?: ReadonlyArray<NotificationChannel> | null | undefined;
  readonly language?: Language | null | undefined;
  readonly quietHours?: QuietHoursInput | null | undefined;
};

export type QuietHoursInput = {
  readonly from: string;
  readonly timeZone: string;
  readonly to: string;
};

export type MessagesQueryVariables = Exact<{
  nextToken?: string | null | undefined;
}>;


export type MessagesQuery = { readonly notifications: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly id: string, readonly kind: Schema.NotificationKind, readonly title: string, readonly body: string, readonly bookingId: string | null, readonly orderId: string | null, readonly sku: string | null, readonly createdOn: string, readonly readOn: string | null }> } };

export type UnreadMessagesQueryVariables = Exact<{ [key: string]: never; }>;


export type UnreadMessagesQuery = { readonly notifications: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly id: string }> } };

export type MessagePreferencesQueryVariables = Exact<{ [key: string]: never; }>;


export type MessagePreferencesQuery = { readonly notificationPreferences: { readonly userId: string, readonly channels: ReadonlyArray<Schema.NotificationChannel>, readonly language: Schema.Language, readonly phone: string | null, readonly phoneVerified: boolean, readonly quietHours: { readonly from: string, readonly to: string, readonly timeZone: string } | null } };

export type SetMessagePreferencesMutationVariables = Exact<{
  input: Schema.NotificationPreferencesInput;
}>;


export type SetMessagePreferencesMutation = { readonly setNotificationPreferences: { readonly userId: string } };

export type MarkMessagesReadMutationVariables = Exact<{
  ids: ReadonlyArray<string> | string;
}>;


export type MarkMessagesReadMutation = { readonly markNotificationsRead: boolean };

export type NewMessageSubscriptionVariables = Exact<{
  userId?: string | null | undefined;
}>;


export type NewMessageSubscription = { readonly onNotification: { readonly id: string } | null };

export type ChangePhoneMutationVariables = Exact<{
  phone?: string | null | undefined;
}>;


export type ChangePhoneMutation = { readonly changePhone: { readonly userId: string } };

export type VerifyPhoneMutationVariables = Exact<{
  code: string;
}>;


export type VerifyPhoneMutation = { readonly verifyPhone: { readonly userId: string } };

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

export const MessagesDocument = new TypedDocumentString(`
    query Messages($nextToken: String) {
  notifications(pagination: {limit: 50, nextToken: $nextToken}) {
    items {
      id
      kind
      title
      body
      bookingId
      orderId
      sku
      createdOn
      readOn
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<MessagesQuery, MessagesQueryVariables>;
export const UnreadMessagesDocument = new TypedDocumentString(`
    query UnreadMessages {
  notifications(unreadOnly: true, pagination: {limit: 50}) {
    items {
      id
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<UnreadMessagesQuery, UnreadMessagesQueryVariables>;
export const MessagePreferencesDocument = new TypedDocumentString(`
    query MessagePreferences {
  notificationPreferences {
    userId
    channels
    language
    quietHours {
      from
      to
      timeZone
    }
    phone
    phoneVerified
  }
}
    `) as unknown as TypedDocumentString<MessagePreferencesQuery, MessagePreferencesQueryVariables>;
export const SetMessagePreferencesDocument = new TypedDocumentString(`
    mutation SetMessagePreferences($input: NotificationPreferencesInput!) {
  setNotificationPreferences(input: $input) {
    userId
  }
}
    `) as unknown as TypedDocumentString<SetMessagePreferencesMutation, SetMessagePreferencesMutationVariables>;
export const MarkMessagesReadDocument = new TypedDocumentString(`
    mutation MarkMessagesRead($ids: [ID!]!) {
  markNotificationsRead(ids: $ids)
}
    `) as unknown as TypedDocumentString<MarkMessagesReadMutation, MarkMessagesReadMutationVariables>;
export const NewMessageDocument = new TypedDocumentString(`
    subscription NewMessage($userId: ID) {
  onNotification(userId: $userId) {
    id
  }
}
    `) as unknown as TypedDocumentString<NewMessageSubscription, NewMessageSubscriptionVariables>;
export const ChangePhoneDocument = new TypedDocumentString(`
    mutation ChangePhone($phone: AWSPhone) {
  changePhone(phone: $phone) {
    userId
  }
}
    `) as unknown as TypedDocumentString<ChangePhoneMutation, ChangePhoneMutationVariables>;
export const VerifyPhoneDocument = new TypedDocumentString(`
    mutation VerifyPhone($code: String!) {
  verifyPhone(code: $code) {
    userId
  }
}
    `) as unknown as TypedDocumentString<VerifyPhoneMutation, VerifyPhoneMutationVariables>;