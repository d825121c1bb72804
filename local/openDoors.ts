import type { AwsEndpoint } from './adapters/awsEndpoint.ts';
import { createConsole } from './adapters/createConsole.ts';
import { serveGraphql } from './adapters/serveGraphql.ts';
import { serveHttp } from './adapters/serveHttp.ts';
import type { DeployedStack } from './assembly/deployAssembly.ts';
import type { CloudDescription, UserDescription } from './CloudDescription.ts';
import { describeStacks } from './describeCloud.ts';
import type { HttpRequest, HttpResponse } from './platform/HttpMessage.ts';
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

/** The sockets of a running cloud. */
export interface Doors {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly graphqlTlsUrl: string;
  readonly awsEndpointUrl: string;
  /** The TLS door's certificate, for clients that have to trust it. PEM. */
  readonly certificate: string;
  /** Who may sign in, for `/outputs.json` and the console; whoever seeds the cloud adds to it. */
  readonly users: UserDescription[];
  describe(): CloudDescription;
  close(): Promise<void>;
}

interface Inside {
  readonly world: World;
  readonly services: Services;
  readonly awsEndpoint: AwsEndpoint;
  readonly stacks: readonly DeployedStack[];
}

export async function openDoors(inside: Inside, { port = 0, awsPort = 0, host = '127.0.0.1' }: DoorsOptions): Promise<Doors> {
  const { world, services, awsEndpoint, stacks } = inside;
  const users: UserDescription[] = [];
  const aws = await serveHttp({ handle: awsEndpoint, port: awsPort, host, purpose: 'AWS endpoint', variable: 'AWS_PORT' });
  try {
    const routes = [outputsRoute(() => describe()), createConsole()];
    const graphql = await serveGraphql({ world, appsync: services.appsync, port, host, routes });
    const urls = { graphqlUrl: graphql.url, realtimeUrl: graphql.realtimeUrl, graphqlTlsUrl: graphql.tlsUrl, awsEndpointUrl: aws.url };
    const described = describeStacks(stacks);
    const describe = (): CloudDescription => ({ ...urls, region: world.account.region, ...described, users });
    return {
      ...urls,
      certificate: graphql.certificate,
      users,
      describe,
      close: async () => void (await Promise.all([graphql.close(), aws.close()])),
    };
  } catch (error) {
    await aws.close();
    throw error;
  }
}

const outputsRoute =
  (describe: () => CloudDescription) =>
  async ({ method, path }: HttpRequest): Promise<HttpResponse | undefined> => {
    if (method !== 'GET' || path !== '/outputs.json') return undefined;
    const headers = { 'content-type': 'application/json', 'access-control-allow-origin': '*' };
    return { status: 200, headers, body: JSON.stringify(describe(), null, 2) };
  };
