import { SignatureV4 } from '@smithy/signature-v4';
import { z } from 'zod';
import { Sha256 } from '../../../platform/Sha256.ts';
import type { World } from '../../../platform/World.ts';
import type { Credentials } from '../../iam/createSessions.ts';
import {
  APPSYNC_SESSION,
  type CallAs,
  type CallDataSource,
  type DataSourceAnswer,
  type DataSourceCall,
  type DataSourceDependencies,
  type OutgoingRequest,
  parseRequest,
  requireRequest,
} from './DataSourceCall.ts';

const textRecord = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String));

const HttpSourceRequest = z.strictObject({
  version: z.string().optional(),
  operation: z.string().optional(),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  resourcePath: z.string().startsWith('/'),
  params: z
    .strictObject({
      query: textRecord.nullish(),
      headers: textRecord.nullish(),
      body: z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]).nullish(),
    })
    .nullish(),
});

/** Headers that belong to the connection: https://docs.aws.amazon.com/appsync/latest/devguide/resolver-reference-http-js.html */
const RESERVED_HEADERS = new Set([
  'host',
  'connection',
  'user-agent',
  'expectation',
  'transfer-encoding',
  'content-length',
]);

/** Every response is a result, whatever its status; a request without a response is an error. */
export function createHttpSource(
  world: World,
  { http, iam }: Pick<DataSourceDependencies, 'http' | 'iam'>,
  callAs: CallAs,
): CallDataSource<'HTTP'> {
  return async (caller) => {
    const { source, request, run, segmentId } = caller;
    const unsigned = buildRequest(source, requireRequest(request));
    const { signing, roleArn } = source;
    if (signing && roleArn) await callAs(roleArn, caller);
    const credentials = signing && roleArn ? iam.credentialsOf(roleArn, APPSYNC_SESSION) : undefined;
    const signed =
      credentials && signing
        ? await authorizeRequest(http, unsigned, { ...signing, credentials, epochMs: world.clock.now() })
        : unsigned;
    const { traceId } = run.request;
    // Only the cloud's own services read which step it was.
    const header = http.staysInside?.(signed.url) ? `Root=${traceId};Parent=${segmentId}` : `Root=${traceId}`;
    return run.deadline.race(send(http, withTraceHeader(signed, header)));
  };
}

async function send(
  http: DataSourceDependencies['http'],
  request: OutgoingRequest,
): Promise<DataSourceAnswer> {
  try {
    const { status, headers, body } = await http(request);
    return { result: { statusCode: status, headers, body } };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { result: null, error: { message: error.message, type: 'HttpConnectionException' } };
  }
}

function buildRequest(source: DataSourceCall<'HTTP'>['source'], raw: unknown): OutgoingRequest {
  const { method, resourcePath, params } = parseRequest(HttpSourceRequest, raw);
  const query = new URLSearchParams(params?.query ?? {}).toString();
  const body = params?.body ?? '';
  const headers = Object.entries(params?.headers ?? {}).filter(
    ([name]) => !RESERVED_HEADERS.has(name.toLowerCase()),
  );
  return {
    method,
    url:
      source.endpoint.replace(/\/$/, '') +
      resourcePath +
      (query && `${resourcePath.includes('?') ? '&' : '?'}${query}`),
    headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** AppSync adds the header after signing. */
const withTraceHeader = (request: OutgoingRequest, header: string): OutgoingRequest => ({
  ...request,
  headers: { ...request.headers, 'x-amzn-trace-id': header },
});

interface Signing {
  readonly credentials: Credentials;
  readonly region: string;
  readonly service: string;
  readonly epochMs: number;
}

/** Signs a request that leaves this process. To the cloud's own services it names the key: signing takes a tenth of a short request. */
const authorizeRequest = (
  http: DataSourceDependencies['http'],
  request: OutgoingRequest,
  signing: Signing,
): OutgoingRequest | Promise<OutgoingRequest> =>
  http.staysInside?.(request.url) ? nameKey(request, signing) : signRequest(request, signing);

const nameKey = (
  request: OutgoingRequest,
  { credentials: { accessKeyId }, region, service, epochMs }: Signing,
): OutgoingRequest => {
  const date = new Date(epochMs).toISOString().slice(0, 10).replaceAll('-', '');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${date}/${region}/${service}/aws4_request`;
  return { ...request, headers: { ...request.headers, authorization } };
};

/** AWS Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
async function signRequest(request: OutgoingRequest, signing: Signing): Promise<OutgoingRequest> {
  const { credentials, region, service, epochMs } = signing;
  const url = new URL(request.url);
  const signer = new SignatureV4({ credentials, region, service, sha256: Sha256 });
  const { headers } = await signer.sign(
    {
      method: request.method,
      protocol: url.protocol,
      hostname: url.hostname,
      path: url.pathname,
      query: url.search ? Object.fromEntries(url.searchParams) : {},
      headers: { ...request.headers, host: url.host },
      body: request.body,
    },
    { signingDate: new Date(epochMs) },
  );
  return { ...request, headers };
}
