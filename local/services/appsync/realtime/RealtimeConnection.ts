import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { World } from '../../../platform/World.ts';
import type { Api } from '../Api.ts';
import type { ApiMetrics } from '../createApiMetrics.ts';
import type { Execution } from '../Execution.ts';
import type { Authenticate } from '../auth/createAuthenticator.ts';
import type { Registry, Subscriber } from './createRegistry.ts';
import type { SendBuffers } from './createSendBuffers.ts';
import type { StartBudget } from './createStartBudget.ts';

/** One client's socket, as the adapter sees it: it passes text frames in. */
export interface RealtimeConnection {
  /** The subprotocol to select, `graphql-ws`. */
  readonly subprotocol: string;
  /** A text frame arrived. */
  receive(text: string): Promise<void>;
  /** The socket is gone. */
  closed(): void;
}

/** The socket's other direction. */
export interface RealtimePeer {
  send(text: string): void;
  /** Sends a close frame after all that waits, and gives the client a moment to answer it. */
  close(code: number, reason: string): void;
  /** Drops what waits and ends the socket at once. */
  terminate(): void;
  /** How much was sent and waits in this process until the client reads. */
  bufferedBytes(): number;
  /** How much has left this process so far. */
  drainedBytes(): number;
}

/** A connection that the server can close. */
export interface ClosableConnection extends RealtimeConnection {
  close(code: number, reason: string): void;
}

/** What connections need of the service. */
export interface RealtimeContext {
  readonly world: World;
  readonly authenticate: Authenticate;
  readonly execution: Execution;
  readonly registry: Registry;
  readonly sendBuffers: SendBuffers;
  readonly startBudget: StartBudget;
  readonly metricsOf: (api: Api) => ApiMetrics;
  /** The API as it is served now; undefined where it was deleted. */
  readonly apiOf: (apiId: string) => Api | undefined;
}

/** Holds an id while its subscription starts. */
export interface StartingSubscription {
  readonly subscription?: undefined;
}

/** The state of an authenticated connection, for the handlers of its frames. */
export interface OpenConnection extends RealtimeContext {
  /** As it is served now: an update may change it while the connection is open. */
  readonly api: Api;
  readonly connectionId: string;
  /** The upgrade request. */
  readonly upgrade: HttpRequest;
  /** By the client's ids. */
  readonly subscribers: Map<string, Subscriber | StartingSubscription>;
  /** Resolvers of subscriptions that run, also for those that were stopped meanwhile. */
  starting: number;
  /** Whether `connection_ack` was sent. */
  acknowledged: boolean;
  send(text: string): void;
  close(code: number, reason: string): void;
  /** Sends `ka` now and every minute. Closes the connection if its client has read nothing in a minute. */
  keepAlive(): void;
}
