// Generated from the .graphql file beside it by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Schema from '../../model/schema';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type StaffBuildingsQueryVariables = Exact<{
  nextToken?: string | null | undefined;
}>;


export type StaffBuildingsQuery = { readonly listBuildings: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly id: string, readonly name: string }> } };

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

export const StaffBuildingsDocument = new TypedDocumentString(`
    query StaffBuildings($nextToken: String) {
  listBuildings(pagination: {limit: 100, nextToken: $nextToken}) {
    items {
      id
      name
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<StaffBuildingsQuery, StaffBuildingsQueryVariables>;