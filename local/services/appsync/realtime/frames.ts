import type { GraphqlError } from '../GraphqlRequest.ts';
import { CONNECTION_TIMEOUT_MS } from './limits.ts';

/** An error inside a frame: GraphQL's, or the connection's own with its HTTP status as `errorCode`. */
export type FrameError = Partial<GraphqlError> & { readonly errorCode?: number };

/** What the server says, as text. See PROTOCOL.md. */
export const frames = {
  connectionAck: () =>
    frame({ type: 'connection_ack', payload: { connectionTimeoutMs: CONNECTION_TIMEOUT_MS } }),
  connectionError: (error: FrameError) => frame({ type: 'connection_error', payload: { errors: [error] } }),
  keepAlive: () => frame({ type: 'ka' }),
  startAck: (id: string) => frame({ type: 'start_ack', id }),
  /** `payload` is a result's JSON text already, since its length was asked for. */
  data: (id: string, payload: string) => `{"type":"data","id":${JSON.stringify(id)},"payload":${payload}}`,
  complete: (id: string) => frame({ type: 'complete', id }),
  /** `id` is undefined where the error belongs to no subscription. */
  error: (id: string | undefined, errors: readonly FrameError[]) =>
    frame({ type: 'error', id, payload: { errors } }),
};

const frame = (message: object) => JSON.stringify(message);
