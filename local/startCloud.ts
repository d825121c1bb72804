import { createServices } from './createServices.ts';
import type { AwsEndpoint } from './adapters/awsEndpoint.ts';
import { deployAssembly, type DeployedStack } from './assembly/deployAssembly.ts';
import { readAssembly } from './assembly/readAssembly.ts';
import { createWorld, type WorldOptions } from './platform/createWorld.ts';
import type { World } from './platform/World.ts';
import type { Services } from './services/Services.ts';
import { openDoors, type Doors, type DoorsOptions } from './openDoors.ts';

export interface CloudOptions extends WorldOptions, DoorsOptions {
  /** Folder of a cloud assembly, such as `cdk.out`. */
  readonly assembly: string;
}

/** A cloud assembly that runs on this machine. */
export interface Cloud extends Doors {
  readonly world: World;
  readonly services: Services;
  readonly awsEndpoint: AwsEndpoint;
  readonly stacks: readonly DeployedStack[];
  /** Resolves when nothing is in flight: queues are drained, streams read, events delivered. */
  settles(): Promise<void>;
  /** Moves time forward, in milliseconds, running all that falls due. */
  advance(ms: number): Promise<void>;
  /** Ends every door, poller and sandbox. */
  close(): Promise<void>;
}

export async function startCloud({ assembly: directory, ...options }: CloudOptions): Promise<Cloud> {
  const assembly = readAssembly(directory);
  const world = createWorld(options);
  let doors: Doors | undefined;
  const { services, awsEndpoint } = createServices(world, {
    assets: assembly.assets,
    awsEndpointUrl: () => doors?.awsEndpointUrl ?? `http://127.0.0.1:${options.awsPort ?? 0}`,
  });
  try {
    const stacks = await deployAssembly(assembly, world, services);
    doors = await openDoors({ world, services, awsEndpoint, stacks }, options);
    return {
      ...doors,
      world,
      services,
      awsEndpoint,
      stacks,
      settles: () => world.activity.idle(),
      advance: (ms) => world.clock.advance(ms),
      close: () => closeCloud(world, services, doors),
    };
  } catch (error) {
    await closeCloud(world, services, doors);
    throw error;
  }
}

/** The mirror of starting: doors first, then whoever moves work, then whoever holds it. */
async function closeCloud(world: World, services: Services, doors: Doors | undefined): Promise<void> {
  await doors?.close();
  await services.appsync.close();
  await services.eventSourceMappings.close();
  await services.pipes.close();
  await services.events.close();
  await services.lambda.close();
  world.clock.stop();
  await services.dynamodb.close();
}
