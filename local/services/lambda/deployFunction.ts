import { OperatorError } from '../../platform/errors.ts';
import { HEX } from '../../platform/Randomness.ts';
import type { World } from '../../platform/World.ts';
import type { Iam } from '../iam/Iam.ts';
import type { DeployedFunction } from './createFunctions.ts';
import { createPool } from './createPool.ts';
import type { FunctionConfiguration } from './Lambda.ts';
import { runtimeEnvironment } from './runtimeEnvironment.ts';
import type { Sandbox, SandboxOptions } from './sandbox/Sandbox.ts';
import { unpackCode } from './unpackCode.ts';

export interface DeployOptions {
  readonly iam: Iam;
  readonly awsEndpointUrl: () => string;
  readonly sandboxesPerFunction: number;
  readonly createSandbox: (options: SandboxOptions) => Sandbox;
}

/** Makes a function ready to be invoked. Its code is unpacked when it is first needed. */
export function deployFunction(
  world: World,
  configuration: FunctionConfiguration,
  options: DeployOptions,
): DeployedFunction {
  const { clock, random } = world;
  const { handler, runtime, memoryMb, roleArn, reservedConcurrency } = configuration;
  let code: Promise<string> | undefined;

  const unreadable = (error: unknown): never => {
    throw new OperatorError(
      `Function ${configuration.functionName}: its code ${configuration.codePath} cannot be read: ${
        (error as Error).message
      }.`,
    );
  };
  const create = async () => {
    const seed = random.seed();
    const logStreamName = logStreamNameAt(clock.now(), random.text(32, HEX));
    const taskRoot = await (code ??= unpackCode(configuration).catch(unreadable));
    const environment = runtimeEnvironment(configuration, world, {
      credentials: options.iam.credentialsOf(roleArn),
      taskRoot,
      awsEndpointUrl: options.awsEndpointUrl(),
      logStreamName,
    });
    return options.createSandbox({
      time: clock.shared,
      seed,
      taskRoot,
      handler,
      runtime,
      memoryMb,
      environment,
    });
  };

  const pool = createPool({ create, reservedConcurrency, maximumSandboxes: options.sandboxesPerFunction });
  return {
    configuration,
    pool,
    deployedAt: clock.now(),
    qualifiers: new Set(['$LATEST']),
    async: {},
  };
}

/** Such as `2026/07/31/[$LATEST]` and 32 hex digits. */
const logStreamNameAt = (nowMs: number, id: string) =>
  `${new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${id}`;
