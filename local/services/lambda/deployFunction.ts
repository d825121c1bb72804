import { AwsError } from '../../platform/AwsError.ts';
import { invariant, OperatorError } from '../../platform/errors.ts';
import { HEX } from '../../platform/Randomness.ts';
import type { World } from '../../platform/World.ts';
import type { Iam } from '../iam/createIam.ts';
import type { Credentials } from '../iam/createSessions.ts';
import type { LogStream } from '../logs/createLogGroup.ts';
import type { Logs } from '../logs/Logs.ts';
import type { AsyncConfiguration, FunctionConfiguration } from './Lambda.ts';
import { createFunctionMetrics, type FunctionMetrics } from './createFunctionMetrics.ts';
import { createPool, type Pool } from './createPool.ts';
import { initStartLine } from './platformLines.ts';
import type { Sandbox, SandboxOptions } from './sandbox/Sandbox.ts';
import { NO_TRACE } from '../../platform/traceIds.ts';
import { unpackCode } from './unpackCode.ts';

export interface DeployedFunction {
  configuration: FunctionConfiguration;
  readonly pool: Pool;
  readonly metrics: FunctionMetrics;
  /** Where a sandbox of its pool logs. */
  logStreamOf(sandbox: Sandbox): LogStream;
  /** Epoch milliseconds. */
  deployedAt: number;
  /** Versions and aliases; all mean the same code. */
  readonly qualifiers: Set<string>;
  async: AsyncConfiguration;
  /** Undefined for no limit. */
  reservedConcurrency: number | undefined;
  /** Changes what invocations from now on run with; those that run already end as they began. */
  update(configuration: FunctionConfiguration): Promise<void>;
}

export interface DeployOptions {
  readonly iam: Iam;
  readonly awsEndpointUrl: () => string;
  readonly logs: Logs;
  readonly sandboxesPerFunction: number;
  readonly createSandbox: (options: SandboxOptions) => Sandbox;
}

/** Prepares a function to be invoked. Its code is unpacked on the first invocation. */
export function deployFunction(
  world: World,
  configuration: FunctionConfiguration,
  options: DeployOptions,
): DeployedFunction {
  checkSupported(configuration);
  const { clock, random } = world;
  const { reservedConcurrency } = configuration;
  const logStreams = new WeakMap<Sandbox, LogStream>();
  let code: Promise<string> | undefined;

  const create = async () => {
    const { configuration } = deployed;
    const { handler, runtime, memoryMb, roleArn } = configuration;
    await assumeRole(options.iam, configuration);
    const seed = random.seed();
    const logStreamName = logStreamNameAt(clock.now(), random.text(32, HEX));
    const taskRoot = await (code ??= unpackCode(configuration).catch(throwUnreadable(configuration)));
    const environment = runtimeEnvironment(configuration, world, {
      credentials: options.iam.credentialsOf(roleArn, configuration.functionName),
      taskRoot,
      awsEndpointUrl: options.awsEndpointUrl(),
      logStreamName,
    });
    const sandbox = options.createSandbox({
      time: clock.shared,
      seed,
      taskRoot,
      handler,
      runtime,
      memoryMb,
      environment,
    });
    const stream = options.logs.createLogStream(logGroupOf(configuration), logStreamName);
    stream.write(initStartLine(runtime));
    logStreams.set(sandbox, stream);
    return sandbox;
  };

  const pool = createPool({ create, reservedConcurrency, maximumSandboxes: options.sandboxesPerFunction });
  const deployed: DeployedFunction = {
    configuration,
    pool,
    metrics: createFunctionMetrics(world, configuration.functionName),
    logStreamOf(sandbox) {
      const stream = logStreams.get(sandbox);
      invariant(stream, 'every sandbox of a pool has a stream');
      return stream;
    },
    deployedAt: clock.now(),
    qualifiers: new Set(['$LATEST']),
    async: {},
    reservedConcurrency,
    async update(next) {
      deployed.configuration = next;
      deployed.deployedAt = clock.now();
      code = undefined;
      await pool.renew();
    },
  };
  return deployed;
}

const throwUnreadable =
  ({ functionName, codePath }: FunctionConfiguration) =>
  (error: unknown): never => {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorError(`Function ${functionName}: its code ${codePath} cannot be read: ${reason}.`);
  };

/**
 * Lambda takes the function's role when it starts a sandbox. Chosen: that it names the function in `aws:SourceArn`, and the words
 * of the refusal.
 */
async function assumeRole(
  iam: Iam,
  { roleArn, functionArn, functionName }: FunctionConfiguration,
): Promise<void> {
  const caller = {
    service: 'lambda',
    sourceArn: functionArn,
    sessionName: functionName,
    traceId: NO_TRACE,
  };
  try {
    await iam.assumeRole(roleArn, caller);
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'AccessDenied') throw error;
    throw new AwsError(
      'AccessDeniedException',
      'The role defined for the function cannot be assumed by Lambda.',
      { status: 403, fields: { Type: 'User' } },
    );
  }
}

/** Such as `2026/07/31/[$LATEST]` and 32 hex digits. */
const logStreamNameAt = (nowMs: number, id: string) =>
  `${new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '/')}/[$LATEST]${id}`;

export function checkSupported({ functionName, runtime, environment }: FunctionConfiguration): void {
  if (!/^nodejs\d+\.x$/.test(runtime)) {
    throw new OperatorError(
      `Function ${functionName}: runtime ${runtime} is not supported; use a Node.js runtime such as nodejs24.x.`,
    );
  }
  const reserved = Object.keys(environment).filter((name) => RESERVED_VARIABLES.includes(name));
  if (reserved.length > 0)
    throw new AwsError('InvalidParameterValueException', RESERVED_USED + reserved.join(', '));
}

const RESERVED_USED =
  'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ';

interface RuntimeEnvironmentOptions {
  readonly credentials: Credentials;
  readonly taskRoot: string;
  readonly awsEndpointUrl: string;
  readonly logStreamName: string;
}

/**
 * The whole of `process.env`: the deployed variables and those that Lambda adds.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
function runtimeEnvironment(
  configuration: FunctionConfiguration,
  { account: { region } }: World,
  { credentials, taskRoot, awsEndpointUrl, logStreamName }: RuntimeEnvironmentOptions,
): Record<string, string> {
  const { functionName, handler, runtime, memoryMb, environment } = configuration;
  return {
    // Nothing listens there, so segments sent by UDP are lost. The function's own variables may override these.
    AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    AWS_ENDPOINT_URL: awsEndpointUrl,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    ...environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_SESSION_TOKEN: credentials.sessionToken,
    AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
    AWS_LAMBDA_FUNCTION_NAME: functionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: logGroupOf(configuration),
    AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
    LAMBDA_TASK_ROOT: taskRoot,
    _HANDLER: handler,
  };
}

/** Where its lines go: to a group of its own name, or the one that it is given. */
export const logGroupOf = ({
  functionName,
  logGroupName = `/aws/lambda/${functionName}`,
}: FunctionConfiguration) => logGroupName;

/** Names that a function may not set. */
const RESERVED_VARIABLES = [
  '_HANDLER', '_X_AMZN_TRACE_ID', 'AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_ACCESS_KEY', 'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_LAMBDA_RUNTIME_API', 'LAMBDA_TASK_ROOT', 'LAMBDA_RUNTIME_DIR',
]; // oxfmt-ignore
