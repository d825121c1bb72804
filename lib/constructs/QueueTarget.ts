import type { IRule, IRuleTarget, RuleTargetConfig, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

export interface QueueTargetProps {
  readonly queue: IQueue;
  /** Where an event goes that cannot be delivered. */
  readonly deadLetterQueue: IQueue;
  /** The message. @default - the event */
  readonly message?: RuleTargetInput;
}

/** A rule's queue. The rule may send to it and to its dead letters, and no other rule may by this right. */
export class QueueTarget implements IRuleTarget {
  private readonly props: QueueTargetProps;

  constructor(props: QueueTargetProps) {
    this.props = props;
  }

  bind(rule: IRule): RuleTargetConfig {
    const { queue, deadLetterQueue, message: input } = this.props;
    for (const receiver of [queue, deadLetterQueue]) allowRule(rule, receiver);
    return { arn: queue.queueArn, deadLetterConfig: { arn: deadLetterQueue.queueArn }, input };
  }
}

/**
 * Rules send to queues as EventBridge, without a role: the queue's policy says which.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
 */
const allowRule = (rule: IRule, queue: IQueue) =>
  queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
    }),
  );
