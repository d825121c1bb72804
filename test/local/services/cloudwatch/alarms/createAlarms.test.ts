import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  DisableAlarmActionsCommand,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openJournal } from '../../../../../local/platform/journal/openJournal.ts';
import { givenCloudWatch, minutes, START } from '../cloudWatchHarness.ts';

const alarmOn = (name: string, more: Partial<PutMetricAlarmCommandInput> = {}) =>
  new PutMetricAlarmCommand({
    AlarmName: name,
    Namespace: 'Own',
    MetricName: 'errors',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 0,
    ComparisonOperator: 'GreaterThanThreshold',
    ...more,
  });

describe('an alarm', () => {
  test.each<[string, Partial<PutMetricAlarmCommandInput>, RegExp]>([
    ['an anomaly detection model', { ThresholdMetricId: 'ad' }, /ThresholdMetricId.*not supported/],
    [
      'a band',
      { ComparisonOperator: 'GreaterThanUpperThreshold' },
      /GreaterThanUpperThreshold.*not supported/,
    ],
    ['a period of seconds', { Period: 10 }, /period 10 is not supported/],
    ['a trimmed mean', { Statistic: undefined, ExtendedStatistic: 'tm99' }, /tm99 is not supported/],
    ['two ways to say what it watches', { Metrics: [] }, /cannot specify both/],
    ['no threshold', { Threshold: undefined }, /Threshold is required/],
    ['more datapoints than periods', { DatapointsToAlarm: 2 }, /DatapointsToAlarm/],
    ['more than a day', { EvaluationPeriods: 1440, Period: 120 }, /more than a day/],
    [
      'an action that is no topic',
      { AlarmActions: ['arn:aws:automate:us-east-1:ec2:stop'] },
      /topics of Amazon SNS/,
    ],
  ])('with %s is refused by name', async (_, more, words) => {
    const { cloudwatch } = await givenCloudWatch();
    await expect(cloudwatch.send(alarmOn('a', more))).rejects.toThrow(words);
  });

  test('whose metric has no data is INSUFFICIENT_DATA, OK or ALARM, as it treats missing data', async () => {
    const { world, cloudwatch } = await givenCloudWatch();
    for (const TreatMissingData of ['missing', 'ignore', 'breaching', 'notBreaching'])
      await cloudwatch.send(alarmOn(TreatMissingData, { TreatMissingData }));
    await world.clock.advance(minutes(1));
    const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({}));
    expect(MetricAlarms.map(({ AlarmName, StateValue }) => [AlarmName, StateValue])).toEqual([
      ['missing', 'INSUFFICIENT_DATA'],
      ['ignore', 'INSUFFICIENT_DATA'],
      ['breaching', 'ALARM'],
      ['notBreaching', 'OK'],
    ]);
  });

  test('on DynamoDB ignores missing data, whatever it asks for', async () => {
    const { world, cloudwatch } = await givenCloudWatch();
    await cloudwatch.send(
      alarmOn('a', { Namespace: 'AWS/DynamoDB', MetricName: 'UserErrors', TreatMissingData: 'notBreaching' }),
    );
    await world.clock.advance(minutes(5));
    const { MetricAlarms = [] } = await cloudwatch.send(new DescribeAlarmsCommand({}));
    expect(MetricAlarms[0]?.StateValue).toBe('INSUFFICIENT_DATA');
  });

  test('leaves an idle cloud without timers', async () => {
    const { world, cloudwatch } = await givenCloudWatch();
    const before = world.clock.scheduled();
    await cloudwatch.send(alarmOn('a', { TreatMissingData: 'notBreaching' }));
    await world.clock.advance(minutes(10));
    expect(world.clock.scheduled()).toBe(before);
  });

  test('that watches math rings on the sum of two metrics of which one is silent', async () => {
    const { world, cloudwatch } = await givenCloudWatch();
    const metric = (Id: string) => ({
      Id,
      ReturnData: false,
      MetricStat: { Metric: { Namespace: 'Own', MetricName: Id }, Stat: 'Sum', Period: 60 },
    });
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'both',
        Metrics: [metric('a'), metric('b'), { Id: 'e', Expression: 'FILL(a, 0) + FILL(b, 0)' }],
        EvaluationPeriods: 1,
        Threshold: 0,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    );
    const state = async () =>
      (await cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms?.[0]?.StateValue;
    await world.clock.advance(minutes(1));
    expect(await state()).toBe('OK');
    await cloudwatch.send(
      new PutMetricDataCommand({ Namespace: 'Own', MetricData: [{ MetricName: 'b', Value: 3 }] }),
    );
    await world.clock.advance(minutes(1));
    expect(await state()).toBe('ALARM');
    await world.clock.advance(minutes(1));
    expect(await state()).toBe('OK');
  });
});

describe('a composite alarm', () => {
  test('follows its children at once, and a circle of them ends', async () => {
    const { world, cloudwatch } = await givenCloudWatch();
    await cloudwatch.send(alarmOn('child', { TreatMissingData: 'notBreaching' }));
    await cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName: 'any', AlarmRule: 'ALARM(child)' }));
    await cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName: 'one', AlarmRule: 'NOT ALARM(two)' }));
    await cloudwatch.send(new PutCompositeAlarmCommand({ AlarmName: 'two', AlarmRule: 'ALARM(one)' }));
    await world.clock.advance(minutes(1));
    const states = async () => {
      const { CompositeAlarms = [] } = await cloudwatch.send(
        new DescribeAlarmsCommand({ AlarmTypes: ['CompositeAlarm'] }),
      );
      return Object.fromEntries(CompositeAlarms.map(({ AlarmName, StateValue }) => [AlarmName, StateValue]));
    };
    expect(await states()).toMatchObject({ any: 'OK' });
    await cloudwatch.send(
      new SetAlarmStateCommand({ AlarmName: 'child', StateValue: 'ALARM', StateReason: 'a drill' }),
    );
    expect(await states()).toMatchObject({ any: 'ALARM' });
    await expect(cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['child'] }))).rejects.toThrow(
      'Cannot delete child',
    );
    await cloudwatch.send(new DeleteAlarmsCommand({ AlarmNames: ['child', 'any'] }));
    expect(Object.keys(await states())).toEqual(['one', 'two']);
  });
});

test('an alarm whose actions are disabled tells nobody', async () => {
  const { world, cloudwatch, records } = await givenCloudWatch();
  await cloudwatch.send(alarmOn('a', { AlarmActions: ['arn:aws:sns:us-east-1:000000000000:nobody'] }));
  await cloudwatch.send(new DisableAlarmActionsCommand({ AlarmNames: ['a'] }));
  await cloudwatch.send(
    new SetAlarmStateCommand({ AlarmName: 'a', StateValue: 'ALARM', StateReason: 'a drill' }),
  );
  await world.activity.idle();
  expect(records.filter(({ kind }) => kind === 'failure')).toEqual([]);
});

test('an alarm keeps its state over a restart, and metrics do not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'alarms-'));
  const before = await givenCloudWatch({ journal: openJournal(folder) });
  await before.cloudwatch.send(alarmOn('a'));
  await before.cloudwatch.send(
    new PutMetricDataCommand({ Namespace: 'Own', MetricData: [{ MetricName: 'errors', Value: 1 }] }),
  );
  await before.world.clock.advance(minutes(1));
  before.world.journal.close();

  const journal = openJournal(folder);
  onTestFinished(() => journal.close());
  const after = await givenCloudWatch({ journal, frozenAt: START + minutes(2) });
  const state = async () => (await after.cloudwatch.send(new DescribeAlarmsCommand({}))).MetricAlarms?.[0];
  expect(await state()).toMatchObject({ AlarmName: 'a', StateValue: 'ALARM', Threshold: 0 });
  await after.world.clock.advance(minutes(1));
  expect((await state())?.StateValue).toBe('INSUFFICIENT_DATA');
});
