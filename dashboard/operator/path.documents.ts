// Generated from the .graphql file beside it by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Schema from '../../model/schema';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type PathLevel =
  | 'ERROR'
  | 'OK'
  | 'WARNING';

export type RequestPathQueryVariables = Exact<{
  traceId: string;
}>;


export type RequestPathQuery = { readonly requestPath: { readonly traceId: string, readonly operation: string, readonly startedOn: string, readonly durationMs: number, readonly level: Schema.PathLevel, readonly omitted: number, readonly steps: ReadonlyArray<{ readonly depth: number, readonly kind: string, readonly name: string, readonly text: string, readonly level: Schema.PathLevel, readonly reason: string | null, readonly atMs: number, readonly durationMs: number | null }> } | null };

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

export const RequestPathDocument = new TypedDocumentString(`
    query RequestPath($traceId: ID!) {
  requestPath(traceId: $traceId) {
    traceId
    operation
    startedOn
    durationMs
    level
    omitted
    steps {
      depth
      kind
      name
      text
      level
      reason
      atMs
      durationMs
    }
  }
}
    `) as unknown as TypedDocumentString<RequestPathQuery, RequestPathQueryVariables>;