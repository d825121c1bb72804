import { describe, expect, test } from 'vitest';
import {
  type Datapoint,
  evaluateDatapoints,
  type TreatMissingData,
} from '../../../../../local/services/cloudwatch/alarms/evaluateDatapoints.ts';

/** Points as the documentation writes them, the newest on the right: `0` is within the threshold, `X` breaches it. */
const pointsOf = (text: string) =>
  text
    .split(' ')
    .map((mark, minute): Datapoint | undefined =>
      mark === '-' ? undefined : { minute, value: mark === 'X' ? 1 : 0 },
    )
    .reverse();

const stateOf = (text: string, treatMissingData: TreatMissingData, datapointsToAlarm: number) =>
  evaluateDatapoints(pointsOf(text), {
    evaluationPeriods: 3,
    datapointsToAlarm,
    treatMissingData,
    isBreaching: (value) => value > 0,
  }).state;

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html */
describe.each<[string, number, [string, string, string, string, string][]]>([
  [
    '3 of 3',
    3,
    [
      ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
      ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
      ['- - - - -', 'INSUFFICIENT_DATA', 'unchanged', 'ALARM', 'OK'],
      ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['- - X - -', 'ALARM', 'unchanged', 'ALARM', 'OK'],
    ],
  ],
  [
    '2 of 3',
    2,
    [
      ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
      ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
      ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
      ['- - - X -', 'ALARM', 'unchanged', 'ALARM', 'OK'],
    ],
  ],
])('AWS’s table of %s', (_, datapointsToAlarm, rows) => {
  test.each(rows)('%s: missing %s, ignore %s, breaching %s, notBreaching %s', (text, ...expected) => {
    const treatments: TreatMissingData[] = ['missing', 'ignore', 'breaching', 'notBreaching'];
    expect(treatments.map((treatment) => stateOf(text, treatment, datapointsToAlarm))).toEqual(expected);
  });
});

test('a breaching value that has just come does not ring prematurely', () => {
  expect([stateOf('- - - - X', 'missing', 3), stateOf('- - - X -', 'missing', 3)]).toEqual([
    'unchanged',
    'unchanged',
  ]);
});
