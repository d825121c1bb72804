import { invariant } from './errors.ts';

/** Travels with every action: who calls, and on behalf of which request. */
export interface Call {
  /** An X-Ray root, `1-<8 hex>-<24 hex>`: ties one request's whole path together. */
  readonly traceId: string;
  readonly principal: Principal;
}

export interface Principal {
  /** ARN of the user or assumed role that signed the call. */
  readonly arn: string;
  readonly accessKeyId: string;
}

/**
 * One API action of a service: its input and output are the service's own JSON shapes. Each action types its own
 * input, which no type of all of them can tell.
 */
export type Action = (input: any, call: Call) => Promise<any>;

/** A service's API actions by AWS's names, such as `SendMessage`. */
export type Actions = Readonly<Record<string, Action>>;

/** Runs an action of another service. Its output has the shape that the service's API documents: `Output` is what is read of it. */
export function callAction<Output = unknown>(
  actions: Actions,
  name: string,
  input: object,
  call: Call,
): Promise<Output> {
  const action = actions[name];
  invariant(action, `The service has no action ${name}`);
  // The API's documentation says so, and the service's tests hold it to that.
  return action(input, call) as Promise<Output>;
}
