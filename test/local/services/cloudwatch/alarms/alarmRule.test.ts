import { expect, test } from 'vitest';
import type { StateValue } from '../../../../../local/services/cloudwatch/alarms/Alarm.ts';
import { parseAlarmRule } from '../../../../../local/services/cloudwatch/alarms/alarmRule.ts';

const states: Readonly<Record<string, StateValue>> = {
  ringing: 'ALARM',
  calm: 'OK',
  new: 'INSUFFICIENT_DATA',
};
const holds = (rule: string) => parseAlarmRule(rule).holds((name) => states[name]);

test.each<[string, boolean]>([
  ['ALARM(ringing)', true],
  ['ALARM("calm")', false],
  ['OK(calm) AND ALARM(ringing)', true],
  ['OK(calm) AND NOT ALARM(ringing)', false],
  ['NOT NOT INSUFFICIENT_DATA(new)', true],
  ['ALARM(calm) OR ALARM(ringing) AND FALSE', false],
  ['(ALARM(calm) OR ALARM(ringing)) AND TRUE', true],
  ['ALARM("arn:aws:cloudwatch:us-east-1:000000000000:alarm:ringing")', true],
  ['OK(nobody)', false],
])('%s is %s', (rule, expected) => {
  expect(holds(rule)).toBe(expected);
});

test.each([
  '',
  'ALARM(',
  'ALARM()',
  'ALARM(a) ALARM(b)',
  'AND',
  'ALARM("a)',
  'AT_LEAST(2, ALARM, (a, b))',
  '('.repeat(501) + 'TRUE' + ')'.repeat(501),
  Array.from({ length: 101 }, (_, n) => `ALARM(a${n})`).join(' OR '),
])('%.40s is refused', (rule) => {
  expect(() => parseAlarmRule(rule)).toThrow(/^AlarmRule must not contain syntax errors/);
});
