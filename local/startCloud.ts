import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsEndpoint } from './adapters/awsEndpoint.ts';
import { createOriginPolicy } from './adapters/createOriginPolicy.ts';
import { createHealth } from './adapters/doors.ts';
import { requireSignatures } from './adapters/guardAwsEndpoint.ts';
import type { HttpServer } from './adapters/serveHttp.ts';
import { answerWhenWritten } from './adapters/whenWritten.ts';
import type { CloudUpdate, UpdateOptions } from './assembly/CloudUpdate.ts';
import { deployAssembly, type DeployedAssembly } from './assembly/deployAssembly.ts';
import { type Assembly, readAssembly } from './assembly/readAssembly.ts';
import type { DeployedStack } from './assembly/walkAssembly.ts';
import { createServices } from './createServices.ts';
import { describeData } from './describeData.ts';
import {
  type GraphqlEndpoints,
  LOOPBACK,
  openAwsEndpoint,
  openGraphqlEndpoints,
  type ServerOptions,
} from './openServers.ts';
import { createWorld, type World, type WorldOptions } from './platform/World.ts';
import { invariant } from './platform/errors.ts';
import type { Journal } from './platform/journal/Journal.ts';
import { openJournal } from './platform/journal/openJournal.ts';
import { nameOwner } from './platform/lockFolder.ts';
import type { TransactionConflicts } from './services/dynamodb/transactions/createOngoingTransactions.ts';
import { newAccessKey } from './services/iam/accessKeys.ts';
import type { Services } from './services/Services.ts';
import { resourceNames } from './resourceNames.ts';
import { createTraces, type Traces } from './traces/createTraces.ts';
import { followTraces } from './traces/segmentsOf.ts';

export interface CloudOptions extends WorldOptions, ServerOptions {
  /** Folder of a cloud assembly, such as `cdk.out`. */
  readonly assembly: string;
  /** Folder that keeps tables, queues and users; made where there is none. @default everything is gone with the process */
  readonly dataDirectory?: string;
  /** Whether what the folder holds is forgotten first. @default false */
  readonly resetData?: boolean;
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
  /** Whether that check goes on while the cloud is filled; then await `checked` before people use it. @default false */
  readonly checksLater?: boolean;
  /** Called at the beginning of each stage of the start, with what it does in words. @default nobody is told */
  readonly progress?: (stage: string) => void;
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
  /** Rejects with an `OperatorError` where AppSync would certainly refuse some code. */
  readonly checked: Promise<void>;
  /**
   * Takes another version of the assembly, from its folder, and changes what differs while all else goes on. The folder has
   * to stay, because code is read from it when it is first needed. Throws an `OperatorError` where the version cannot be
   * taken; then everything is as it was.
   */
  update(directory: string, options?: UpdateOptions): Promise<CloudUpdate>;
  /** Loads what checks types, which takes 200 MB, so that the first update is as fast as the others. */
  prepareUpdates(): Promise<void>;
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
  conflicts,
  progress = () => undefined,
  ...options
}: CloudOptions): Promise<Cloud> {
  const assembly = readAssembly(directory);
  const world = openWorld(options, progress);
  const health = createHealth(options.ready);
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
    open.aws = await openAwsEndpoint(guarded, services.functionUrls, health, policy, options);
    progress(deploying(assembly));
    const deployed = await deployAssembly(assembly, world, services, options);
    gate.open();
    const traces = createTraces(world.feed);
    services.xray.follow(followTraces(traces, () => resourceNames(deployed.stacks)));
    const inside = { world, services, awsEndpoint, awsEndpointUrl: awsEndpointUrl(), traces };
    open.graphql = await openGraphqlEndpoints({ ...inside, deployed, health }, policy, options);
    if (options.dataDirectory !== undefined) nameOwner(options.dataDirectory, open.graphql.consoleUrl);
    const fixed = {
      ...open.graphql,
      ...inside,
      isExposed: policy.isExposed,
      checked: deployed.checked,
    };
    const closeAll = async () => {
      await deployed.close();
      await close();
    };
    return withUpdates(fixed, deployed, closeAll);
  } catch (error) {
    await close();
    throw error;
  }
}

type UpdatedMember =
  | 'stacks'
  | 'codeWarnings'
  | 'update'
  | 'prepareUpdates'
  | 'settles'
  | 'advance'
  | 'close';

/** What is read of an assembly anew each time, because updates change it. */
const withUpdates = (
  fixed: Omit<Cloud, UpdatedMember>,
  deployed: DeployedAssembly,
  close: () => Promise<void>,
): Cloud => ({
  ...fixed,
  get stacks() {
    return deployed.stacks;
  },
  get codeWarnings() {
    return deployed.codeWarnings;
  },
  update: async (directory, options) => deployed.update(readAssembly(directory), options),
  prepareUpdates: deployed.prepareUpdates,
  settles: () => fixed.world.activity.idle(),
  advance: (ms) => fixed.world.clock.advance(ms),
  close,
});

const deploying = ({ stacks: { length } }: Assembly) => `Deploying ${length} stack${length === 1 ? '' : 's'}`;

/** Makes the world of a cloud, whose journal is in its data folder if it has one. */
function openWorld(
  { dataDirectory, resetData = false, ...options }: Omit<CloudOptions, 'assembly'>,
  progress: (stage: string) => void,
): World {
  if (dataDirectory === undefined) return createWorld(options);
  return createWorld({ ...options, journal: openData(dataDirectory, resetData, progress) });
}

/** Opens the journal of a data folder, and says what it holds. */
function openData(directory: string, reset: boolean, progress: (stage: string) => void): Journal {
  const written = statSync(join(directory, 'journal'), { throwIfNoEntry: false })?.mtimeMs;
  const journal = openJournal(directory, { reset });
  if (reset && written !== undefined) {
    progress(`Data in ${directory}: it was emptied`);
    return journal;
  }
  // The file's time is the machine's, whatever the cloud's clock says.
  progress(`Data in ${directory}: ${describeData(journal, written && performance.timeOrigin - written)}`);
  return journal;
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
