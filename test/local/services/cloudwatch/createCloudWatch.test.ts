import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateQueueCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { callAction } from '../../../../local/platform/Call.ts';
import { testCall } from '../../../support/serveActions.ts';
import { givenCloudWatch, minutes } from './cloudWatchHarness.ts';

const TOPIC = 'arn:aws:sns:us-east-1:000000000000:alarms';

/** SNS and EventBridge may send to the queue. */
const OPEN_POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: ['sns.amazonaws.com', 'events.amazonaws.com'] },
      Action: 'sqs:SendMessage',
      Resource: '*',
    },
  ],
});

const depthAlarm: PutMetricAlarmCommandInput = {
  AlarmName: 'deep',
  AlarmDescription: 'Somebody must look.',
  Namespace: 'AWS/SQS',
  MetricName: 'ApproximateNumberOfMessagesVisible',
  Dimensions: [{ Name: 'QueueName', Value: 'jobs' }],
  Statistic: 'Maximum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 0,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData: 'notBreaching',
  AlarmActions: [TOPIC],
};

test('an alarm on the depth of a queue rings after the minute in which a message came, and calms down', async () => {
  const { world, cloudwatch, sqs, records } = await givenCloudWatch();
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'jobs' }));
  await cloudwatch.send(new PutMetricAlarmCommand(depthAlarm));
  const state = async () => (await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms?.[0];
  expect(await state()).toMatchObject({
    StateValue: 'INSUFFICIENT_DATA',
    StateReason: 'Unchecked: Initial alarm creation',
    StateUpdatedTimestamp: new Date('2030-01-01T00:00:00Z'),
    Threshold: 0,
  });

  await world.clock.advance(minutes(1));
  expect((await state())?.StateValue).toBe('OK');

  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
  await world.clock.advance(minutes(1));
  expect(await state()).toMatchObject({
    StateValue: 'ALARM',
    StateReason:
      'Threshold Crossed: 1 datapoint [1.0 (01/01/30 00:01:00)] was greater than the threshold (0.0).',
    StateUpdatedTimestamp: new Date('2030-01-01T00:02:00Z'),
  });

  await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  await world.clock.advance(minutes(1));
  expect((await state())?.StateValue).toBe('OK');
  expect(records.filter(({ kind }) => kind === 'alarm')).toMatchObject([
    { state: 'OK', previousState: 'INSUFFICIENT_DATA' },
    { state: 'ALARM', previousState: 'OK', description: 'Somebody must look.' },
    { state: 'OK', previousState: 'ALARM' },
  ]);
});

test('an alarm tells its topic in AWS’s words, and a rule on the default bus hears of it', async () => {
  const { world, cloudwatch, sqs, services } = await givenCloudWatch();
  const call = testCall;
  await callAction(services.sns.actions, 'CreateTopic', { Name: 'alarms' }, call);
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName: 'told', Attributes: { Policy: OPEN_POLICY } }),
  );
  await sqs.send(new CreateQueueCommand({ QueueName: 'jobs' }));
  await callAction(
    services.sns.actions,
    'Subscribe',
    { TopicArn: TOPIC, Protocol: 'sqs', Endpoint: 'arn:aws:sqs:us-east-1:000000000000:told' },
    call,
  );
  await callAction(
    services.events.actions,
    'PutRule',
    { Name: 'alarms', EventPattern: '{"source":["aws.cloudwatch"]}' },
    call,
  );
  await callAction(
    services.events.actions,
    'PutTargets',
    { Rule: 'alarms', Targets: [{ Id: 't', Arn: 'arn:aws:sqs:us-east-1:000000000000:told' }] },
    call,
  );
  await cloudwatch.send(new PutMetricAlarmCommand({ ...depthAlarm, AlarmActions: [TOPIC] }));

  await cloudwatch.send(
    new SetAlarmStateCommand({ AlarmName: 'deep', StateValue: 'ALARM', StateReason: 'a drill' }),
  );
  await world.activity.idle();

  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  const bodies = Messages.map(({ Body }) => JSON.parse(Body!));
  const notified = bodies.find(({ Type }) => Type === 'Notification');
  expect(notified.Subject).toBe('ALARM: "deep" in US East (N. Virginia)');
  expect(JSON.parse(notified.Message)).toEqual({
    AlarmName: 'deep',
    AlarmDescription: 'Somebody must look.',
    AWSAccountId: '000000000000',
    AlarmConfigurationUpdatedTimestamp: '2030-01-01T00:00:00.000+0000',
    NewStateValue: 'ALARM',
    NewStateReason: 'a drill',
    StateChangeTime: '2030-01-01T00:00:00.000+0000',
    Region: 'US East (N. Virginia)',
    AlarmArn: 'arn:aws:cloudwatch:us-east-1:000000000000:alarm:deep',
    OldStateValue: 'INSUFFICIENT_DATA',
    OKActions: [],
    AlarmActions: [TOPIC],
    InsufficientDataActions: [],
    Trigger: {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Namespace: 'AWS/SQS',
      StatisticType: 'Statistic',
      Statistic: 'MAXIMUM',
      Unit: null,
      Dimensions: [{ value: 'jobs', name: 'QueueName' }],
      Period: 60,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 0,
      TreatMissingData: 'notBreaching',
      EvaluateLowSampleCountPercentile: '',
    },
  });
  expect(bodies.find(({ source }) => source === 'aws.cloudwatch')).toMatchObject({
    'detail-type': 'CloudWatch Alarm State Change',
    resources: ['arn:aws:cloudwatch:us-east-1:000000000000:alarm:deep'],
    detail: {
      alarmName: 'deep',
      state: { value: 'ALARM', reason: 'a drill', timestamp: '2030-01-01T00:00:00.000+0000' },
      previousState: { value: 'INSUFFICIENT_DATA' },
      configuration: {
        metrics: [
          {
            metricStat: {
              metric: { name: 'ApproximateNumberOfMessagesVisible', dimensions: { QueueName: 'jobs' } },
              period: 60,
              stat: 'Maximum',
            },
          },
        ],
      },
    },
  });

  await world.clock.advance(minutes(1));
  expect((await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms?.[0]?.StateValue).toBe('OK');
});

test('an alarm whose topic does not exist rings nevertheless, and the feed says why nobody was told', async () => {
  const { world, cloudwatch, records } = await givenCloudWatch();
  await cloudwatch.send(new PutMetricAlarmCommand(depthAlarm));

  await cloudwatch.send(
    new SetAlarmStateCommand({ AlarmName: 'deep', StateValue: 'ALARM', StateReason: 'a drill' }),
  );
  await world.activity.idle();

  expect(records.find(({ kind }) => kind === 'failure')).toMatchObject({
    source: 'deep',
    message: expect.stringContaining(`${TOPIC} was not notified`),
  });
  const { AlarmHistoryItems = [] } = await cloudwatch.send(new DescribeAlarmHistoryCommand({}));
  expect(AlarmHistoryItems.map(({ HistorySummary }) => HistorySummary)).toEqual([
    `Failed to execute action ${TOPIC}`,
    'Alarm updated from INSUFFICIENT_DATA to ALARM',
    'Alarm "deep" created',
  ]);
});
