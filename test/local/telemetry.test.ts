import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../local/startCloud.ts';
import { subscribeWithWs } from '../support/subscriber.ts';
import { expectLawful, samplesIn } from './platform/metrics/expectLawful.ts';
import { telemetryApp } from './fixtures/telemetry/app.ts';

let cloud: Cloud;
beforeAll(async () => {
  const outdir = join(import.meta.dirname, '../../build/test/telemetry.out');
  const { directory } = telemetryApp(outdir).synth();
  cloud = await startCloud({ assembly: directory, frozenAt: Date.UTC(2027, 0, 1), seed: 7 });
});
afterAll(() => cloud?.close());

async function graphql(query: string, variables: object): Promise<any> {
  const headers = { 'x-api-key': cloud.describe().apiKey!, 'content-type': 'application/json' };
  const response = await fetch(cloud.graphqlUrl, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

const record = (sensor: string, celsius: number) =>
  graphql(
    'mutation ($sensor: ID!, $celsius: Float!) { record(sensor: $sensor, at: "2027-01-01T00:00:00Z", celsius: $celsius) { messageId } }',
    { sensor, celsius },
  );

test('an app of plain constructs runs: a mutation is queued, stored and read back', async () => {
  expect(await record('cellar', 12.5)).toEqual({ data: { record: { messageId: expect.any(String) } } });
  await cloud.settles();
  expect(
    await graphql('query ($s: ID!) { readings(sensor: $s) { sensor celsius } }', { s: 'cellar' }),
  ).toEqual({
    data: { readings: [{ sensor: 'cellar', celsius: 12.5 }] },
  });
});

test('a stream feeds a function, a bus, a rule, a queue and subscribers', async () => {
  const door = { ...cloud.describe(), authorization: { 'x-api-key': cloud.describe().apiKey! } };
  const subscription = await subscribeWithWs(
    door,
    'subscription { onWarning(sensor: "roof") { sensor celsius } }',
    {},
  );
  await record('roof', 20);
  await record('roof', 95);
  await cloud.settles();

  expect(await subscription.next()).toEqual({ data: { onWarning: { sensor: 'roof', celsius: 95 } } });
  const call = { traceId: 'test', principal: cloud.services.iam.principalOf(undefined) };
  const [outputs] = Object.values(cloud.describe().stacks).filter((each) => each['AlertsUrl']);
  const { Messages } = await cloud.services.sqs.actions['ReceiveMessage']!(
    { QueueUrl: outputs!['AlertsUrl'] },
    call,
  );
  expect(Messages).toHaveLength(1);
  expect(JSON.parse(Messages[0].Body)).toMatchObject({
    source: 'telemetry',
    detail: { sensor: 'roof', celsius: 95 },
  });
  await subscription.close();
});

test('a mutation for roles only is closed to an API key', async () => {
  const { errors } = await graphql('mutation { warn(sensor: "x", celsius: 1) { sensor } }', {});
  expect(errors).toMatchObject([{ errorType: 'Unauthorized', path: ['warn'] }]);
});

test('every step of one request carries its trace id, up to the stream, behind which another trace begins', async () => {
  const kinds = new Map<string, Set<string>>();
  const stop = cloud.world.feed.subscribe(({ traceId, kind }) => {
    if (traceId) kinds.set(traceId, (kinds.get(traceId) ?? new Set()).add(kind));
  });
  await record('oven', 99);
  await cloud.settles();
  stop();
  const [path] = [...kinds.values()].filter((each) => each.has('request') && each.has('message'));
  expect([...path!]).toEqual(expect.arrayContaining(['request', 'message', 'invocation', 'write']));
  expect([...path!]).not.toContain('event');
  expect([...kinds.values()].filter((each) => each.has('event'))).toHaveLength(1);
});

test('its metrics are for Prometheus, of this machine alone and for no foreign page', async () => {
  const ask = (headers: Record<string, string> = {}) =>
    fetch(cloud.graphqlUrl.replace('/graphql', '/metrics'), { headers });
  await record('attic', 3);
  await cloud.settles();
  const answer = await ask();
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  const text = await answer.text();
  expectLawful(text);
  const sums = Map.groupBy(samplesIn(text), ({ name }) => name);
  const sum = (name: string) => sums.get(name)?.reduce((total, { value }) => total + value, 0);
  expect(sum('aws_sqs_number_of_messages_sent_total')).toBeGreaterThan(0);
  expect(sum('aws_sqs_approximate_number_of_messages_visible')).toBeGreaterThan(0);
  expect(sum('aws_lambda_duration_seconds_count')).toBe(sum('aws_lambda_invocations_total'));
  for (const [name, value] of [
    ['origin', 'https://elsewhere.example'],
    ['x-forwarded-for', '203.0.113.9'],
  ] as const) {
    const refused = await ask({ [name]: value });
    expect(refused.status).toBe(403);
    expect(await refused.text()).not.toContain('aws_sqs');
  }
});
