import { AwsError } from '../../../platform/AwsError.ts';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { World } from '../../../platform/World.ts';
import type { Api } from '../Api.ts';
import type { Authenticate } from '../auth/createAuthenticator.ts';
import type { Execution, ExecutionHooks } from '../Execution.ts';
import { refusalFor } from '../refusalFor.ts';
import { GOING_AWAY } from './closeCodes.ts';
import { createRegistry } from './createRegistry.ts';
import { deliver } from './deliver.ts';
import { handshakeHeaders, offersSubprotocol, SUBPROTOCOL } from './handshakeHeaders.ts';
import type { LiveConnection } from './LiveConnection.ts';
import { matchesFilter } from './matchesFilter.ts';
import { openConnection } from './openConnection.ts';
import type { RealtimeContext } from './RealtimeContext.ts';
import type { RealtimeConnection, RealtimePeer } from './RealtimeConnection.ts';
import { refuseConnection } from './refuseConnection.ts';
import { graphqlPath } from './startRequest.ts';

/** Subscriptions over WebSockets, without the sockets. The wire is described in PROTOCOL.md. */
export interface Realtime extends Pick<ExecutionHooks, 'published' | 'invalidated'> {
  /** Throws `AwsError` where the upgrade itself has to be refused. */
  connect(api: Api, upgrade: HttpRequest, peer: RealtimePeer): Promise<RealtimeConnection>;
  /** Ends every connection. */
  close(): void;
}

export interface RealtimeDependencies {
  readonly authenticate: Authenticate;
  /** Asked for when the first connection comes, since execution and realtime know each other. */
  readonly execution: () => Execution;
}

export function createRealtime(world: World, { authenticate, execution }: RealtimeDependencies): Realtime {
  const registry = createRegistry();
  const connections = new Set<LiveConnection>();
  const context = (): RealtimeContext => ({ world, authenticate, execution: execution(), registry });

  return {
    async connect(api, upgrade, peer) {
      if (!offersSubprotocol(upgrade)) {
        throw new AwsError('SubProtocolNotSupportedError', `The subprotocol ${SUBPROTOCOL} must be offered.`);
      }
      const refusal = await handshakeRefusal(context(), api, upgrade);
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
      for (const subscriber of registry.fedBy(api.apiId, publication.mutation))
        deliver(world.feed, subscriber, publication);
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

/** What is wrong with the credentials of an upgrade; a signature was made for `POST <endpoint>/connect` with `{}`. */
async function handshakeRefusal(
  { world, authenticate }: RealtimeContext,
  api: Api,
  upgrade: HttpRequest,
): Promise<AwsError | undefined> {
  try {
    const headers = handshakeHeaders(upgrade);
    const path = `${graphqlPath(upgrade)}/connect`;
    await authenticate(api, { method: 'POST', path, headers, body: '{}', sourceIp: upgrade.sourceIp });
    return undefined;
  } catch (error) {
    return refusalFor(error, world, api, null);
  }
}
