import {
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { CreateQueueCommand, PurgeQueueCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { givenCloudWatch, minutes } from './cloudWatchHarness.ts';

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
  AlarmActions: ['arn:aws:sns:us-east-1:000000000000:alarms'],
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
