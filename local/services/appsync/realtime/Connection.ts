import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { Api } from '../Api.ts';
import type { RealtimeContext } from './RealtimeContext.ts';
import type { Subscriber } from './Subscriber.ts';

/** Holds an id while its subscription is being started. */
export interface Starting {
  readonly subscription?: undefined;
}

/** One accepted connection, as the answers to its frames see it. */
export interface Connection extends RealtimeContext {
  readonly api: Api;
  readonly connectionId: string;
  /** The upgrade request. */
  readonly upgrade: HttpRequest;
  /** By the client's ids. */
  readonly subscribers: Map<string, Subscriber | Starting>;
  /** Whether `connection_ack` was sent. */
  acknowledged: boolean;
  readonly isOpen: () => boolean;
  send(text: string): void;
  close(code: number, reason: string): void;
}
