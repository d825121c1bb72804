import { AwsError } from '../../../platform/AwsError.ts';
import type { Feed } from '../../../platform/Feed.ts';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { World } from '../../../platform/World.ts';
import type { Api } from '../Api.ts';
import type { Execution, ExecutionHooks, Publication } from '../Execution.ts';
import type { Authenticate } from '../auth/createAuthenticator.ts';
import type {
  ClosableConnection,
  RealtimeConnection,
  RealtimeContext,
  RealtimePeer,
} from './RealtimeConnection.ts';
import { createRegistry, type Subscriber } from './createRegistry.ts';
import { handshakeError, offersSubprotocol, refuseConnection } from './handshake.ts';
import { matchesArguments, matchesFilter } from './matchesFilter.ts';
import { openConnection } from './openConnection.ts';
import { frames, GOING_AWAY, MAX_PAYLOAD_BYTES, SUBPROTOCOL } from './protocol.ts';

/** Subscriptions over WebSockets, without the sockets. PROTOCOL.md describes the messages. */
export interface Realtime extends Pick<ExecutionHooks, 'published' | 'invalidated'> {
  /** Throws `AwsError` if the upgrade itself is refused. */
  connect(api: Api, upgrade: HttpRequest, peer: RealtimePeer): Promise<RealtimeConnection>;
  /** Closes every connection. */
  close(): void;
}

export interface RealtimeDependencies {
  readonly authenticate: Authenticate;
  /** Called when the first connection opens: execution and realtime depend on each other. */
  readonly execution: () => Execution;
}

export function createRealtime(world: World, { authenticate, execution }: RealtimeDependencies): Realtime {
  const registry = createRegistry();
  const connections = new Set<ClosableConnection>();
  const context = (): RealtimeContext => ({ world, authenticate, execution: execution(), registry });

  return {
    async connect(api, upgrade, peer) {
      if (!offersSubprotocol(upgrade)) {
        throw new AwsError('SubProtocolNotSupportedError', `The subprotocol ${SUBPROTOCOL} must be offered.`);
      }
      const refusal = await handshakeError(context(), api, upgrade);
      const connection = refusal
        ? refuseConnection(world, refusal, peer)
        : openConnection(context(), api, upgrade, peer);
      connections.add(connection);
      const closed = () => {
        connections.delete(connection);
        connection.closed();
      };
      return { ...connection, closed };
    },
    published(api, publication) {
      for (const subscriber of registry.ofMutation(api.apiId, publication.mutation))
        deliverPublication(world.feed, subscriber, publication);
    },
    invalidated(api, { subscriptionField, payload }) {
      for (const subscriber of registry.ofField(api.apiId, subscriptionField)) {
        const filter = subscriber.subscription.invalidationFilter;
        if (filter && matchesFilter(filter, payload)) subscriber.invalidate();
      }
    },
    close() {
      for (const connection of connections) connection.close(GOING_AWAY, 'The server is stopping');
      connections.clear();
    },
  };
}

/** Sends a publication to a subscriber if it passes the subscriber's filter. */
function deliverPublication(feed: Feed, subscriber: Subscriber, { value, traceId }: Publication): void {
  if (!passesFilter(subscriber, value)) return;
  const { connectionId, subscriptionId, subscription } = subscriber;
  const payload = JSON.stringify(subscription.complete(value));
  const bytes = Buffer.byteLength(payload);
  const { field } = subscription;
  if (bytes > MAX_PAYLOAD_BYTES) {
    // AppSync drops the payload silently; here the feed tells the operator.
    const message = `a payload of ${bytes} bytes was dropped: at most ${MAX_PAYLOAD_BYTES} reach a subscriber`;
    feed.publish({ traceId, kind: 'failure', source: field, code: 'SubscriptionPayloadTooLarge', message });
    return;
  }
  subscriber.send(frames.data(subscriptionId, payload));
  feed.publish({ traceId, kind: 'delivery', field, connectionId, subscriptionId, bytes });
}

const passesFilter = ({ subscription: { filter, args } }: Subscriber, value: Publication['value']) =>
  filter ? matchesFilter(filter, value) : matchesArguments(args, value);
