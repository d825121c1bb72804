import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveAwsEndpoint } from '../../../support/serveAwsEndpoint.ts';

// CloudWatch in the protocol of SDKs of before 2025, which the AWS CLI spoke that Linux distributions have.

let served: Awaited<ReturnType<typeof serveAwsEndpoint>>;
let client: CloudWatchClient;
const NOW = Date.UTC(2030, 0, 1);
const ago = (minutes: number) => new Date(NOW - minutes * 60_000);

beforeAll(async () => {
  served = await serveAwsEndpoint(NOW);
  client = new CloudWatchClient({
    ...served.settings,
    disableRequestCompression: true,
    protocol: AwsQueryProtocol,
    protocolSettings: {
      defaultNamespace: 'com.amazonaws.cloudwatch',
      xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
      version: '2010-08-01',
    },
  });
});
afterAll(async () => {
  expect([...served.contentTypes]).toEqual(['application/x-www-form-urlencoded']);
  client.destroy();
  await served.close();
});

const metric = { Namespace: 'Own', MetricName: 'took', Dimensions: [{ Name: 'step', Value: '1' }] };

test('numbers, texts that look like numbers, and moments go both ways', async () => {
  const { Namespace, ...datum } = metric;
  const MetricData = [
    { ...datum, Timestamp: ago(5), Values: [1, 2.5], Counts: [1, 2] },
    { ...datum, Timestamp: ago(4), Value: 7 },
  ];
  await client.send(new PutMetricDataCommand({ Namespace, MetricData }));
  const range = { StartTime: ago(10), EndTime: new Date(NOW) };
  const statistics = { Statistics: ['Sum' as const], ExtendedStatistics: ['p50'] };
  expect(
    await client.send(new GetMetricStatisticsCommand({ ...metric, ...range, ...statistics, Period: 60 })),
  ).toMatchObject({
    Label: 'took',
    Datapoints: [
      { Timestamp: ago(5), Sum: 6, ExtendedStatistics: { p50: expect.closeTo(2.5, 0) } },
      { Timestamp: ago(4), Sum: 7 },
    ],
  });
  const MetricDataQueries = [{ Id: 'sum', MetricStat: { Metric: metric, Period: 60, Stat: 'Sum' } }];
  expect(await client.send(new GetMetricDataCommand({ ...range, MetricDataQueries }))).toMatchObject({
    MetricDataResults: [{ Id: 'sum', Timestamps: [ago(4), ago(5)], Values: [7, 6] }],
  });
});

test('an alarm is as it was put, and its history says what became of it', async () => {
  const alarm = {
    AlarmName: 'slow & late',
    ...metric,
    ActionsEnabled: false,
    AlarmActions: ['arn:aws:sns:us-east-1:000000000000:desk'],
    ComparisonOperator: 'GreaterThanThreshold' as const,
    EvaluationPeriods: 2,
    Period: 60,
    Statistic: 'Sum' as const,
    Threshold: 0.5,
  };
  await client.send(new PutMetricAlarmCommand(alarm));
  await client.send(
    new SetAlarmStateCommand({ AlarmName: alarm.AlarmName, StateValue: 'ALARM', StateReason: 'drill' }),
  );
  const { MetricAlarms } = await client.send(new DescribeAlarmsCommand({ AlarmNames: [alarm.AlarmName] }));
  expect(MetricAlarms).toMatchObject([
    { ...alarm, StateValue: 'ALARM', StateUpdatedTimestamp: new Date(NOW) },
  ]);
  const history = await client.send(
    new DescribeAlarmHistoryCommand({
      AlarmName: alarm.AlarmName,
      StartDate: ago(1),
      HistoryItemType: 'StateUpdate',
    }),
  );
  expect(history.AlarmHistoryItems).toMatchObject([
    { AlarmName: alarm.AlarmName, HistorySummary: expect.stringContaining('to ALARM') },
  ]);
});

test('a refusal has the code that SDKs of this protocol know', async () => {
  const unknown = new SetAlarmStateCommand({ AlarmName: 'none', StateValue: 'OK', StateReason: 'x' });
  await expect(client.send(unknown)).rejects.toMatchObject({ name: 'ResourceNotFound' });
});
