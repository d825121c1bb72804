import type { Access } from './GraphqlClient.ts';

export function subscribeToAppSync(
  { outputs: { realtimeUrl, graphqlUrl }, idToken }: Access,
  payload: { query: string; variables?: Record<string, unknown> },
  sink: { next(result: { data: any }): void; error(error: unknown): void; complete(): void },
): () => void {
  // setup
  let socket: WebSocket | undefined;
  const open = async () => {
    const authorization = { host: new URL(graphqlUrl).host, authorization: await idToken() };
    const header = btoa(JSON.stringify(authorization))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
    socket = new WebSocket(realtimeUrl, ['graphql-ws', `header-${header}`]);
    socket.onopen = () => socket!.send('{"type":"connection_init"}');
    socket.onerror = () => sink.error(new Error('The connection failed.'));
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === 'connection_ack') {
        const start = { data: JSON.stringify(payload), extensions: { authorization } };
        socket!.send(JSON.stringify({ id: '1', type: 'start', payload: start }));
      }
      if (message.type === 'data') sink.next(message.payload);
      if (message.type === 'error' || message.type === 'connection_error') sink.error(message.payload);
      if (message.type === 'complete') sink.complete();
    };
  };
  open().catch(sink.error);
  return () => socket?.close();
  // end
}
