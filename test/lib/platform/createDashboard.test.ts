import { expect, test } from 'vitest';
import { synthPlatform } from '../support/synth.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html */
interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, any>>;
}

/** The body as CloudWatch gets it, with a word in place of what is known at deployment only. */
function widgetsOf(context?: Record<string, unknown>): Widget[] {
  const [dashboard] = Object.values(synthPlatform(context).findResources('AWS::CloudWatch::Dashboard'));
  const [separator, parts] = dashboard!['Properties'].DashboardBody['Fn::Join'] as [string, unknown[]];
  return JSON.parse(parts.map((part) => (typeof part === 'string' ? part : 'known-later')).join(separator))
    .widgets;
}

test('the whole path is on one page, in its order', () => {
  const headings = widgetsOf()
    .filter(({ type }) => type === 'text')
    .map(({ properties }) => properties['markdown']);
  expect(headings).toEqual([
    '## 1. Mutations and queries',
    '## 2. Queues, of mutations and of workers',
    '## 3. Consumers and workers',
    '## 4. Table',
    '## 5. Pipes, from the stream to the bus',
    '## 6. Bus',
    '## 7. Subscriptions',
  ]);
});

test('widgets stand on the grid of 24 columns, none on another, and each graph is one that CloudWatch draws', () => {
  const widgets = widgetsOf();
  const taken = new Set<string>();
  for (const { type, x, y, width, height, properties } of widgets) {
    expect(x + width).toBeLessThanOrEqual(24);
    for (let column = x; column < x + width; column++)
      for (let line = y; line < y + height; line++) {
        expect(taken).not.toContain(`${column},${line}`);
        taken.add(`${column},${line}`);
      }
    if (type !== 'metric') continue;
    expect(properties).toMatchObject({
      view: 'timeSeries',
      title: expect.any(String),
      region: 'known-later',
    });
    expect(properties['metrics'].length).toBeGreaterThan(0);
  }
  expect(widgets.length).toBeLessThanOrEqual(100);
});

test('resources of domains are found by the words of the stage', () => {
  const expressions = widgetsOf({ stage: 'dev-anna' })
    .flatMap(({ properties }) => properties['metrics'] ?? [])
    .flatMap(([first]) => first.expression ?? []);
  expect(expressions).toContain(
    `SEARCH('{AWS/SQS,QueueName} Frontdesk AND dev AND anna AND MetricName="NumberOfMessagesSent"', 'Sum', 60)`,
  );
  expect(expressions).toContain(
    `SEARCH('{AWS/Events,EventBusName,RuleName} EventBusName="known-later" AND MetricName="Invocations"', 'Sum', 60)`,
  );
});
