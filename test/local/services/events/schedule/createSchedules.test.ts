import { expect, test } from 'vitest';
import { parseSchedule } from '../../../../../local/services/events/schedule/parseSchedule.ts';
import { createBench, customArn, START } from '../createBench.ts';

const MINUTE = 60_000;

async function scheduled(ScheduleExpression: string) {
  const bench = createBench();
  await bench.act('PutRule', { Name: 'tick', ScheduleExpression });
  await bench.act('PutTargets', { Rule: 'tick', Targets: [{ Id: 'one', Arn: customArn('one') }] });
  return bench;
}

test('a rate fires each time its period has passed', async () => {
  const bench = await scheduled('rate(5 minutes)');
  await bench.world.clock.advance(16 * MINUTE);
  expect(bench.delivered.map(({ input }) => (input as any).time)).toEqual([
    '2026-01-31T12:05:00Z',
    '2026-01-31T12:10:00Z',
    '2026-01-31T12:15:00Z',
  ]);
  expect(bench.delivered[0]!.input).toMatchObject({
    source: 'aws.events',
    'detail-type': 'Scheduled Event',
    resources: ['arn:aws:events:us-east-1:000000000000:rule/tick'],
    detail: {},
  });
});

test('a disabled schedule does not fire, nor does one after closing', async () => {
  const bench = await scheduled('rate(1 minute)');
  await bench.act('DisableRule', { Name: 'tick' });
  await bench.world.clock.advance(3 * MINUTE);
  await bench.act('EnableRule', { Name: 'tick' });
  await bench.world.clock.advance(MINUTE);
  await bench.events.close();
  await bench.world.clock.advance(3 * MINUTE);
  expect(bench.delivered).toHaveLength(1);
});

test.each([
  ['cron(0 18 ? * MON-FRI *)', '2026-02-02T18:00:00.000Z'],
  ['cron(0/15 * * * ? *)', '2026-01-31T12:15:00.000Z'],
  ['cron(30 8 1 * ? *)', '2026-02-01T08:30:00.000Z'],
  ['cron(0 0 29 FEB ? *)', '2028-02-29T00:00:00.000Z'],
  ['cron(15,45 12 ? * 7 2026)', '2026-01-31T12:15:00.000Z'],
  ['cron(0 0 1 1 ? */4)', '2030-01-01T00:00:00.000Z'],
  ['cron(0 0 1 1 ? 2025/2)', '2027-01-01T00:00:00.000Z'],
])('%s is next due at %s', (expression, moment) => {
  expect(new Date(parseSchedule(expression)!(START)!).toISOString()).toBe(moment);
});

test('a cron expression whose years are over is never due', () => {
  expect(parseSchedule('cron(0 0 1 1 ? 2020)')!(START)).toBeNull();
});

test.each([
  'rate(0 minutes)',
  'rate(1 minutes)',
  'rate(5 minute)',
  'rate(5 seconds)',
  `rate(${'9'.repeat(200)} days)`,
  `rate(5 ${' '.repeat(300)}minutes)`,
  'every(5 minutes)',
  'cron(0 12 * * *)',
  'cron(0 12 * * * *)',
  'cron(60 12 * * ? *)',
  'cron(0 12 L * ? *)',
  'cron(0 12 9-3 * ? *)',
  'cron(0 12 1/0 * ? *)',
  'cron(0 12 /8 * ? *)',
  'cron(0 25/8 1 * ? *)',
  'cron(0 12 ? * 8 *)',
  'cron(0 12 ? * 3#2 *)',
  'cron(0 12 1 1 ? 2200)',
])('%s is refused', async (ScheduleExpression) => {
  await expect(createBench().act('PutRule', { Name: 'x', ScheduleExpression })).rejects.toMatchObject({
    code: 'ValidationException',
    message: 'Parameter ScheduleExpression is not valid.',
  });
});

test('a schedule on a custom bus is refused', async () => {
  const bench = createBench();
  await bench.act('CreateEventBus', { Name: 'mine' });
  await expect(
    bench.act('PutRule', { Name: 'x', EventBusName: 'mine', ScheduleExpression: 'rate(1 minute)' }),
  ).rejects.toThrow('ScheduleExpression is supported only on the default event bus.');
});
