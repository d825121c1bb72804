import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import { newTraceId, traceIdOf } from '../../../platform/traceIds.ts';
import type { Subscription } from '../Execution.ts';
import { type GraphqlRequest, parseJsonObject } from '../GraphqlRequest.ts';
import { reportRequestError } from '../requestErrors.ts';
import type { OpenConnection } from './RealtimeConnection.ts';
import type { Subscriber } from './createRegistry.ts';
import { graphqlPath, lowerCaseNames } from './handshake.ts';
import {
  type ClientFrame,
  type FrameError,
  frames,
  MAX_SUBSCRIPTIONS,
  NORMAL,
  toFrameError,
  unsupportedOperation,
} from './protocol.ts';
import { validateFilter } from './validateFilter.ts';

type Outcome = Subscription | { readonly errors: readonly FrameError[] };

/** Answers `start`: with `start_ack` once the subscription receives publications, or with `error`. */
export async function startSubscription(connection: OpenConnection, frame: ClientFrame): Promise<void> {
  const { id } = frame;
  if (typeof id !== 'string') return connection.send(frames.error(undefined, [unsupportedOperation()]));
  const error = idError(connection, id);
  if (error) return connection.send(frames.error(id, [error]));
  const starting = {};
  connection.subscribers.set(id, starting);
  const outcome = await subscribe(connection, frame);
  // The client stopped it, or the socket closed, in the meantime.
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

function idError({ subscribers }: OpenConnection, id: string): FrameError | undefined {
  if (subscribers.has(id))
    return { errorType: 'DuplicatedOperationError', message: `Duplicated operation id ${id}` };
  if (subscribers.size < MAX_SUBSCRIPTIONS) return undefined;
  const message = `Max number of ${MAX_SUBSCRIPTIONS} subscriptions reached`;
  return { errorType: 'MaxSubscriptionsReachedError', message };
}

async function subscribe(connection: OpenConnection, frame: ClientFrame): Promise<Outcome> {
  const request = parseStart(frame, connection);
  if (!request) return { errors: [unsupportedOperation()] };
  try {
    const known = await authenticateStart(connection, request);
    const outcome = await connection.execution.subscribe(connection.api, known);
    return 'errors' in outcome ? outcome : validateFilters(outcome);
  } catch (error) {
    return { errors: [toFrameError(reportRequestError(error, connection.world, connection.api, null))] };
  }
}

function validateFilters(subscription: Subscription): Outcome {
  const { filter, invalidationFilter } = subscription;
  const message =
    (filter && validateFilter(filter)) ?? (invalidationFilter && validateFilter(invalidationFilter));
  return message === undefined ? subscription : { errors: [{ message, errorCode: 400 }] };
}

function subscriberOf(
  connection: OpenConnection,
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

/** The contents of a `start` frame, not yet authenticated. */
interface StartRequest {
  /** The request that its credentials are for: `POST /graphql` with the frame's `data` as its body. */
  readonly signed: HttpRequest;
  readonly operation: Pick<GraphqlRequest, 'query' | 'variables' | 'operationName'>;
}

/** Returns undefined for a frame without an operation. */
function parseStart({ payload }: ClientFrame, { upgrade }: OpenConnection): StartRequest | undefined {
  const body = payload?.data;
  const operation = parseJsonObject(body);
  if (typeof body !== 'string' || typeof operation?.['query'] !== 'string') return undefined;
  const authorization = payload?.extensions?.authorization;
  const headers = lowerCaseNames(
    typeof authorization === 'object' && authorization !== null ? { ...authorization } : {},
  );
  return {
    signed: {
      method: 'POST',
      path: graphqlPath(upgrade),
      headers,
      body,
      sourceIp: upgrade.sourceIp,
    },
    // Coercion checks the variables, and the choice of the operation its name.
    operation: operation as object as StartRequest['operation'],
  };
}

/** Authenticates a `start`. Its headers are the upgrade's and the frame's; the frame's win. */
async function authenticateStart(
  connection: OpenConnection,
  { signed, operation }: StartRequest,
): Promise<GraphqlRequest> {
  const { world, api, authenticate, upgrade } = connection;
  const forwarded = upgrade.headers['x-forwarded-for'];
  const headers = { ...signed.headers, ...(forwarded ? { 'x-forwarded-for': forwarded } : {}) };
  const caller = await authenticate(api, { ...signed, headers });
  const traceId = traceIdOf(signed.headers['x-amzn-trace-id']) ?? newTraceId(world.clock.now(), world.random);
  return { ...operation, caller, headers: { ...plainHeaders(upgrade), ...signed.headers }, traceId };
}

/** The upgrade's headers without its credentials, which are not the subscription's, and without the socket's own. */
const plainHeaders = ({ headers }: HttpRequest) =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !/^(authorization|x-api-key|connection|upgrade|sec-websocket-.*|cookie)$/.test(name),
    ),
  );

/** Answers `stop`. A subscription that is over is no error: the server may have ended it first. */
export function stopSubscription({ subscribers, registry, send }: OpenConnection, { id }: ClientFrame): void {
  if (typeof id !== 'string') return send(frames.error(undefined, [unsupportedOperation()]));
  const subscriber = subscribers.get(id);
  if (subscriber?.subscription) registry.remove(subscriber);
  subscribers.delete(id);
  send(frames.complete(id));
}
