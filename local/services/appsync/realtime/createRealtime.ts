import { AwsError } from '../../../platform/AwsError.ts';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { World } from '../../../platform/World.ts';
import { describeError } from '../../../platform/errors.ts';
import type { Api } from '../Api.ts';
import type { Audience } from '../AppSync.ts';
import type { ApiMetrics } from '../createApiMetrics.ts';
import type { Execution, ExecutionHooks } from '../Execution.ts';
import type { Authenticate } from '../auth/createAuthenticator.ts';
import type {
  ClosableConnection,
  RealtimeConnection,
  RealtimeContext,
  RealtimePeer,
} from './RealtimeConnection.ts';
import { createDeliveries } from './createDeliveries.ts';
import { createRegistry, type Registry } from './createRegistry.ts';
import { createSendBuffers } from './createSendBuffers.ts';
import { createStartBudget } from './createStartBudget.ts';
import { handshakeError, offersSubprotocol, refuseConnection } from './handshake.ts';
import { matchesFilter } from './matchesFilter.ts';
import { openConnection } from './openConnection.ts';
import { GOING_AWAY, MAX_CONNECTIONS, SUBPROTOCOL } from './protocol.ts';

/** Subscriptions over WebSockets, without the sockets. PROTOCOL.md describes the messages. */
export interface Realtime extends Pick<ExecutionHooks, 'published' | 'invalidated'> {
  /** Throws `AwsError` if the upgrade itself is refused. */
  connect(api: Api, upgrade: HttpRequest, peer: RealtimePeer): Promise<RealtimeConnection>;
  /** Fits open subscriptions to an API that was changed. Those that its schema has no place for end with its errors. */
  changed(api: Api): void;
  /** Closes the connections to an API that was deleted. */
  deleted(apiId: string): void;
  audienceOf(apiId: string): Audience;
  /** Closes every connection. */
  close(): void;
}

export interface RealtimeDependencies {
  readonly authenticate: Authenticate;
  readonly metricsOf: (api: Api) => ApiMetrics;
  /** The API as it is served now. */
  readonly apiOf: (apiId: string) => Api | undefined;
  /** Called when the first connection opens: execution and realtime depend on each other. */
  readonly execution: () => Execution;
}

export function createRealtime(
  world: World,
  { authenticate, execution, metricsOf, apiOf }: RealtimeDependencies,
): Realtime {
  const shared = {
    registry: createRegistry(),
    sendBuffers: createSendBuffers(),
    startBudget: createStartBudget(),
    metricsOf,
    apiOf,
  };
  const { registry } = shared;
  const deliveries = createDeliveries(world);
  /** With the ids of their APIs. */
  const connections = new Map<ClosableConnection, string>();
  let opening = 0;
  const context = (): RealtimeContext => ({ world, authenticate, execution: execution(), ...shared });

  const open = async (api: Api, upgrade: HttpRequest, peer: RealtimePeer) => {
    if (connections.size + ++opening > MAX_CONNECTIONS) throw tooManyConnections();
    const refusal = await handshakeError(context(), api, upgrade);
    metricsOf(api).connected(refusal ? 'ClientError' : 'Success');
    return refusal ? refuseConnection(world, refusal, peer) : openConnection(context(), api, upgrade, peer);
  };

  return {
    async connect(api, upgrade, peer) {
      if (!offersSubprotocol(upgrade)) {
        throw new AwsError('SubProtocolNotSupportedError', `The subprotocol ${SUBPROTOCOL} must be offered.`);
      }
      const connection = await open(api, upgrade, peer).finally(() => opening--);
      connections.set(connection, api.apiId);
      const closed = () => {
        connections.delete(connection);
        connection.closed();
      };
      return { ...connection, closed };
    },
    published(api, publication) {
      deliveries.deliver(registry.ofMutation(api.apiId, publication.mutation), publication);
    },
    invalidated(api, { subscriptionField, payload }) {
      for (const subscriber of registry.ofField(api.apiId, subscriptionField)) {
        const filter = subscriber.subscription.invalidationFilter;
        if (filter && matchesFilter(filter, payload)) subscriber.invalidate();
      }
    },
    changed(api) {
      void world.activity.run(() => renewSubscriptions(registry, api)).catch(report(world, api));
    },
    deleted(apiId) {
      for (const [connection, itsApi] of connections)
        if (itsApi === apiId) connection.close(GOING_AWAY, 'The API was deleted');
    },
    audienceOf: (apiId) => audienceIn(registry, connections.values(), apiId),
    close() {
      for (const connection of connections.keys()) connection.close(GOING_AWAY, 'The server is stopping');
      connections.clear();
    },
  };
}

const audienceIn = (registry: Registry, apiIds: Iterable<string>, apiId: string): Audience => ({
  connections: [...apiIds].filter((itsApi) => itsApi === apiId).length,
  subscriptions: registry.ofApi(apiId).length,
  of: (field) => [...registry.ofField(apiId, field)].length,
});

/** In the words of AppSync's `LimitExceededException`. */
const tooManyConnections = () =>
  new AwsError('LimitExceededException', `At most ${MAX_CONNECTIONS} connections may be open.`, {
    status: 429,
  });

const report =
  ({ feed }: World, { name }: Api) =>
  (error: unknown) =>
    feed.publish({
      kind: 'failure',
      traceId: null,
      source: name,
      code: 'InternalFailure',
      message: describeError(error),
    });

/**
 * Chosen, as AWS documents nothing of subscriptions that are open while a schema changes: a subscription goes on while its
 * document is valid, and ends with the errors that its `start` would be answered with now where it is not.
 */
async function renewSubscriptions(registry: Registry, api: Api): Promise<void> {
  for (const subscriber of registry.ofApi(api.apiId)) {
    const renewed = await subscriber.subscription.renew(api);
    if (!subscriber.isLive()) continue;
    if ('errors' in renewed) subscriber.refuse(renewed.errors);
    else registry.replace(subscriber, renewed);
  }
}
