import type { CloudDescription, UserDescription } from './CloudDescription.ts';
import type { ConsoleExample } from './ConsoleExample.ts';
import type { Certificate } from './adapters/createCertificate.ts';
import { keepCertificate } from './adapters/keepCertificate.ts';
import type { AwsEndpoint } from './adapters/awsEndpoint.ts';
import { consolePageRoute } from './adapters/consolePages.ts';
import { consoleRoute } from './adapters/consoleRoute.ts';
import { type AsyncApiOptions, EVENTS_PATH, eventsRoute } from './adapters/eventsRoute.ts';
import { consoleSchemaRoute } from './adapters/consoleSchemaRoute.ts';
import type { OriginPolicy, OriginPolicyOptions } from './adapters/createOriginPolicy.ts';
import { type createHealth, type Health, healthRoute, iconRoute, pagesRoute } from './adapters/doors.ts';
import { withFunctionUrls } from './adapters/functionUrls.ts';
import { answerPages, refuseForeignPages } from './adapters/guardAwsEndpoint.ts';
import { emailsRoute, mailRoute, repliesRoute } from './adapters/mailRoutes.ts';
import { outputsRoute } from './adapters/routes.ts';
import { type Route, serveGraphql } from './adapters/serveGraphql.ts';
import { type HttpServer, serveHttp } from './adapters/serveHttp.ts';
import { metricsRoute } from './adapters/metricsRoute.ts';
import { tracesRoute } from './adapters/tracesRoutes.ts';
import type { DeployedAssembly } from './assembly/deployAssembly.ts';
import { userPoolRoute } from './adapters/userPoolRoute.ts';
import { describeStacks } from './describeStacks.ts';
import type { World } from './platform/World.ts';
import { resourceNames } from './resourceNames.ts';
import { WELL_KNOWN_KEY } from './services/iam/accessKeys.ts';
import type { FunctionUrls } from './services/lambda/urls/FunctionUrls.ts';
import type { Services } from './services/Services.ts';
import type { Traces } from './traces/createTraces.ts';

export interface ServerOptions extends Partial<OriginPolicyOptions> {
  /** GraphQL, realtime, console and outputs; TLS is on the next port. 0 picks both. @default 0 */
  readonly port?: number;
  /** Whether made-up keys are refused: people then sign with the owner's key, which is drawn. @default false */
  readonly strictIam?: boolean;
  /** What AWS SDKs and the AWS CLI speak to. 0 picks one. @default 0 */
  readonly awsPort?: number;
  /** Any other than loopback exposes the cloud: docs/decisions/015-doors.md. @default 127.0.0.1 */
  readonly host?: string;
  /** What the console opens, a tab each. @default one that asks for the schema alone */
  readonly examples?: readonly ConsoleExample[];
  /** AsyncAPI 3 document as JSON, which `/console/events` shows. @default there is no such page */
  readonly asyncApi?: AsyncApiOptions;
  /** Of the TLS endpoint. @default one of its own, which a data folder keeps, or the next one */
  readonly certificate?: Certificate;
  /** Folder that keeps the certificate where no data folder does; made where there is none. @default each start makes one */
  readonly certificateDirectory?: string;
  /** What `/outputs.json` and `/health` wait for, such as that users are there. @default nothing */
  readonly ready?: Promise<unknown>;
}

/** The GraphQL sockets of a running cloud. */
export interface GraphqlEndpoints {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly graphqlTlsUrl: string;
  readonly consoleUrl: string;
  /** The certificate of the TLS endpoint, PEM, for clients that have to trust it. */
  readonly certificate: string;
  /** Who may sign in, for `/outputs.json` and the console; whoever seeds the cloud adds to it. */
  readonly users: UserDescription[];
  describe(): CloudDescription;
  close(): Promise<void>;
}

export const LOOPBACK = '127.0.0.1';

/** The same answer as at the other port, in front of what AWS has at that path: a bucket of this name. */
const withHealth =
  (readHealth: () => Health, handle: AwsEndpoint): AwsEndpoint =>
  async (request) =>
    (await healthRoute(readHealth)(request)) ?? handle(request);

/** Opened before anything is deployed: queue URLs and function environments name it. */
export const openAwsEndpoint = (
  handle: AwsEndpoint,
  functionUrls: FunctionUrls,
  health: Pick<ReturnType<typeof createHealth>, 'read'>,
  policy: OriginPolicy,
  { awsPort = 0, host = LOOPBACK }: ServerOptions,
): Promise<HttpServer> =>
  serveHttp({
    ...withFunctionUrls(functionUrls, {
      handle: answerPages(withHealth(health.read, handle)),
      refuse: refuseForeignPages,
    }),
    policy,
    port: awsPort,
    host,
    purpose: 'AWS endpoint',
    variable: 'AWS_PORT',
  });

export interface CloudParts {
  readonly world: World;
  readonly services: Services;
  readonly deployed: DeployedAssembly;
  readonly traces: Traces;
  readonly awsEndpoint: AwsEndpoint;
  readonly awsEndpointUrl: string;
  readonly health: ReturnType<typeof createHealth>;
}

/** What is served beside GraphQL. */
function routesOf(
  inside: CloudParts,
  describe: () => CloudDescription,
  { examples, asyncApi, ready }: Pick<ServerOptions, 'examples' | 'asyncApi' | 'ready'>,
): Route[] {
  const { world, services, deployed, traces, health } = inside;
  return [
    healthRoute(health.read),
    iconRoute,
    outputsRoute(describe, ready),
    mailRoute(services.mailbox),
    emailsRoute(services.mailbox),
    repliesRoute(services.sns),
    metricsRoute(world.metrics),
    tracesRoute(traces, () => resourceNames(deployed.stacks)),
    userPoolRoute((request) => inside.awsEndpoint(request)),
    consoleSchemaRoute(services.appsync),
    consolePageRoute({ name: 'mail', title: 'Mail' }),
    eventsRoute(asyncApi),
    consoleRoute(describe, examples),
  ];
}

/** Serves GraphQL, the console and what both need. */
export async function openGraphqlEndpoints(
  inside: CloudParts,
  policy: OriginPolicy,
  {
    port = 0,
    host = LOOPBACK,
    examples,
    asyncApi,
    ready,
    dataDirectory,
    certificateDirectory,
    ...options
  }: ServerOptions & { readonly dataDirectory?: string | undefined },
): Promise<GraphqlEndpoints> {
  const { world, services, deployed, awsEndpointUrl, health } = inside;
  const users: UserDescription[] = [];
  const routes = routesOf(inside, () => describe(), { examples, asyncApi, ready });
  const keeper = dataDirectory ?? certificateDirectory;
  const certificate =
    options.certificate ??
    (keeper === undefined ? undefined : await keepCertificate(keeper, policy.furtherNames));
  const server = await serveGraphql({
    world,
    appsync: services.appsync,
    port,
    host,
    policy,
    routes,
    pages: pagesRoute(services.cloudfront),
    ...(certificate && { certificate }),
  });
  const accessKey = services.iam.operatorKey === WELL_KNOWN_KEY ? null : services.iam.operatorKey;
  const urls = { graphqlUrl: server.url, realtimeUrl: server.realtimeUrl, graphqlTlsUrl: server.tlsUrl };
  const pageUrl = server.url.replace(/\/graphql$/, '');
  const eventsUrl = pageUrl + EVENTS_PATH;
  const known = {
    ...urls,
    ...(asyncApi && { eventsUrl }),
    awsEndpointUrl,
    region: world.account.region,
    accessKey,
    users,
  };
  const describe = () => ({ ...known, ...describeStacks(deployed.stacks, { ...urls, pageUrl }) });
  services.appsyncManagement.serveAt(urls);
  services.cloudformation.describe(() => {
    const { stacks } = describe();
    return deployed.stacks.map((stack) => ({ ...stack, outputs: stacks[stack.name] ?? stack.outputs }));
  });
  const consoleUrl = server.url.replace(/\/graphql$/, '/console');
  health.serves(consoleUrl);
  return { ...urls, consoleUrl, certificate: server.certificate, users, describe, close: server.close };
}
