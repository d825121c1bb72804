import type { AwsEndpoint } from './adapters/awsEndpoint.ts';
import { createConsole } from './adapters/createConsole.ts';
import { outputsRoute } from './adapters/outputsRoute.ts';
import { serveGraphql } from './adapters/serveGraphql.ts';
import { serveHttp, type HttpServer } from './adapters/serveHttp.ts';
import type { DeployedStack } from './assembly/deployAssembly.ts';
import type { CloudDescription, UserDescription } from './CloudDescription.ts';
import { describeStacks } from './describeStacks.ts';
import type { World } from './platform/World.ts';
import type { Services } from './services/Services.ts';

export interface DoorsOptions {
  /** GraphQL, realtime, console and outputs; TLS is on the next port. 0 picks both. @default 0 */
  readonly port?: number;
  /** What AWS SDKs and the AWS CLI speak to. 0 picks one. @default 0 */
  readonly awsPort?: number;
  /** @default 127.0.0.1 */
  readonly host?: string;
}

/** The GraphQL sockets of a running cloud. */
export interface GraphqlDoor {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly graphqlTlsUrl: string;
  /** The TLS door's certificate, for clients that have to trust it. PEM. */
  readonly certificate: string;
  /** Who may sign in, for `/outputs.json` and the console; whoever seeds the cloud adds to it. */
  readonly users: UserDescription[];
  describe(): CloudDescription;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** Opened before anything is deployed: queue URLs and function environments name it. */
export const openAwsDoor = (
  handle: AwsEndpoint,
  { awsPort = 0, host = LOOPBACK }: DoorsOptions,
): Promise<HttpServer> =>
  serveHttp({ handle, port: awsPort, host, purpose: 'AWS endpoint', variable: 'AWS_PORT' });

interface Inside {
  readonly world: World;
  readonly services: Services;
  readonly stacks: readonly DeployedStack[];
  readonly awsEndpointUrl: string;
}

export async function openGraphqlDoor(
  inside: Inside,
  { port = 0, host = LOOPBACK }: DoorsOptions,
): Promise<GraphqlDoor> {
  const { world, services, stacks, awsEndpointUrl } = inside;
  const users: UserDescription[] = [];
  const routes = [outputsRoute(() => describe()), createConsole()];
  const server = await serveGraphql({ world, appsync: services.appsync, port, host, routes });
  const urls = { graphqlUrl: server.url, realtimeUrl: server.realtimeUrl, graphqlTlsUrl: server.tlsUrl };
  const described = describeStacks(stacks);
  const describe = () => ({ ...urls, awsEndpointUrl, region: world.account.region, ...described, users });
  return { ...urls, certificate: server.certificate, users, describe, close: server.close };
}
