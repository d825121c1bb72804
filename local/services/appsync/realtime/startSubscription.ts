import type { AwsError } from '../../../platform/AwsError.ts';
import { refusalFor } from '../refusalFor.ts';
import type { Subscription } from '../Subscription.ts';
import type { ClientFrame } from './ClientFrame.ts';
import { NORMAL } from './closeCodes.ts';
import type { Connection } from './Connection.ts';
import { filterComplaint } from './filterComplaint.ts';
import { frames, type FrameError } from './frames.ts';
import { MAX_SUBSCRIPTIONS } from './limits.ts';
import { authenticated, startRequest } from './startRequest.ts';
import type { Subscriber } from './Subscriber.ts';

type Outcome = Subscription | { readonly errors: readonly FrameError[] };

/** Answers `start`: with `start_ack` once the subscription is fed, or with `error`. */
export async function startSubscription(connection: Connection, frame: ClientFrame): Promise<void> {
  const id = typeof frame.id === 'string' ? frame.id : undefined;
  const refusal = id === undefined ? unsupported() : idRefusal(connection, id);
  if (id === undefined || refusal) return connection.send(frames.error(id, [refusal!]));
  const starting = {};
  connection.subscribers.set(id, starting);
  const outcome = await subscribe(connection, frame);
  // Stopped, or the socket gone, while it was being started.
  if (connection.subscribers.get(id) !== starting) return;
  if ('errors' in outcome) {
    connection.subscribers.delete(id);
    connection.send(frames.error(id, outcome.errors));
    return;
  }
  const subscriber = subscriberOf(connection, id, outcome);
  connection.subscribers.set(id, subscriber);
  connection.registry.add(subscriber);
  connection.send(frames.startAck(id));
}

export const unsupported = (): FrameError => ({
  errorType: 'UnsupportedOperation',
  message: 'unknown not supported through the realtime channel',
});

function idRefusal({ subscribers }: Connection, id: string): FrameError | undefined {
  if (subscribers.has(id))
    return { errorType: 'DuplicatedOperationError', message: `Duplicated operation id ${id}` };
  if (subscribers.size < MAX_SUBSCRIPTIONS) return undefined;
  const message = `Max number of ${MAX_SUBSCRIPTIONS} subscriptions reached`;
  return { errorType: 'MaxSubscriptionsReachedError', message };
}

async function subscribe(connection: Connection, frame: ClientFrame): Promise<Outcome> {
  const request = startRequest(frame, connection);
  if (!request) return { errors: [unsupported()] };
  try {
    const known = await authenticated(connection, request);
    const outcome = await connection.execution.subscribe(connection.api, known);
    return 'errors' in outcome ? outcome : checked(outcome);
  } catch (error) {
    return { errors: [errorOf(refusalFor(error, connection.world, connection.api, null))] };
  }
}

export const errorOf = ({ code, message, status }: AwsError): FrameError => ({
  errorType: code,
  message,
  errorCode: status,
});

function checked(subscription: Subscription): Outcome {
  const { filter, invalidationFilter } = subscription;
  const complaint =
    (filter && filterComplaint(filter)) ?? (invalidationFilter && filterComplaint(invalidationFilter));
  return complaint === undefined ? subscription : { errors: [{ message: complaint, errorCode: 400 }] };
}

function subscriberOf(
  connection: Connection,
  subscriptionId: string,
  subscription: Subscription,
): Subscriber {
  return {
    apiId: connection.api.apiId,
    connectionId: connection.connectionId,
    subscriptionId,
    subscription,
    send: connection.send,
    invalidate() {
      connection.send(frames.complete(subscriptionId));
      connection.close(NORMAL, 'Subscription complete.');
    },
  };
}
