import { GetFunctionConfigurationCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { callAction } from '../../../local/platform/Call.ts';
import type { FeedRecord } from '../../../local/platform/Feed.ts';
import { startXrayDaemon } from '../../support/startXrayDaemon.ts';
import { subscribeWithWs } from '../../support/subscriber.ts';
import { createScene } from '../alarms/Scene.ts';
import * as given from '../given.ts';
import { items } from '../then.ts';
import * as then from './then.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let tenant: given.Person;
beforeAll(async () => {
  desk = await given.frontdesk();
  tenant = await desk.tenant();
  await when.hasRestocked(desk, 'lamp', 100);
});
afterAll(async () => desk[Symbol.asyncDispose]());

const call = () => ({ traceId: 'test', principal: desk.cloud.services.iam.principalOf(undefined) });
const tableName = () => desk.cloud.describe().tableName!;

/** What the feed has while some work is done and comes to rest. */
const recordsOf = async (work: () => Promise<unknown>) => {
  const records: FeedRecord[] = [];
  const stop = desk.cloud.world.feed.subscribe((record) => records.push(record));
  await work();
  await desk.cloud.settles();
  stop();
  return records;
};

/** The request of a field. */
const requestOf = (records: readonly FeedRecord[], field: string) =>
  records.find((record) => record.kind === 'request' && record.fields.includes(field));

/** The lines of log about an order: its step, and the trace that it names. */
const linesAbout = (records: readonly FeedRecord[], orderId: string) =>
  records
    .filter((record) => record.kind === 'log')
    .filter(({ line }) => line.startsWith('{') && line.includes(orderId))
    .map(({ line }) => JSON.parse(line) as { step: string; traceId?: string });

test('the lines of log of an order all name one trace, from mutation to subscription, although no stream carries one', async () => {
  await when.follows(desk, tenant);
  const records = await recordsOf(() =>
    when.places(desk, tenant, { orderId: 'order-traced', lines: [when.aLine('lamp')] }),
  );

  const request = requestOf(records, 'placeOrder');
  const lines = linesAbout(records, 'order-traced');
  expect([...new Set(lines.map(({ step }) => step))]).toEqual(
    expect.arrayContaining(['placeOrder', 'allocateOrderStock', 'processOrderPayment', 'publishOrderStatus']),
  );
  expect(new Set(lines.map(({ traceId }) => traceId))).toEqual(new Set([request!.traceId]));

  const events = records.filter(({ kind }) => kind === 'event');
  expect(events.length).toBeGreaterThan(2);
  expect(events.map(({ traceId }) => traceId)).not.toContain(request!.traceId);
});

test('an order that is shipped later belongs to the trace of whoever ships it', async () => {
  await when.places(desk, tenant, { orderId: 'order-shipped', lines: [when.aLine('lamp')] });
  await desk.cloud.settles();
  const records = await recordsOf(() => when.moves(desk, desk.caretaker, 'shipOrder', 'order-shipped'));
  const request = requestOf(records, 'shipOrder');
  expect(linesAbout(records, 'order-shipped').map(({ traceId }) => traceId)).toEqual([request!.traceId]);
});

test('an event row of an earlier version, which names no trace, is worked on and published all the same', async () => {
  const statuses = await when.follows(desk, tenant);
  await when.places(desk, tenant, { orderId: 'order-early', lines: [when.aLine('lamp')] });
  await desk.cloud.settles();
  const { actions } = desk.cloud.services.dynamodb;
  const Key = { pk: { S: 'EVENTS#ORDER_ID#order-early' }, sk: { S: 'EVENT#ORDER_CREATED_EVENT' } };
  const before = await then.stockOf(desk);

  const records = await recordsOf(() =>
    callAction(
      actions,
      'UpdateItem',
      { TableName: tableName(), Key, UpdateExpression: 'REMOVE traceId' },
      call(),
    ),
  );
  const lines = linesAbout(records, 'order-early');
  expect(lines.map(({ step }) => step).sort()).toEqual([
    'allocateOrderStock',
    'createNotifications',
    'publishOrderStatus',
  ]);
  expect(records.filter(({ kind }) => kind === 'failure')).toEqual([]);
  expect(await then.stockOf(desk)).toEqual(before);
  expect(await then.deliveredStatuses(statuses, 'order-early')).toEqual([
    'CREATED',
    'STOCK_ALLOCATED',
    'PAYMENT_ACCEPTED',
    'CREATED',
  ]);
});

describe('a request that X-Ray records', () => {
  const workers = ['PlaceOrder', 'SyncOrder', 'AllocateOrderStock', 'ProcessOrderPayment'];
  const ROOT = '1-65920080-0123456789abcdef01234567';

  /** Lets workers send their segments to a daemon, as a function's own setting may name one. */
  const sendSegmentsTo = async (address: string) => {
    const scene = createScene(desk.cloud);
    onTestFinished(() => scene.close());
    for (const worker of workers) {
      const { ref: FunctionName } = scene
        .resources('AWS::Lambda::Function')
        .find(({ path }) => path.startsWith(`${worker}/`))!;
      const { Environment } = await scene.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const Variables = { ...Environment!.Variables, AWS_XRAY_DAEMON_ADDRESS: address };
      await scene.lambda.send(
        new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }),
      );
    }
  };

  const places = async (orderId: string, header: string) => {
    const query = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id } }';
    const response = await fetch(desk.cloud.graphqlUrl, {
      method: 'POST',
      headers: { authorization: tenant.idToken, 'x-amzn-trace-id': header },
      body: JSON.stringify({
        query,
        variables: { input: { orderId, userId: tenant.id, lines: [when.aLine('lamp')] } },
      }),
    });
    expect(await response.json()).toEqual({ data: { placeOrder: { id: orderId } } });
    await desk.cloud.settles();
  };

  const traceOfRow = async (orderId: string, eventName: string): Promise<string> => {
    const [row] = (await items(desk, `EVENTS#ORDER_ID#${orderId}`)).filter(
      (each) => each['eventName'] === eventName,
    );
    return row!['traceId'];
  };

  test('is one trace of segments, each below the one whose row it follows, and its subscriber is told the trace', async () => {
    const daemon = await startXrayDaemon();
    onTestFinished(daemon.close);
    await sendSegmentsTo(daemon.address);
    const subscription = await subscribeWithWs(
      { ...desk.cloud.describe(), authorization: { Authorization: tenant.idToken } },
      'subscription ($userId: ID) { onOrderStatus(userId: $userId) { orderId status traceId } }',
      { userId: tenant.id },
    );
    await desk.cloud.settles();
    await places('order-recorded', `Root=${ROOT};Sampled=1`);

    const segments = await daemon.until((all) =>
      ['placeOrder', 'allocateOrderStock', 'processOrderPayment'].every((step) =>
        all.some(({ name }) => name === `## ${step}`),
      ),
    );
    const named = (step: string) => segments.filter(({ name }) => name === `## ${step}`);
    expect(new Set(segments.map((segment) => segment['trace_id']))).toEqual(new Set([ROOT]));
    const [placed] = named('placeOrder');
    const [allocated] = named('allocateOrderStock');
    const [paid] = named('processOrderPayment');
    expect(placed).not.toHaveProperty('parent_id');
    expect(allocated!['parent_id']).toBe(placed!['id']);
    expect(paid!['parent_id']).toBe(allocated!['id']);
    expect(await traceOfRow('order-recorded', 'ORDER_STOCK_ALLOCATED_EVENT')).toBe(
      `Root=${ROOT};Parent=${allocated!['id']};Sampled=1`,
    );
    // What a segment calls is below it.
    expect(paid!['subsegments'].map(({ name }: any) => name)).toContain('DynamoDB');

    expect(await subscription.next()).toEqual({
      data: { onOrderStatus: { orderId: 'order-recorded', status: 'CREATED', traceId: ROOT } },
    });
    await subscription.close();
  });

  test('is recorded only where that was asked for or decided: others cost neither a segment nor a byte', async () => {
    const daemon = await startXrayDaemon();
    onTestFinished(daemon.close);
    await sendSegmentsTo(daemon.address);
    const other = ROOT.replace('65920080', '65920081');
    await places('order-unrecorded', `Root=${other}`);
    expect(await traceOfRow('order-unrecorded', 'ORDER_STOCK_ALLOCATED_EVENT')).toBe(other);
    const last = ROOT.replace('65920080', '65920082');
    await places('order-last', `Root=${last};Sampled=1`);
    const segments = await daemon.until((all) => all.some(({ name }) => name === '## processOrderPayment'));
    expect(new Set(segments.map((segment) => segment['trace_id']))).toEqual(new Set([last]));
  });
});
