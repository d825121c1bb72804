import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPipe } from 'aws-cdk-lib/aws-pipes';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Settings } from '../platform/settings.ts';
import { DeadLetterQueue } from './DeadLetterQueue.ts';
import { perMinute, raiseAlarm, sumOf } from './raiseAlarm.ts';

export interface StreamPipeProps {
  readonly settings: Settings;
  /** Table whose stream is read; it must have one. */
  readonly table: ITable;
  readonly bus: IEventBus;
  /**
   * Which stream records are events, as event patterns, any of which suffices. What they leave out costs
   * nothing. Asked when the template is written.
   */
  readonly filters: () => readonly object[];
  /** `source` of the events put on the bus. */
  readonly source: string;
  /** Path in the stream record to the event's `detail-type`. */
  readonly detailType: string;
  /** The event's `detail`: a JSON template with `<$.path>` into the stream record. */
  readonly detail: string;
  /**
   * Records read together at most.
   * @default 10
   */
  readonly batchSize?: number;
  /**
   * Retries of a record that the bus refuses, while the ones behind it in its shard wait. Then
   * it goes to the dead letters: only its place in the stream, which keeps it for 24 hours.
   * @default 20
   */
  readonly maximumRetryAttempts?: number;
}

/** Announces what is written to a table: its stream, filtered and reshaped, on a bus. */
export class StreamPipe extends Construct {
  readonly deadLetters: Queue;
  readonly pipeName: string;

  constructor(scope: Construct, id: string, props: StreamPipeProps) {
    super(scope, id);
    const contents = 'stream records that could not be announced';
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      settings: props.settings,
      outputPrefix: id,
      contents,
      label: id,
    }).queue;
    const pipe = this.createPipe(props, this.createRole(props));
    this.pipeName = pipe.ref;
    this.watch(pipe, props.settings);
  }

  private createRole({ table, bus }: StreamPipeProps) {
    const role = new Role(this, 'Role', {
      // Only pipes of this account may have it: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    // ListStreams knows no stream, so a grant of it on one would allow nothing.
    const stream = ['DescribeStream', 'GetRecords', 'GetShardIterator'];
    const allow = (actions: string[], resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions, resources: [resource] }));
    allow(
      stream.map((action) => `dynamodb:${action}`),
      streamArnOf(table),
    );
    allow(['events:PutEvents'], bus.eventBusArn);
    allow(['sqs:SendMessage'], this.deadLetters.queueArn);
    return role;
  }

  private createPipe(props: StreamPipeProps, role: Role) {
    const pipe = new CfnPipe(this, 'Pipe', {
      roleArn: role.roleArn,
      source: streamArnOf(props.table),
      sourceParameters: {
        filterCriteria: { filters: Lazy.any({ produce: () => patternsOf(props) }) },
        dynamoDbStreamParameters: {
          // From the first record on: what is written while the pipe is still being made is announced too.
          startingPosition: 'TRIM_HORIZON',
          batchSize: props.batchSize ?? 10,
          maximumRetryAttempts: props.maximumRetryAttempts ?? 20,
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: this.deadLetters.queueArn },
        },
      },
      target: props.bus.eventBusArn,
      targetParameters: {
        eventBridgeEventBusParameters: { source: props.source, detailType: props.detailType },
        inputTemplate: props.detail,
      },
    });
    // A pipe tries its permissions when it is made, and its role is of no use before its policy.
    pipe.node.addDependency(role);
    return pipe;
  }

  /**
   * A pipe has no metric of how far behind its stream it is: these are its reasons to be. What it gave up on is in its dead letters.
   * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-monitoring.html
   */
  private watch(pipe: CfnPipe, settings: Settings) {
    const metric = (metricName: string) =>
      new Metric({
        namespace: 'AWS/EventBridge/Pipes',
        metricName,
        dimensionsMap: { PipeName: pipe.ref },
        ...perMinute,
        statistic: 'Sum',
      });
    raiseAlarm(this, 'Failed', {
      settings,
      metric: sumOf(
        {
          failed: metric('ExecutionFailed'),
          throttled: metric('ExecutionThrottled'),
          timedOut: metric('ExecutionTimeout'),
        },
        'not announced',
      ),
      above: 0,
      description:
        'Writes are not announced, or late: the pipe from the stream to the bus fails and tries again.',
    });
  }
}

const streamArnOf = ({ tableStreamArn }: ITable) => {
  if (!tableStreamArn) throw new Error('A StreamPipe needs a table with a stream');
  return tableStreamArn;
};

const patternsOf = ({ filters }: StreamPipeProps) =>
  filters().map((filter) => ({ pattern: JSON.stringify(filter) }));
