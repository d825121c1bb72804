import { WebSocket } from 'ws';

export interface Subscription {
  close(): void;
}

export interface Endpoint {
  readonly realtimeUrl: string;
  /** An ID token of the user pool. */
  readonly idToken: string;
}

/**
 * Subscribes over a socket of its own and resolves once the subscription is fed; each payload's `data`
 * goes to `hear`.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export function subscribe(
  { realtimeUrl, idToken }: Endpoint,
  query: string,
  hear: (data: any) => void,
): Promise<Subscription> {
  const authorization = { host: new URL(realtimeUrl).host, Authorization: idToken };
  const header = Buffer.from(JSON.stringify(authorization)).toString('base64url');
  const socket = new WebSocket(realtimeUrl, ['graphql-ws', `header-${header}`]);
  const send = (frame: object) => socket.send(JSON.stringify(frame));
  const payload = { data: JSON.stringify({ query, variables: {} }), extensions: { authorization } };
  return new Promise((resolve, reject) => {
    const answers: Readonly<Record<string, (frame: any) => void>> = {
      connection_ack: () => send({ id: 'only', type: 'start', payload }),
      start_ack: () => resolve({ close: () => socket.close(1000) }),
      data: (frame) => hear(frame.payload.data),
      error: (frame) => reject(refused(frame)),
      connection_error: (frame) => reject(refused(frame)),
    };
    socket.on('open', () => send({ type: 'connection_init' }));
    socket.on('message', (text) => {
      const frame = JSON.parse(String(text));
      answers[frame.type]?.(frame);
    });
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`The subscription was closed with ${code}`)));
  });
}

const refused = ({ payload }: any) => new Error(`The subscription was refused: ${JSON.stringify(payload)}`);
