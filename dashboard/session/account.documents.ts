// Generated from the .graphql file beside it by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Schema from '../../model/schema';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type UpdateUserInput = {
  readonly email?: string | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly id?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly phone?: string | null | undefined;
  readonly userType?: UserType | null | undefined;
  readonly verified?: boolean | null | undefined;
};

export type UserInput = {
  readonly email: string;
  readonly firstName: string;
  readonly id?: string | null | undefined;
  readonly lastName: string;
  readonly phone?: string | null | undefined;
  readonly userType?: UserType | null | undefined;
  readonly verified?: boolean | null | undefined;
};

export type UserType =
  | 'ADMIN'
  | 'CARETAKER'
  | 'TENANT';

export type MyAccountQueryVariables = Exact<{
  id: string;
}>;


export type MyAccountQuery = { readonly getUserAccount: { readonly id: string, readonly email: string, readonly firstName: string, readonly lastName: string, readonly phone: string | null, readonly enabled: boolean } | null };

export type CreateMyAccountMutationVariables = Exact<{
  input: Schema.UserInput;
}>;


export type CreateMyAccountMutation = { readonly createUserAccount: { readonly id: string } };

export type ChangeMyAccountMutationVariables = Exact<{
  input: Schema.UpdateUserInput;
}>;


export type ChangeMyAccountMutation = { readonly updateUserAccount: { readonly id: string } };

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

export const MyAccountDocument = new TypedDocumentString(`
    query MyAccount($id: ID!) {
  getUserAccount(id: $id) {
    id
    email
    firstName
    lastName
    phone
    enabled
  }
}
    `) as unknown as TypedDocumentString<MyAccountQuery, MyAccountQueryVariables>;
export const CreateMyAccountDocument = new TypedDocumentString(`
    mutation CreateMyAccount($input: UserInput!) {
  createUserAccount(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<CreateMyAccountMutation, CreateMyAccountMutationVariables>;
export const ChangeMyAccountDocument = new TypedDocumentString(`
    mutation ChangeMyAccount($input: UpdateUserInput!) {
  updateUserAccount(input: $input) {
    id
  }
}
    `) as unknown as TypedDocumentString<ChangeMyAccountMutation, ChangeMyAccountMutationVariables>;