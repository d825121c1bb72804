import { newTraceId, traceIdOf } from '../../../platform/traceIds.ts';
import type { HttpRequest } from '../../../platform/HttpMessage.ts';
import type { GraphqlRequest } from '../GraphqlRequest.ts';
import { parseObject, type ClientFrame } from './ClientFrame.ts';
import type { Connection } from './Connection.ts';
import { lowerCased } from './handshakeHeaders.ts';

/** What a `start` frame asks for, before anyone is asked for credentials. */
export interface StartRequest {
  /** The request its credentials were made for: `POST /graphql` with the frame's `data` as its body. */
  readonly signed: HttpRequest;
  readonly operation: Pick<GraphqlRequest, 'query' | 'variables' | 'operationName'>;
}

/** Undefined where the frame carries no operation at all. */
export function startRequest({ payload }: ClientFrame, { upgrade }: Connection): StartRequest | undefined {
  const data = parseObject(payload?.data);
  if (typeof data?.['query'] !== 'string') return undefined;
  const authorization = payload?.extensions?.authorization;
  const headers = lowerCased(
    typeof authorization === 'object' && authorization !== null ? { ...authorization } : {},
  );
  return {
    signed: {
      method: 'POST',
      path: graphqlPath(upgrade),
      headers,
      body: String(payload!.data),
      sourceIp: upgrade.sourceIp,
    },
    operation: data as unknown as StartRequest['operation'],
  };
}

/** The operation together with who sent it; headers are the upgrade's and the frame's, which win. */
export async function authenticated(
  connection: Connection,
  { signed, operation }: StartRequest,
): Promise<GraphqlRequest> {
  const { world, api, authenticate, upgrade } = connection;
  const forwarded = upgrade.headers['x-forwarded-for'];
  const headers = { ...signed.headers, ...(forwarded ? { 'x-forwarded-for': forwarded } : {}) };
  const caller = await authenticate(api, { ...signed, headers });
  const traceId = traceIdOf(signed.headers['x-amzn-trace-id']) ?? newTraceId(world.clock.now(), world.random);
  return { ...operation, caller, headers: { ...plainHeaders(upgrade), ...signed.headers }, traceId };
}

/** Credentials of the connection are not those of the subscription, and the socket's own headers tell nothing. */
const plainHeaders = ({ headers }: HttpRequest) =>
  Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !/^(authorization|x-api-key|connection|upgrade|sec-websocket-.*|cookie)$/.test(name),
    ),
  );

/** The endpoint that a realtime URL belongs to: `/graphql` for `/graphql/realtime`. */
export const graphqlPath = ({ path }: HttpRequest) => path.split('?')[0]!.replace(/\/realtime$/, '');
