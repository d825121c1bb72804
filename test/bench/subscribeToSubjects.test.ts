import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { subscribeToSubjects } from '../../bench/client/subscribeToSubjects.ts';
import type { CloudDescription } from '../../local/CloudDescription.ts';
import { withDeadline } from '../support/deadline.ts';

/** All of these frames in one chunk, as a busy machine delivers them. */
function sendTogether(socket: WebSocket, frames: readonly object[]): void {
  const { _socket: wire } = socket as unknown as { readonly _socket: { cork(): void; uncork(): void } };
  wire.cork();
  for (const frame of frames) socket.send(JSON.stringify(frame));
  wire.uncork();
}

const delivery = (id: string) => ({ type: 'data', id: 'only', payload: { data: { id } } });

test('deliveries in the same chunk as the acknowledgement all count', async () => {
  const server = new WebSocketServer({ port: 0, handleProtocols: () => 'graphql-ws' });
  server.on('connection', (socket) =>
    socket.on('message', (text) => {
      const { type } = JSON.parse((text as Buffer).toString());
      if (type === 'connection_init') sendTogether(socket, [{ type: 'ka' }, { type: 'connection_ack' }]);
      else sendTogether(socket, [{ type: 'start_ack' }, delivery('one'), delivery('two'), delivery('one')]);
    }),
  );
  await once(server, 'listening');
  const realtimeUrl = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const following = {
    token: 'token',
    subscription: 'subscription { on { id } }',
    subjectOf: ({ id }: any) => id,
  };

  const follower = await withDeadline(
    subscribeToSubjects({ realtimeUrl } as CloudDescription, following),
    'the subscription',
  );
  await withDeadline(follower.waitFor(2, 10_000), 'both deliveries');

  expect([...follower.deliveredAt.keys()]).toEqual(['one', 'two']);
  follower.close();
  server.close();
});
