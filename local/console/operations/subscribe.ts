import type { FetcherParams } from '@graphiql/toolkit';
import type { CloudDescription } from '../../CloudDescription.ts';

type Listener = { next(value: unknown): void; error(error: unknown): void; complete(): void };

/**
 * One subscription on a socket of its own, as an observable.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export function subscribe(
  { realtimeUrl, graphqlUrl }: CloudDescription,
  headers: Readonly<Record<string, string>>,
  request: FetcherParams,
) {
  const operation: { readonly query: string; readonly variables?: unknown } = request;
  return {
    subscribe(listener: Listener) {
      const authorization = authorizationFor(graphqlUrl, headers);
      const socket = new WebSocket(realtimeUrl, [
        'graphql-ws',
        `header-${base64Url(JSON.stringify(authorization))}`,
      ]);
      const send = (message: object) => socket.send(JSON.stringify(message));
      const start = () =>
        send({
          id: '1',
          type: 'start',
          payload: {
            data: JSON.stringify({ query: operation.query, variables: operation.variables }),
            extensions: { authorization },
          },
        });
      socket.onopen = () => send({ type: 'connection_init' });
      socket.onmessage = ({ data }) => receive(frameOf(data), listener, start);
      socket.onclose = () => listener.complete();
      return { unsubscribe: () => socket.close(1000) };
    },
  };
}

interface Frame {
  readonly type: string;
  readonly payload?: unknown;
}

// Every frame of the protocol is JSON text with a type.
const frameOf = (data: unknown) => JSON.parse(String(data)) as Frame;

function receive({ type, payload }: Frame, listener: Listener, start: () => void): void {
  if (type === 'connection_ack') start();
  if (type === 'start_ack')
    listener.next({ data: null, extensions: { subscription: 'started, waiting for data' } });
  if (type === 'data') listener.next(payload);
  if (type === 'error' || type === 'connection_error') listener.next(payload);
  if (type === 'complete') listener.complete();
}

function authorizationFor(
  graphqlUrl: string,
  headers: Readonly<Record<string, string>>,
): Record<string, string> {
  const host = new URL(graphqlUrl).host;
  const token = headers['authorization'];
  return token ? { host, Authorization: token } : { host, ...headers };
}

const base64Url = (text: string) => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
