import { describeError } from '../platform/errors.ts';
import type { HttpRequest, HttpResponse } from '../platform/HttpMessage.ts';
import type { World } from '../platform/World.ts';
import type { Api } from '../services/appsync/Api.ts';
import type { AppSync } from '../services/appsync/AppSync.ts';
import { answerWhenWritten, peerWhenWritten } from './whenWritten.ts';
import { withoutQuery } from './readRequest.ts';
import { createOriginPolicy, type OriginPolicy } from './createOriginPolicy.ts';
import type { Certificate } from './createCertificate.ts';
import { explainTlsFaults } from './explainTlsFaults.ts';
import { createUpgrade } from './webSockets.ts';
import { serveHttp, type HttpServer, type ServeHttpOptions } from './serveHttp.ts';

/** Answers a request on one of its own paths. Returns undefined for any other, which the next route gets. */
export type Route = (request: HttpRequest) => Promise<HttpResponse | undefined>;

export interface ServeGraphqlOptions {
  readonly world: World;
  readonly appsync: AppSync;
  /** TLS listens on the next port. 0 picks free ports for both. */
  readonly port: number;
  readonly host: string;
  /** Set where this is not the cloud's only server. @default its own */
  readonly policy?: OriginPolicy;
  /** Of the TLS endpoint. @default a new one for the policy's names */
  readonly certificate?: Certificate;
  /** Other routes, which are tried before GraphQL. @default none */
  readonly routes?: readonly Route[];
  /** What is served on every path that is nobody's own, such as the pages of the assembly. @default nothing */
  readonly pages?: Route;
}

export interface GraphqlServer {
  readonly url: string;
  readonly realtimeUrl: string;
  readonly tlsUrl: string;
  /** The TLS endpoint's certificate as PEM, which a client has to trust. */
  readonly certificate: string;
  close(): Promise<void>;
}

/** https://docs.aws.amazon.com/general/latest/gr/appsync.html: the size of a request. */
const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Serves GraphQL at `/graphql` and WebSockets at `/graphql/realtime`, as on a custom domain, both plain and over TLS.
 * These are the paths of the first API; every API also has `/<apiId>/graphql`.
 */
export async function serveGraphql({
  world,
  appsync,
  port,
  host,
  policy = createOriginPolicy({ host }),
  certificate,
  routes = [],
  pages,
}: ServeGraphqlOptions): Promise<GraphqlServer> {
  const onError = (error: unknown) => publishFailure(world, error);
  const { upgrade, close } = createUpgrade({
    onError,
    connect: async (request, peer) => {
      const api = apiAt(appsync, request, REALTIME_PATH);
      return api
        ? appsync.connect(api.apiId, request, peerWhenWritten(world.journal, peer, onError))
        : NOT_FOUND;
    },
  });
  const shared = {
    handle: answerWhenWritten(world.journal, createHandler(appsync, routes, pages)),
    host,
    policy,
    variable: 'PORT',
    maxBodyBytes: MAX_BODY_BYTES,
    upgrade,
    onError,
    onTlsFault: explainTlsFaults(world, () => ({ plainUrl: plain.url, tlsUrl: tls.url })),
  };
  const { key, cert } = certificate ?? (await makeCertificate(policy));
  const plain = await serveHttp({ ...shared, port, purpose: 'GraphQL endpoint' });
  const tls = await serveTls(
    {
      ...shared,
      port: port === 0 ? 0 : port + 1,
      purpose: 'TLS endpoint, which follows the GraphQL endpoint,',
      tls: { key, cert },
    },
    plain,
  );
  return {
    url: `${plain.url}/graphql`,
    realtimeUrl: `${plain.url.replace('http', 'ws')}/graphql/realtime`,
    tlsUrl: `${tls.url}/graphql`,
    certificate: cert,
    async close() {
      // Stop listening first, because clients reconnect as soon as their socket is closed.
      for (const server of [plain, tls]) server.stopListening();
      await close();
      await Promise.all([plain.close(), tls.close()]);
    },
  };
}

async function serveTls(options: ServeHttpOptions, plain: HttpServer): Promise<HttpServer> {
  try {
    return await serveHttp(options);
  } catch (error) {
    await plain.close();
    throw error;
  }
}

const GRAPHQL_PATH = /^(?:\/(\w{26}))?\/graphql\/?$/;
const REALTIME_PATH = /^(?:\/(\w{26}))?\/graphql\/realtime\/?$/;

const NOT_FOUND: HttpResponse = {
  status: 404,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': 'UnknownOperationException' },
  body: JSON.stringify({ __type: 'com.amazon.coral.service#UnknownOperationException' }),
};

const createHandler =
  (appsync: AppSync, routes: readonly Route[], pages?: Route) =>
  async (request: HttpRequest): Promise<HttpResponse> => {
    for (const route of routes) {
      const answer = await route(request);
      if (answer) return answer;
    }
    const api = apiAt(appsync, request, GRAPHQL_PATH);
    if (api) return appsync.handleHttp(api.apiId, request);
    return (await pages?.(request)) ?? NOT_FOUND;
  };

function apiAt(appsync: AppSync, { path }: HttpRequest, pattern: RegExp): Api | undefined {
  const address = pattern.exec(withoutQuery(path));
  if (!address) return undefined;
  return address[1] === undefined ? appsync.apis()[0] : appsync.api(address[1]);
}

function publishFailure({ feed }: World, error: unknown): void {
  feed.publish({
    traceId: null,
    kind: 'failure',
    source: 'GraphQL endpoint',
    code: 'InternalFailure',
    message: describeError(error),
  });
}

/** Loads some 200 modules that a kept certificate does not need. */
async function makeCertificate({ furtherNames }: OriginPolicy): Promise<Certificate> {
  const { createCertificate } = await import('./createCertificate.ts');
  return createCertificate(furtherNames);
}
