import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { alarmTopicName } from '../constructs/raiseAlarm.ts';
import type { Settings } from './settings.ts';

/**
 * The topic every alarm of the stage notifies, unless the settings name one. It is encrypted by a key of its own: alarms
 * cannot publish to a topic that is encrypted by SNS's, whose policy does not let CloudWatch use it.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export const createAlarmTopic = (scope: Construct, settings: Settings): void => {
  if (settings.alarmTopicArn) return;
  const masterKey = new Key(scope, 'AlarmKey', {
    description: `Notifications of the alarms of Frontdesk ${settings.stage}`,
    enableKeyRotation: true,
    // It encrypts what is on its way. Nothing is stored that would be lost with it.
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const topic = new Topic(scope, 'AlarmTopic', {
    topicName: alarmTopicName(settings),
    displayName: `Frontdesk ${settings.stage}`,
    masterKey,
    enforceSSL: true,
  });
  masterKey.addToResourcePolicy(fromAlarms(scope, ['kms:Decrypt', 'kms:GenerateDataKey*'], '*'));
  topic.addToResourcePolicy(fromAlarms(scope, ['sns:Publish'], topic.topicArn));
  if (settings.alarmEmail) topic.addSubscription(new EmailSubscription(settings.alarmEmail));
};

/** Lets alarms of this account act, and nobody else through CloudWatch. */
const fromAlarms = (scope: Construct, actions: string[], resource: string) => {
  const stack = Stack.of(scope);
  const alarms = { service: 'cloudwatch', resource: 'alarm', resourceName: '*' };
  return new PolicyStatement({
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions,
    resources: [resource],
    conditions: {
      StringEquals: { 'aws:SourceAccount': stack.account },
      ArnLike: { 'aws:SourceArn': stack.formatArn({ ...alarms, arnFormat: ArnFormat.COLON_RESOURCE_NAME }) },
    },
  });
};
