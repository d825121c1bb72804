// Generated from the .graphql file beside it by `npm run generate`. Do not edit.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type * as Schema from '../../model/schema';

import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
export type DeathClass =
  | 'EXHAUSTED'
  | 'KILLED'
  | 'PERMANENT'
  | 'UNDELIVERED'
  | 'UNREAD';

export type OperationsSource =
  | 'CLOUDWATCH'
  | 'MACHINE';

export type QueueFeed =
  | 'EVENT'
  | 'MUTATION';

export type FiguresFragment = { readonly source: Schema.OperationsSource, readonly updatedOn: string, readonly seconds: number, readonly requests: { readonly count: number, readonly refused: number, readonly failed: number, readonly p50: number | null, readonly p99: number | null }, readonly queues: ReadonlyArray<{ readonly name: string, readonly step: string, readonly fedBy: Schema.QueueFeed, readonly waiting: number, readonly inFlight: number, readonly oldestSeconds: number | null, readonly sent: number, readonly received: number, readonly deleted: number, readonly deadLetterQueue: string | null, readonly deadLetters: number }>, readonly workers: ReadonlyArray<{ readonly step: string, readonly received: number, readonly done: number, readonly retried: number, readonly buried: number, readonly p50: number | null, readonly p99: number | null }>, readonly functions: { readonly invocations: number, readonly errors: number, readonly throttles: number, readonly durationMs: number }, readonly table: { readonly writeUnits: number, readonly readUnits: number, readonly throttled: number, readonly conflicts: number }, readonly events: { readonly count: number, readonly delivered: number, readonly failed: number, readonly byName: ReadonlyArray<{ readonly name: string, readonly count: number }> | null }, readonly subscriptions: { readonly connections: number, readonly subscriptions: number, readonly delivered: number, readonly failed: number }, readonly alarms: { readonly count: number, readonly ringing: ReadonlyArray<{ readonly name: string, readonly description: string | null, readonly reason: string, readonly since: string }> }, readonly cost: ReadonlyArray<{ readonly service: string, readonly hourly: number, readonly counted: string }> };

export type OperationsQueryVariables = Exact<{
  minutes?: number | null | undefined;
}>;


export type OperationsQuery = { readonly operations: { readonly source: Schema.OperationsSource, readonly updatedOn: string, readonly seconds: number, readonly deaths: ReadonlyArray<{ readonly queue: string, readonly errorCode: string, readonly deathClass: Schema.DeathClass, readonly failingStep: string | null, readonly letters: number, readonly reason: string, readonly diedOn: string }> | null, readonly history: ReadonlyArray<{ readonly minute: string, readonly requests: number, readonly p50: number | null, readonly p99: number | null, readonly events: number, readonly delivered: number, readonly waiting: number }> | null, readonly requests: { readonly count: number, readonly refused: number, readonly failed: number, readonly p50: number | null, readonly p99: number | null }, readonly queues: ReadonlyArray<{ readonly name: string, readonly step: string, readonly fedBy: Schema.QueueFeed, readonly waiting: number, readonly inFlight: number, readonly oldestSeconds: number | null, readonly sent: number, readonly received: number, readonly deleted: number, readonly deadLetterQueue: string | null, readonly deadLetters: number }>, readonly workers: ReadonlyArray<{ readonly step: string, readonly received: number, readonly done: number, readonly retried: number, readonly buried: number, readonly p50: number | null, readonly p99: number | null }>, readonly functions: { readonly invocations: number, readonly errors: number, readonly throttles: number, readonly durationMs: number }, readonly table: { readonly writeUnits: number, readonly readUnits: number, readonly throttled: number, readonly conflicts: number }, readonly events: { readonly count: number, readonly delivered: number, readonly failed: number, readonly byName: ReadonlyArray<{ readonly name: string, readonly count: number }> | null }, readonly subscriptions: { readonly connections: number, readonly subscriptions: number, readonly delivered: number, readonly failed: number }, readonly alarms: { readonly count: number, readonly ringing: ReadonlyArray<{ readonly name: string, readonly description: string | null, readonly reason: string, readonly since: string }> }, readonly cost: ReadonlyArray<{ readonly service: string, readonly hourly: number, readonly counted: string }> } };

export type LiveOperationsSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type LiveOperationsSubscription = { readonly onOperations: { readonly source: Schema.OperationsSource, readonly updatedOn: string, readonly seconds: number, readonly requests: { readonly count: number, readonly refused: number, readonly failed: number, readonly p50: number | null, readonly p99: number | null }, readonly queues: ReadonlyArray<{ readonly name: string, readonly step: string, readonly fedBy: Schema.QueueFeed, readonly waiting: number, readonly inFlight: number, readonly oldestSeconds: number | null, readonly sent: number, readonly received: number, readonly deleted: number, readonly deadLetterQueue: string | null, readonly deadLetters: number }>, readonly workers: ReadonlyArray<{ readonly step: string, readonly received: number, readonly done: number, readonly retried: number, readonly buried: number, readonly p50: number | null, readonly p99: number | null }>, readonly functions: { readonly invocations: number, readonly errors: number, readonly throttles: number, readonly durationMs: number }, readonly table: { readonly writeUnits: number, readonly readUnits: number, readonly throttled: number, readonly conflicts: number }, readonly events: { readonly count: number, readonly delivered: number, readonly failed: number, readonly byName: ReadonlyArray<{ readonly name: string, readonly count: number }> | null }, readonly subscriptions: { readonly connections: number, readonly subscriptions: number, readonly delivered: number, readonly failed: number }, readonly alarms: { readonly count: number, readonly ringing: ReadonlyArray<{ readonly name: string, readonly description: string | null, readonly reason: string, readonly since: string }> }, readonly cost: ReadonlyArray<{ readonly service: string, readonly hourly: number, readonly counted: string }> } | null };

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
export const FiguresFragmentDoc = new TypedDocumentString(`
    fragment Figures on Operations {
  source
  updatedOn
  seconds
  requests {
    count
    refused
    failed
    p50
    p99
  }
  queues {
    name
    step
    fedBy
    waiting
    inFlight
    oldestSeconds
    sent
    received
    deleted
    deadLetterQueue
    deadLetters
  }
  workers {
    step
    received
    done
    retried
    buried
    p50
    p99
  }
  functions {
    invocations
    errors
    throttles
    durationMs
  }
  table {
    writeUnits
    readUnits
    throttled
    conflicts
  }
  events {
    count
    delivered
    failed
    byName {
      name
      count
    }
  }
  subscriptions {
    connections
    subscriptions
    delivered
    failed
  }
  alarms {
    count
    ringing {
      name
      description
      reason
      since
    }
  }
  cost {
    service
    hourly
    counted
  }
}
    `, {"fragmentName":"Figures"}) as unknown as TypedDocumentString<FiguresFragment, unknown>;
export const OperationsDocument = new TypedDocumentString(`
    query Operations($minutes: Int) {
  operations(minutes: $minutes) {
    ...Figures
    deaths {
      queue
      errorCode
      deathClass
      failingStep
      letters
      reason
      diedOn
    }
    history {
      minute
      requests
      p50
      p99
      events
      delivered
      waiting
    }
  }
}
    fragment Figures on Operations {
  source
  updatedOn
  seconds
  requests {
    count
    refused
    failed
    p50
    p99
  }
  queues {
    name
    step
    fedBy
    waiting
    inFlight
    oldestSeconds
    sent
    received
    deleted
    deadLetterQueue
    deadLetters
  }
  workers {
    step
    received
    done
    retried
    buried
    p50
    p99
  }
  functions {
    invocations
    errors
    throttles
    durationMs
  }
  table {
    writeUnits
    readUnits
    throttled
    conflicts
  }
  events {
    count
    delivered
    failed
    byName {
      name
      count
    }
  }
  subscriptions {
    connections
    subscriptions
    delivered
    failed
  }
  alarms {
    count
    ringing {
      name
      description
      reason
      since
    }
  }
  cost {
    service
    hourly
    counted
  }
}`) as unknown as TypedDocumentString<OperationsQuery, OperationsQueryVariables>;
export const LiveOperationsDocument = new TypedDocumentString(`
    subscription LiveOperations {
  onOperations {
    ...Figures
  }
}
    fragment Figures on Operations {
  source
  updatedOn
  seconds
  requests {
    count
    refused
    failed
    p50
    p99
  }
  queues {
    name
    step
    fedBy
    waiting
    inFlight
    oldestSeconds
    sent
    received
    deleted
    deadLetterQueue
    deadLetters
  }
  workers {
    step
    received
    done
    retried
    buried
    p50
    p99
  }
  functions {
    invocations
    errors
    throttles
    durationMs
  }
  table {
    writeUnits
    readUnits
    throttled
    conflicts
  }
  events {
    count
    delivered
    failed
    byName {
      name
      count
    }
  }
  subscriptions {
    connections
    subscriptions
    delivered
    failed
  }
  alarms {
    count
    ringing {
      name
      description
      reason
      since
    }
  }
  cost {
    service
    hourly
    counted
  }
}`) as unknown as TypedDocumentString<LiveOperationsSubscription, LiveOperationsSubscriptionVariables>;