import { answerWhenWritten } from './adapters/answerWhenWritten.ts';
import type { AwsEndpoint } from './adapters/awsEndpoint.ts';
import type { HttpServer } from './adapters/serveHttp.ts';
import { deployAssembly, type DeployedStack } from './assembly/deployAssembly.ts';
import { readAssembly } from './assembly/readAssembly.ts';
import { createServices } from './createServices.ts';
import { openAwsDoor, openGraphqlDoor, type DoorsOptions, type GraphqlDoor } from './openDoors.ts';
import { createWorld, type World, type WorldOptions } from './platform/World.ts';
import { openJournal } from './platform/journal/openJournal.ts';
import type { Services } from './services/Services.ts';

export interface CloudOptions extends WorldOptions, DoorsOptions {
  /** Folder of a cloud assembly, such as `cdk.out`. */
  readonly assembly: string;
  /** Folder that keeps tables, queues and users; made where there is none. @default everything is gone with the process */
  readonly dataDirectory?: string;
}

/** A cloud assembly that runs on this machine. */
export interface Cloud extends GraphqlDoor {
  readonly world: World;
  readonly services: Services;
  readonly awsEndpoint: AwsEndpoint;
  readonly awsEndpointUrl: string;
  readonly stacks: readonly DeployedStack[];
  /** Resolves when nothing is in flight: queues are drained, streams read, events delivered. */
  settles(): Promise<void>;
  /** Moves time forward, in milliseconds, running all that falls due. */
  advance(ms: number): Promise<void>;
  /** Ends every door, poller and sandbox. */
  close(): Promise<void>;
}

export async function startCloud({
  assembly: directory,
  dataDirectory,
  ...options
}: CloudOptions): Promise<Cloud> {
  const assembly = readAssembly(directory);
  const world = createWorld({
    ...options,
    ...(dataDirectory !== undefined && { journal: openJournal(dataDirectory) }),
  });
  const open: { aws?: HttpServer; graphql?: GraphqlDoor } = {};
  const awsEndpointUrl = () => open.aws!.url;
  const { services, awsEndpoint, gate } = createServices(world, { assets: assembly.assets, awsEndpointUrl });
  const close = () => closeCloud(world, services, open);
  try {
    open.aws = await openAwsDoor(answerWhenWritten(world.journal, awsEndpoint), options);
    const stacks = await deployAssembly(assembly, world, services);
    gate.open();
    const inside = { world, services, awsEndpoint, awsEndpointUrl: awsEndpointUrl(), stacks };
    open.graphql = await openGraphqlDoor(inside, options);
    const { settles, advance } = {
      settles: () => world.activity.idle(),
      advance: (ms: number) => world.clock.advance(ms),
    };
    return { ...open.graphql, ...inside, settles, advance, close };
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
  { aws, graphql }: { aws?: HttpServer; graphql?: GraphqlDoor },
) {
  await graphql?.close();
  await services.appsync.close();
  await Promise.all([services.eventSourceMappings.close(), services.pipes.close(), services.lambda.close()]);
  await services.events.close();
  await aws?.close();
  world.clock.stop();
  await services.dynamodb.close();
  world.journal.close();
}
