// Generated from the .graphql file beside it by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Schema from '../../model/schema';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type DeadLetterFilter = {
  readonly deathClass?: DeathClass | null | undefined;
  readonly diedBefore?: string | null | undefined;
  readonly diedFrom?: string | null | undefined;
  readonly entityId?: string | null | undefined;
  readonly entityType?: string | null | undefined;
  readonly errorCode?: string | null | undefined;
  readonly failingStep?: string | null | undefined;
};

export type DeadLetterStatus =
  | 'DISCARDED'
  | 'EDITED'
  | 'GONE'
  | 'OPEN'
  | 'REDRIVEN';

export type DeathClass =
  | 'EXHAUSTED'
  | 'KILLED'
  | 'PERMANENT'
  | 'UNDELIVERED'
  | 'UNREAD';

export type DiscardDeadLettersInput = {
  readonly ids: ReadonlyArray<string>;
  readonly queue: string;
  readonly reason: string;
};

export type LetterRunStatus =
  | 'DONE'
  | 'FAILED'
  | 'QUEUED'
  | 'RUNNING'
  | 'STOPPED';

export type RedriveDeadLettersInput = {
  readonly filter?: DeadLetterFilter | null | undefined;
  readonly ids?: ReadonlyArray<string> | null | undefined;
  readonly queue: string;
  readonly ramp?: boolean | null | undefined;
  readonly rate?: number | null | undefined;
  readonly reason: string;
};

export type LettersQueryVariables = Exact<{
  queue: string;
  nextToken?: string | null | undefined;
}>;


export type LettersQuery = { readonly deadLetters: { readonly nextToken: string | null, readonly items: ReadonlyArray<{ readonly id: string, readonly queue: string, readonly deathClass: Schema.DeathClass, readonly errorCode: string, readonly reason: string, readonly failingStep: string | null, readonly entityType: string | null, readonly entityId: string | null, readonly traceId: string | null, readonly receiveCount: number | null, readonly redriveCount: number, readonly diedOn: string }> } };

export type LetterQueryVariables = Exact<{
  id: string;
}>;


export type LetterQuery = { readonly deadLetter: { readonly id: string, readonly status: Schema.DeadLetterStatus, readonly body: string | null, readonly bodyBytes: number } | null };

export type LetterRunsQueryVariables = Exact<{ [key: string]: never; }>;


export type LetterRunsQuery = { readonly deadLetterHistory: { readonly items: ReadonlyArray<{ readonly id: string, readonly action: string, readonly queue: string, readonly status: Schema.LetterRunStatus, readonly by: string, readonly reason: string, readonly planned: number, readonly done: number, readonly diedAgain: number, readonly ending: string | null, readonly updatedOn: string }> } };

export type LetterChangesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type LetterChangesSubscription = { readonly onDeadLetter: { readonly id: string, readonly queue: string, readonly status: Schema.DeadLetterStatus } | null };

export type RunChangesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type RunChangesSubscription = { readonly onRedrive: { readonly id: string, readonly queue: string, readonly status: Schema.LetterRunStatus } | null };

export type BringBackMutationVariables = Exact<{
  input: Schema.RedriveDeadLettersInput;
}>;


export type BringBackMutation = { readonly redriveDeadLetters: { readonly id: string, readonly status: Schema.LetterRunStatus } };

export type DiscardMutationVariables = Exact<{
  input: Schema.DiscardDeadLettersInput;
}>;


export type DiscardMutation = { readonly discardDeadLetters: { readonly id: string, readonly status: Schema.LetterRunStatus } };

export type EditLetterMutationVariables = Exact<{
  id: string;
  body: string;
  reason: string;
}>;


export type EditLetterMutation = { readonly editDeadLetter: { readonly id: string, readonly status: Schema.LetterRunStatus } };

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

export const LettersDocument = new TypedDocumentString(`
    query Letters($queue: String!, $nextToken: String) {
  deadLetters(queue: $queue, pagination: {limit: 25, nextToken: $nextToken}) {
    items {
      id
      queue
      deathClass
      errorCode
      reason
      failingStep
      entityType
      entityId
      traceId
      receiveCount
      redriveCount
      diedOn
    }
    nextToken
  }
}
    `) as unknown as TypedDocumentString<LettersQuery, LettersQueryVariables>;
export const LetterDocument = new TypedDocumentString(`
    query Letter($id: ID!) {
  deadLetter(id: $id) {
    id
    status
    body
    bodyBytes
  }
}
    `) as unknown as TypedDocumentString<LetterQuery, LetterQueryVariables>;
export const LetterRunsDocument = new TypedDocumentString(`
    query LetterRuns {
  deadLetterHistory(pagination: {limit: 10}) {
    items {
      id
      action
      queue
      status
      by
      reason
      planned
      done
      diedAgain
      ending
      updatedOn
    }
  }
}
    `) as unknown as TypedDocumentString<LetterRunsQuery, LetterRunsQueryVariables>;
export const LetterChangesDocument = new TypedDocumentString(`
    subscription LetterChanges {
  onDeadLetter {
    id
    queue
    status
  }
}
    `) as unknown as TypedDocumentString<LetterChangesSubscription, LetterChangesSubscriptionVariables>;
export const RunChangesDocument = new TypedDocumentString(`
    subscription RunChanges {
  onRedrive {
    id
    queue
    status
  }
}
    `) as unknown as TypedDocumentString<RunChangesSubscription, RunChangesSubscriptionVariables>;
export const BringBackDocument = new TypedDocumentString(`
    mutation BringBack($input: RedriveDeadLettersInput!) {
  redriveDeadLetters(input: $input) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<BringBackMutation, BringBackMutationVariables>;
export const DiscardDocument = new TypedDocumentString(`
    mutation Discard($input: DiscardDeadLettersInput!) {
  discardDeadLetters(input: $input) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<DiscardMutation, DiscardMutationVariables>;
export const EditLetterDocument = new TypedDocumentString(`
    mutation EditLetter($id: ID!, $body: AWSJSON!, $reason: String!) {
  editDeadLetter(id: $id, body: $body, reason: $reason) {
    id
    status
  }
}
    `) as unknown as TypedDocumentString<EditLetterMutation, EditLetterMutationVariables>;