import { CfnOutput, Duration, Stack, Tags, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption, type RedriveAllowPolicy, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { queueTags } from '../../model/queueTags.ts';
import type { Settings } from '../platform/settings.ts';
import { perMinute, raiseAlarm } from './raiseAlarm.ts';
import { type QueueOwner, tagQueue } from './tagQueue.ts';

export interface DeadLetterQueueProps extends QueueOwner {
  readonly settings: Settings;
  /** Name before `DeadLetterQueueUrl` and `DeadLetterQueueArn` in the stack's outputs, such as `CreateOrder`. */
  readonly outputPrefix: string;
  /** What lies here, for the alarm's reader: "messages createOrder gave up on". */
  readonly contents: string;
  /** Name of the queue, in this stack's account and region, whose messages end here. @default - no queue's: only who may send */
  readonly sourceQueueName?: string;
}

/** Where what could not be done waits for a person, for as long as SQS keeps anything. One letter raises the alarm. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id);
    const { settings, outputPrefix, contents } = props;
    this.queue = new Queue(this, 'Queue', {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      redriveAllowPolicy: this.allowSource(props),
    });
    tagQueue(this.queue, settings, props);
    Tags.of(this.queue).add(queueTags.deadLetters, settings.stage);
    Validations.of(this.queue).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason:
        'It is a dead letter queue. The rule knows those of queues and functions, not of rules and pipes.',
    });
    raiseAlarm(this, 'NotEmpty', {
      settings,
      metric: this.queue.metricApproximateNumberOfMessagesVisible(perMinute),
      above: 0,
      description: `There are ${contents} in a dead letter queue. Look at their reasons, mend, then redrive.`,
    });
    new CfnOutput(Stack.of(this), `${outputPrefix}DeadLetterQueueUrl`, { value: this.queue.queueUrl });
    new CfnOutput(Stack.of(this), `${outputPrefix}DeadLetterQueueArn`, { value: this.queue.queueArn });
  }

  /**
   * Without it every queue of the account may put its messages here. The source is named rather than referred to: it
   * refers to its dead letters itself, and CloudFormation makes neither of two that refer to each other.
   * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive-permission.html
   */
  private allowSource({ sourceQueueName }: DeadLetterQueueProps): RedriveAllowPolicy {
    if (!sourceQueueName) return { redrivePermission: RedrivePermission.DENY_ALL };
    const arn = Stack.of(this).formatArn({ service: 'sqs', resource: sourceQueueName });
    return { sourceQueues: [Queue.fromQueueArn(this, 'Source', arn)] };
  }
}
