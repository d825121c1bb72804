import { WebSocket } from 'ws';

export interface Subscription {
  close(): void;
}

interface Frame {
  readonly type: string;
  readonly payload?: { readonly data?: any }; // Shaped as the subscription's selection.
}

export interface Endpoint {
  readonly realtimeUrl: string;
  /** Names the API to its realtime endpoint, which has another name on AWS. @default `realtimeUrl` */
  readonly graphqlUrl?: string;
  /** An ID token of the user pool. */
  readonly idToken: string;
}

/**
 * Opens a WebSocket, subscribes, and resolves once the subscription is active. Calls `onData` with each payload's
 * `data`.
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
export function subscribe(
  { realtimeUrl, graphqlUrl = realtimeUrl, idToken }: Endpoint,
  query: string,
  onData: (data: any) => void, // Shaped as the subscription's selection.
): Promise<Subscription> {
  const authorization = { host: new URL(graphqlUrl).host, Authorization: idToken };
  const header = Buffer.from(JSON.stringify(authorization)).toString('base64url');
  const socket = new WebSocket(realtimeUrl, ['graphql-ws', `header-${header}`]);
  const send = (frame: object) => socket.send(JSON.stringify(frame));
  const payload = { data: JSON.stringify({ query, variables: {} }), extensions: { authorization } };
  return new Promise((resolve, reject) => {
    const answers: Readonly<Record<string, (frame: Frame) => void>> = {
      connection_ack: () => send({ id: 'only', type: 'start', payload }),
      start_ack: () => resolve({ close: () => socket.close(1000) }),
      data: ({ payload }) => onData(payload?.data),
      error: (frame) => reject(refused(frame)),
      connection_error: (frame) => reject(refused(frame)),
    };
    socket.on('open', () => send({ type: 'connection_init' }));
    socket.on('message', (text) => {
      // With the default `binaryType` a message is one buffer. It contains JSON.
      const frame = JSON.parse((text as Buffer).toString()) as Frame;
      answers[frame.type]?.(frame);
    });
    socket.on('error', reject);
    socket.on('close', (code) => reject(new Error(`The subscription was closed with ${code}`)));
  });
}

const refused = ({ payload }: Frame) => new Error(`The subscription was refused: ${JSON.stringify(payload)}`);
