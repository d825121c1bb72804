import { AwsError } from '../../../platform/AwsError.ts';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import { newTraceId, traceIdOf } from '../../../platform/traceIds.ts';
import type { Api } from '../Api.ts';
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
  limitExceeded,
  MAX_ID_CHARACTERS,
  MAX_SUBSCRIPTIONS,
  NORMAL,
  POLICY_VIOLATION,
  toFrameError,
  unsupportedOperation,
} from './protocol.ts';
import { validateFilter } from './validateFilter.ts';

type Outcome = Subscription | Refused;

/** Answers `start`: with `start_ack` once the subscription receives publications, or with `error`. */
export async function startSubscription(connection: OpenConnection, frame: ClientFrame): Promise<void> {
  const { id } = frame;
  if (typeof id !== 'string' || id.length > MAX_ID_CHARACTERS)
    return connection.send(frames.error(undefined, [unsupportedOperation()]));
  const error = idError(connection, id);
  if (error) return connection.send(frames.error(id, [error]));
  const request = readStart(connection, frame);
  if ('errors' in request) return connection.send(frames.error(id, request.errors));
  const release = connection.startBudget.reserve(connection.connectionId, {
    characters: request.signed.body.length,
    query: request.operation.query,
  });
  if (!release) return connection.send(frames.error(id, [limitExceeded()]));
  const starting = {};
  connection.subscribers.set(id, starting);
  connection.starting++;
  const { api } = connection;
  const started = await subscribe(connection, api, request).finally(() => connection.starting--);
  // The API was changed in the meantime.
  const outcome =
    'errors' in started || connection.api === api ? started : await started.renew(connection.api);
  // The client stopped it, or the socket closed, in the meantime.
  if (connection.subscribers.get(id) !== starting) return release();
  if ('errors' in outcome) {
    connection.metricsOf(connection.api).subscribed('ClientError');
    release();
    connection.subscribers.delete(id);
    connection.send(frames.error(id, outcome.errors));
    return;
  }
  const subscriber = subscriberOf(connection, id, outcome, release);
  connection.subscribers.set(id, subscriber);
  connection.registry.add(subscriber);
  connection.send(frames.startAck(id));
}

function idError({ subscribers, starting }: OpenConnection, id: string): FrameError | undefined {
  if (subscribers.has(id))
    return { errorType: 'DuplicatedOperationError', message: `Duplicated operation id ${id}` };
  // A subscription that is stopped while it starts still runs its resolver.
  if (starting >= MAX_SUBSCRIPTIONS) return limitExceeded();
  if (subscribers.size < MAX_SUBSCRIPTIONS) return undefined;
  const message = `Max number of ${MAX_SUBSCRIPTIONS} subscriptions reached`;
  return { errorType: 'MaxSubscriptionsReachedError', message };
}

interface Refused {
  readonly errors: readonly FrameError[];
}

function readStart(connection: OpenConnection, frame: ClientFrame): StartRequest | Refused {
  try {
    return parseStart(frame, connection) ?? { errors: [unsupportedOperation()] };
  } catch (error) {
    return refusalOf(connection, error);
  }
}

async function subscribe(connection: OpenConnection, api: Api, request: StartRequest): Promise<Outcome> {
  try {
    const known = await authenticateStart(connection, api, request);
    const outcome = await connection.execution.subscribe(api, known);
    return 'errors' in outcome ? outcome : validateFilters(outcome);
  } catch (error) {
    return refusalOf(connection, error);
  }
}

const refusalOf = ({ world, api }: OpenConnection, error: unknown): Refused => ({
  errors: [toFrameError(reportRequestError(error, world, api, null))],
});

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
  release: () => void,
): Subscriber {
  const subscriber: Subscriber = {
    apiId: connection.api.apiId,
    connectionId: connection.connectionId,
    subscriptionId,
    subscription,
    metrics: connection.metricsOf(connection.api),
    delivered: 0,
    send: connection.send,
    isLive: () => connection.subscribers.get(subscriptionId) === subscriber,
    invalidate() {
      connection.send(frames.complete(subscriptionId));
      connection.close(NORMAL, 'Subscription complete.');
    },
    refuse(errors) {
      forget(connection, subscriptionId);
      connection.send(frames.error(subscriptionId, errors));
    },
    overflow: () => connection.close(POLICY_VIOLATION, 'Too many publications'),
    release,
  };
  return subscriber;
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
    signed: { ...upgrade, method: 'POST', path: graphqlPath(upgrade), headers, body },
    operation: parseOperation(operation['query'], operation),
  };
}

/** Throws `AwsError` for an operation that could not be sent over HTTP either. */
function parseOperation(query: string, parsed: Readonly<Record<string, unknown>>): StartRequest['operation'] {
  const { variables = null, operationName = null } = parsed;
  if (typeof variables !== 'object' || Array.isArray(variables))
    throw malformed('Variables for GraphQL operation must be a JSON object.');
  if (operationName !== null && typeof operationName !== 'string')
    throw malformed('Unable to parse GraphQL query.');
  // TypeScript does not know that an object which is not an array is a record.
  const given = variables as GraphqlRequest['variables'] & object;
  return { query, variables: given, operationName };
}

const malformed = (message: string) => new AwsError('MalformedHttpRequestException', message);

/** Authenticates a `start`. Its headers are the upgrade's and the frame's; the frame's win. */
async function authenticateStart(
  connection: OpenConnection,
  api: Api,
  { signed, operation }: StartRequest,
): Promise<GraphqlRequest> {
  const { world, authenticate, upgrade } = connection;
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
export function stopSubscription(connection: OpenConnection, { id }: ClientFrame): void {
  if (typeof id !== 'string') return connection.send(frames.error(undefined, [unsupportedOperation()]));
  forget(connection, id);
  connection.send(frames.complete(id));
}

function forget({ subscribers, registry }: OpenConnection, id: string): void {
  const subscriber = subscribers.get(id);
  subscribers.delete(id);
  if (!subscriber?.subscription) return;
  registry.remove(subscriber);
  subscriber.release();
}
