import {
  CloudWatchServiceException,
  GetDashboardCommand,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  ListDashboardsCommand,
  ListMetricsCommand,
  PutDashboardCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, test } from 'vitest';
import { givenCloudWatch, minutes, START } from './cloudWatchHarness.ts';

const at = (offset: number) => new Date(START + minutes(offset));

describe('what was put', () => {
  test('is returned by period and statistic, the newest first', async () => {
    const { cloudwatch } = await givenCloudWatch({ frozenAt: START + minutes(10) });
    const put = (minute: number, Values: number[]) =>
      cloudwatch.send(
        new PutMetricDataCommand({
          Namespace: 'Own',
          MetricData: [
            {
              MetricName: 'took',
              Dimensions: [{ Name: 'step', Value: 'one' }],
              Timestamp: at(minute),
              Unit: 'Milliseconds',
              Values,
            },
          ],
        }),
      );
    await put(0, [1, 2, 3]);
    await put(1, [100]);
    await put(5, [7]);
    const Metric = {
      Namespace: 'Own',
      MetricName: 'took',
      Dimensions: [{ Name: 'step', Value: 'one' }],
    };
    const stat = (Id: string, Stat: string, Period = 60) => ({ Id, MetricStat: { Metric, Stat, Period } });
    const { MetricDataResults } = await cloudwatch.send(
      new GetMetricDataCommand({
        StartTime: at(0),
        EndTime: at(10),
        MetricDataQueries: [
          stat('sum', 'Sum'),
          stat('most', 'Maximum', 300),
          stat('middle', 'p50', 300),
          { Id: 'all', Expression: 'SUM(sum)', Label: 'All of it' },
        ],
      }),
    );
    const times = [at(5), at(1), at(0)];
    expect(MetricDataResults).toMatchObject([
      { Id: 'sum', Label: 'took', Timestamps: times, Values: [7, 100, 6], StatusCode: 'Complete' },
      { Id: 'most', Timestamps: [at(5), at(0)], Values: [7, 100] },
      { Id: 'middle', Values: [7, expect.closeTo(2, 1)] },
      { Id: 'all', Label: 'All of it' },
    ]);
    const { Datapoints } = await cloudwatch.send(
      new GetMetricStatisticsCommand({
        ...Metric,
        StartTime: at(0),
        EndTime: at(5),
        Period: 300,
        Statistics: ['Average', 'SampleCount'],
      }),
    );
    expect(Datapoints).toEqual([{ Timestamp: at(0), Average: 26.5, SampleCount: 4, Unit: 'Milliseconds' }]);
    const { Metrics } = await cloudwatch.send(
      new ListMetricsCommand({ Namespace: 'Own', Dimensions: [{ Name: 'step' }] }),
    );
    expect(Metrics).toEqual([Metric]);
  });

  test.each<[string, object, string]>([
    ['a namespace of AWS', { Namespace: 'AWS/Own', MetricData: [] }, 'InvalidParameterValueException'],
    [
      'a moment long ago',
      { Namespace: 'Own', MetricData: [{ MetricName: 'm', Value: 1, Timestamp: at(-30 * 24 * 60) }] },
      'InvalidParameterValueException',
    ],
    [
      'no value',
      { Namespace: 'Own', MetricData: [{ MetricName: 'm' }] },
      'MissingRequiredParameterException',
    ],
    [
      'more data than one request may have',
      { Namespace: 'Own', MetricData: Array.from({ length: 1001 }, () => ({ MetricName: 'm', Value: 1 })) },
      'ValidationException',
    ],
  ])('may not be %s', async (_, input, name) => {
    const { cloudwatch } = await givenCloudWatch();
    const refusal = cloudwatch.send(new PutMetricDataCommand(input as never));
    await expect(refusal).rejects.toBeInstanceOf(CloudWatchServiceException);
    await expect(refusal).rejects.toMatchObject({ name });
  });

  test('is not asked for by more datapoints than a request may have', async () => {
    const { cloudwatch } = await givenCloudWatch();
    await expect(
      cloudwatch.send(
        new GetMetricStatisticsCommand({
          Namespace: 'Own',
          MetricName: 'm',
          StartTime: at(-1441),
          EndTime: at(0),
          Period: 60,
          Statistics: ['Sum'],
        }),
      ),
    ).rejects.toThrow('You have requested up to 1,441 datapoints, which exceeds the limit of 1,440.');
  });
});

test('a dashboard is returned as it was put, if it is an object', async () => {
  const { cloudwatch } = await givenCloudWatch();
  const DashboardBody = JSON.stringify({ widgets: [] });
  await cloudwatch.send(new PutDashboardCommand({ DashboardName: 'path', DashboardBody }));
  expect(await cloudwatch.send(new GetDashboardCommand({ DashboardName: 'path' }))).toMatchObject({
    DashboardArn: 'arn:aws:cloudwatch::000000000000:dashboard/path',
    DashboardBody,
  });
  expect((await cloudwatch.send(new ListDashboardsCommand({}))).DashboardEntries).toMatchObject([
    { DashboardName: 'path', Size: DashboardBody.length },
  ]);
  await expect(
    cloudwatch.send(new PutDashboardCommand({ DashboardName: 'x', DashboardBody: '[]' })),
  ).rejects.toThrow('must be a valid JSON object');
});
