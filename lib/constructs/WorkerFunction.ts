import { type Duration, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { basename } from 'node:path';
import { noteBundle } from '../bundles/noteBundle.ts';
import { grantTable, type TableGrants } from '../platform/grantTable.ts';
import type { Platform } from '../platform/Platform.ts';
import { removalPolicyOf } from '../platform/settings.ts';
import { lasting, perMinute, raiseAlarm, sumOf } from './raiseAlarm.ts';

export interface WorkerFunctionProps {
  readonly platform: Platform;
  /** Its handler's file below `lambda-fns/`, without `.ts`: `orders/createOrder`. */
  readonly path: string;
  /** What its handler does to the table's rows: nothing else is it allowed. */
  readonly rows: TableGrants;
  /** Time one batch may take. The queue hides a message six times as long. */
  readonly timeout: Duration;
  /** What this function reads from its environment, in addition to what all functions read. @default - nothing more */
  readonly environment?: Readonly<Record<string, string>>;
  /** Invocations kept free for it in the account; it never has more. @default - it shares what nobody has reserved */
  readonly reservedConcurrency?: number;
  /**
   * Whether somebody waits for its answer, and so sees at once that it fails: then no alarm says it.
   * @default false
   */
  readonly isAsked?: boolean;
}

/** One bundled handler as a Lambda function that may do to the table what it says, trace and log: nothing else. */
export class WorkerFunction extends Construct {
  readonly function: Function;

  constructor(scope: Construct, id: string, props: WorkerFunctionProps) {
    super(scope, id);
    const { settings, table } = props.platform;
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: removalPolicyOf(settings),
    });
    const role = this.createRole();
    logGroup.grantWrite(role);
    grantTable(role, table, props.rows);
    this.function = this.createFunction(props, role, logGroup);
    const { constants } = props.platform.bundles;
    noteBundle(this.function, { kind: 'handler', path: props.path, constants });
    if (!props.isAsked) this.watch(props);
  }

  /** A batch that fails as a whole, by a crash or the timeout, leaves no reason with its messages. */
  private watch({ platform: { settings }, path }: WorkerFunctionProps) {
    const count = { ...perMinute, statistic: 'Sum' };
    raiseAlarm(this, 'Failing', {
      settings,
      metric: sumOf(
        { errors: this.function.metricErrors(count), throttles: this.function.metricThrottles(count) },
        'errors and throttles',
      ),
      above: 0,
      minutes: lasting,
      description: `${basename(path)} crashes, takes too long or is throttled, for minutes. Its log has the request ids.`,
    });
  }

  private createRole() {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'xray:PutTraceSegments and xray:PutTelemetryRecords know no resource to be narrowed to.',
    });
    return role;
  }

  private createFunction(
    { platform, path, timeout, environment, reservedConcurrency }: WorkerFunctionProps,
    role: Role,
    logGroup: LogGroup,
  ) {
    const { settings, table, bundles } = platform;
    return new Function(this, 'Function', {
      description: `lambda-fns/${path}.ts`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 256,
      timeout,
      reservedConcurrentExecutions: reservedConcurrency,
      tracing: Tracing.ACTIVE,
      code: Code.fromAsset(bundles.functionFolder(path)),
      handler: 'index.handler',
      role,
      logGroup,
      environment: {
        TABLE_NAME: table.tableName,
        EVENT_TTL_DAYS: String(settings.eventTtlDays),
        STAGE: settings.stage,
        LOG_LEVEL: settings.logLevel,
        POWERTOOLS_LOG_LEVEL: settings.logLevel,
        POWERTOOLS_SERVICE_NAME: path,
        CODE_VERSION: bundles.functionVersion(path),
        ...environment,
      },
    });
  }
}
