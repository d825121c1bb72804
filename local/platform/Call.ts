import type { Batch } from './Feed.ts';
import { invariant } from './errors.ts';

/** The context of an action: who calls, and for which request. */
export interface Call {
  /** An X-Ray root, `1-<8 hex>-<24 hex>`, which is the same on the whole path of a request. */
  readonly traceId: string;
  readonly principal: Principal;
  /** What makes the call, as the feed names it: a step of a resolver, an invocation, an event. @default not known */
  readonly parentId?: string | undefined;
  /** What an invocation is given by a queue or a stream. */
  readonly batch?: Batch;
}

export interface Principal {
  /** ARN of the user or assumed role that signed the call; a service's name such as `events.amazonaws.com`. */
  readonly arn: string;
  readonly accessKeyId: string;
  /** The role whose policies decide what the call may do. Without it, and for no service, the call may do everything. */
  readonly roleArn?: string;
  /** The resource on whose behalf a service calls, such as a rule's ARN. */
  readonly sourceArn?: string;
}

/**
 * One API action of a service. Its input and output have the JSON shapes of the service's API. Each action types its
 * own input, since no single type fits them all.
 */
export type Action = (input: any, call: Call) => Promise<any>;

/** A service's API actions by AWS's names, such as `SendMessage`. */
export type Actions = Readonly<Record<string, Action>>;

/** Runs an action of another service. `Output` is the part of the documented output that the caller reads. */
export function callAction<Output = unknown>(
  actions: Actions,
  name: string,
  input: object,
  call: Call,
): Promise<Output> {
  const action = actions[name];
  invariant(action, `The service has no action ${name}`);
  // The service's tests compare its output with the API's documentation.
  return action(input, call) as Promise<Output>;
}
