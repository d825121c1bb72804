import type { ConsoleExample } from './ConsoleExample.ts';
import type { CloudDescription, UserDescription } from './CloudDescription.ts';
import type { AwsEndpoint } from './adapters/awsEndpoint.ts';
import {
  createOriginPolicy,
  type OriginPolicy,
  type OriginPolicyOptions,
} from './adapters/createOriginPolicy.ts';
import { answerPages, refuseForeignPages, requireSignatures } from './adapters/guardAwsEndpoint.ts';
import { consoleRoute } from './adapters/consoleRoute.ts';
import { consoleSchemaRoute } from './adapters/consoleSchemaRoute.ts';
import { emailsRoute, outputsRoute } from './adapters/routes.ts';
import { serveGraphql } from './adapters/serveGraphql.ts';
import { type HttpServer, serveHttp } from './adapters/serveHttp.ts';
import { tracesRoute } from './adapters/tracesRoutes.ts';
import { answerWhenWritten } from './adapters/whenWritten.ts';
import { deployAssembly, type DeployedAssembly } from './assembly/deployAssembly.ts';
import { readAssembly } from './assembly/readAssembly.ts';
import type { CloudUpdate, UpdateOptions } from './assembly/CloudUpdate.ts';
import type { DeployedStack } from './assembly/walkAssembly.ts';
import { createServices } from './createServices.ts';
import { describeStacks } from './describeStacks.ts';
import { createWorld, type World, type WorldOptions } from './platform/World.ts';
import { invariant } from './platform/errors.ts';
import { openJournal } from './platform/journal/openJournal.ts';
import { resourceNames } from './resourceNames.ts';
import type { TransactionConflicts } from './services/dynamodb/transactions/createOngoingTransactions.ts';
import { newAccessKey, WELL_KNOWN_KEY } from './services/iam/accessKeys.ts';
import type { Services } from './services/Services.ts';
import { createTraces, type Traces } from './traces/createTraces.ts';

export interface CloudOptions extends WorldOptions, ServerOptions {
  /** Folder of a cloud assembly, such as `cdk.out`. */
  readonly assembly: string;
  /** Folder that keeps tables, queues and users; made where there is none. @default everything is gone with the process */
  readonly dataDirectory?: string;
  /**
   * Whether DynamoDB's transactions take time, and so conflict: docs/decisions/018-conflicts.md.
   * @default realistic where time runs; off where it stands still, because whoever backs off would wait until somebody
   * moves it
   */
  readonly conflicts?: TransactionConflicts;
  /**
   * File that remembers which resolver code passed AppSync's type check; made where there is none.
   * @default types are not checked
   */
  readonly checkedCode?: string;
}

/** A cloud assembly that runs on this machine. */
export interface Cloud extends GraphqlEndpoints {
  readonly world: World;
  readonly services: Services;
  readonly awsEndpoint: AwsEndpoint;
  readonly awsEndpointUrl: string;
  /** As they are now: an update may change them. */
  readonly stacks: readonly DeployedStack[];
  /** The paths of the latest requests. */
  readonly traces: Traces;
  /** A text for each resolver or function that AppSync may refuse for its types. */
  readonly codeWarnings: readonly string[];
  /**
   * Takes another version of the assembly, from its folder, and changes what differs while all else goes on. The folder has
   * to stay, because code is read from it when it is first needed. Throws an `OperatorError` where the version cannot be
   * taken; then everything is as it was.
   */
  update(directory: string, options?: UpdateOptions): Promise<CloudUpdate>;
  /** Whether others than this machine may reach it. */
  readonly isExposed: boolean;
  /** Resolves when nothing is in flight: queues are drained, streams read, events delivered. */
  settles(): Promise<void>;
  /** Moves time forward, in milliseconds, running all that falls due. */
  advance(ms: number): Promise<void>;
  /** Closes every server, poller and sandbox. */
  close(): Promise<void>;
}

export async function startCloud({
  assembly: directory,
  dataDirectory,
  conflicts,
  checkedCode,
  ...options
}: CloudOptions): Promise<Cloud> {
  const assembly = readAssembly(directory);
  const world = createWorld({
    ...options,
    ...(dataDirectory !== undefined && { journal: openJournal(dataDirectory) }),
  });
  const open: { aws?: HttpServer; graphql?: GraphqlEndpoints } = {};
  const awsEndpointUrl = () => {
    invariant(open.aws, 'the AWS endpoint is open before anybody asks for its address');
    return open.aws.url;
  };
  const policy = createOriginPolicy({ ...options, host: options.host ?? LOOPBACK });
  const wantsSignatures = policy.isExposed || options.strictIam === true;
  const { services, awsEndpoint, gate } = createServices(world, {
    assets: assembly.assets,
    awsEndpointUrl,
    conflicts: conflicts ?? (options.frozenAt === undefined ? 'realistic' : 'off'),
    ...(wantsSignatures && { operatorKey: newAccessKey(world) }),
  });
  const close = () => closeCloud(world, services, open);
  try {
    const answer = answerWhenWritten(world.journal, awsEndpoint);
    const guarded = wantsSignatures
      ? requireSignatures({ iam: services.iam, clock: world.clock }, answer)
      : answer;
    open.aws = await openAwsEndpoint(guarded, policy, options);
    const deployed = await deployAssembly(assembly, world, services, { checkedCode });
    gate.open();
    const traces = createTraces(world.feed);
    const inside = { world, services, awsEndpoint, awsEndpointUrl: awsEndpointUrl(), traces };
    open.graphql = await openGraphqlEndpoints({ ...inside, deployed }, policy, options);
    return {
      ...open.graphql,
      ...inside,
      get stacks() {
        return deployed.stacks;
      },
      get codeWarnings() {
        return deployed.codeWarnings;
      },
      async update(next, updateOptions) {
        const updated = await deployed.update(readAssembly(next), updateOptions);
        services.cloudformation.updated(updated.changes);
        return updated;
      },
      isExposed: policy.isExposed,
      settles: () => world.activity.idle(),
      advance: (ms: number) => world.clock.advance(ms),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The mirror of starting. Sandboxes end while pollers do: a function that only time could bring on
 * would otherwise hold its poller for ever, and what it had not finished is delivered again.
 */
async function closeCloud(
  world: World,
  services: Services,
  { aws, graphql }: { aws?: HttpServer; graphql?: GraphqlEndpoints },
) {
  await graphql?.close();
  await services.appsync.close();
  await Promise.all([services.eventSourceMappings.close(), services.pipes.close(), services.lambda.close()]);
  services.cloudwatch.close();
  await services.events.close();
  await aws?.close();
  world.clock.stop();
  await services.dynamodb.close();
  world.journal.close();
}

interface ServerOptions extends Partial<OriginPolicyOptions> {
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
}

/** The GraphQL sockets of a running cloud. */
interface GraphqlEndpoints {
  readonly graphqlUrl: string;
  readonly realtimeUrl: string;
  readonly graphqlTlsUrl: string;
  /** The certificate of the TLS endpoint, PEM, for clients that have to trust it. */
  readonly certificate: string;
  /** Who may sign in, for `/outputs.json` and the console; whoever seeds the cloud adds to it. */
  readonly users: UserDescription[];
  describe(): CloudDescription;
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

/** Opened before anything is deployed: queue URLs and function environments name it. */
const openAwsEndpoint = (
  handle: AwsEndpoint,
  policy: OriginPolicy,
  { awsPort = 0, host = LOOPBACK }: ServerOptions,
): Promise<HttpServer> =>
  serveHttp({
    handle: answerPages(handle),
    refuse: refuseForeignPages,
    policy,
    port: awsPort,
    host,
    purpose: 'AWS endpoint',
    variable: 'AWS_PORT',
  });

interface CloudParts {
  readonly world: World;
  readonly services: Services;
  readonly deployed: DeployedAssembly;
  readonly traces: Traces;
  readonly awsEndpointUrl: string;
}

async function openGraphqlEndpoints(
  inside: CloudParts,
  policy: OriginPolicy,
  { port = 0, host = LOOPBACK, examples }: ServerOptions,
): Promise<GraphqlEndpoints> {
  const { world, services, deployed, traces, awsEndpointUrl } = inside;
  const users: UserDescription[] = [];
  const routes = [
    outputsRoute(() => describe()),
    emailsRoute(services.mailbox.emails),
    tracesRoute(traces, () => resourceNames(deployed.stacks)),
    consoleSchemaRoute(services.appsync),
    consoleRoute(() => describe(), examples),
  ];
  const server = await serveGraphql({ world, appsync: services.appsync, port, host, policy, routes });
  const accessKey = services.iam.operatorKey === WELL_KNOWN_KEY ? null : services.iam.operatorKey;
  const urls = { graphqlUrl: server.url, realtimeUrl: server.realtimeUrl, graphqlTlsUrl: server.tlsUrl };
  const known = { ...urls, awsEndpointUrl, region: world.account.region, accessKey, users };
  const describe = () => ({ ...known, ...describeStacks(deployed.stacks, urls) });
  services.cloudformation.describe(() => {
    const { stacks } = describe();
    return deployed.stacks.map((stack) => ({ ...stack, outputs: stacks[stack.name] ?? stack.outputs }));
  });
  return { ...urls, certificate: server.certificate, users, describe, close: server.close };
}
