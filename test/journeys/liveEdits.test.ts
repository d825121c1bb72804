import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Session } from '../../start/connect.ts';
import { type Checkout, copyCheckout } from '../support/copyCheckout.ts';
import { type Editable, startEditable } from '../support/startEditable.ts';
import { subscribeWithWs, type Subscriber } from '../support/subscriber.ts';

let checkout: Checkout;
let desk: Editable;
let tenant: Session;
let orders: Subscriber;
let queue: { readonly sqs: SQSClient; readonly QueueUrl: string };

beforeAll(async () => {
  checkout = copyCheckout();
  desk = await startEditable(checkout);
  const { users, realtimeUrl, awsEndpointUrl, region, queues } = desk.description;
  const { username, password } = users.find((user) => user.username === 'tenant1')!;
  tenant = await connect(desk.description).signIn(username, password);
  orders = await subscribeWithWs(
    { realtimeUrl, authorization: { Authorization: tenant.idToken } },
    'subscription { onOrderStatus { orderId status } }',
  );
  const credentials = { accessKeyId: 'x', secretAccessKey: 'x' };
  queue = {
    sqs: new SQSClient({ endpoint: awsEndpointUrl, region, credentials }),
    QueueUrl: queues['PlaceOrder']!.url,
  };
  // Hidden for fifteen minutes, so that nobody works on them.
  const Entries = Array.from({ length: 10 }, (_, index) => ({
    Id: String(index),
    MessageBody: '{}',
    DelaySeconds: 900,
  }));
  await queue.sqs.send(new SendMessageBatchCommand({ QueueUrl: queue.QueueUrl, Entries }));
});
afterAll(async () => {
  await orders?.close();
  queue?.sqs.destroy();
  await desk?.stop();
  checkout?.[Symbol.dispose]();
});

const place = (orderId: string, sku = 'rolls-6') =>
  tenant.graphql('mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status } }', {
    input: { orderId, lines: [{ sku, units: 1 }] },
  });

async function waitingMessages(): Promise<number> {
  const { QueueUrl, sqs } = queue;
  const AttributeNames = ['ApproximateNumberOfMessagesDelayed'] as const;
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...AttributeNames] }),
  );
  return Number(Attributes?.ApproximateNumberOfMessagesDelayed);
}

const RESOLVER = 'resolvers/orders/shared/requestedLines.ts';

test('a changed resolver answers otherwise', async () => {
  await expect(place('edit-0', 'nothing')).rejects.toThrow('Nobody sells');
  checkout.edit(RESOLVER, 'Nobody sells', 'No store sells');
  expect(await desk.nextReport()).toMatch(
    /^Live in [\d.]+ s: resolvers\/orders\/shared\/requestedLines.ts, updated /,
  );
  await expect(place('edit-0', 'nothing')).rejects.toThrow('No store sells');
});

test('a faulty edit is shown with its place, once, the version before serves on, and mending it is said', async () => {
  const text = checkout.read(RESOLVER);
  checkout.write(RESOLVER, `${text}\nexport const broken = ;\n`);
  expect(await desk.nextReport()).toMatch(
    new RegExp(
      `^Not taken: ${RESOLVER}; the version before serves on\n  ${RESOLVER}:\\d+:23  Unexpected ";"$`,
    ),
  );
  await expect(place('edit-0', 'nothing')).rejects.toThrow('No store sells');
  checkout.write(RESOLVER, `${text}\nexport const wrong: string = 5;\n`);
  expect(await desk.nextReport()).toMatch(
    new RegExp(`${RESOLVER}:\\d+:14  Type 'number' is not assignable to type 'string'. TS2322$`),
  );
  checkout.write(RESOLVER, text.replace('const price =', 'for (;;) break;\n  const price ='));
  expect(await desk.nextReport()).toMatch(
    new RegExp(`\n  ${RESOLVER}:\\d+:\\d+  For statements are not supported`),
  );
  checkout.write(RESOLVER, text);
  expect(await desk.nextReport()).toBe('Mended: the sources are those that run');
});

test('a changed function works on the next message', async () => {
  checkout.edit(
    'lambda-fns/orders/placeOrder.ts',
    'const instant = now();',
    `const instant = now();\n    console.log('edited ' + placed.orderId);`,
  );
  expect(await desk.nextReport()).toMatch(/^Live in [\d.]+ s: lambda-fns\/orders\/placeOrder.ts, updated /);
  await place('edit-1');
  expect(await orders.next()).toMatchObject({
    data: { onOrderStatus: { orderId: 'edit-1', status: 'CREATED' } },
  });
});

test('a changed schema is asked by its new names, and one that does not hold together is refused with its place', async () => {
  checkout.edit('schema.graphql', 'type Query {', 'type Query {\n  sells: Unknown');
  expect(await desk.nextReport()).toMatch(
    /\n {2}schema.graphql:\d+:\d+ {2}The schema is not valid: Unknown type "Unknown"\.$/,
  );
  checkout.edit('schema.graphql', 'sells: Unknown', 'sells: String');
  expect(await desk.nextReport()).toMatch(/^Mended, and live in [\d.]+ s: schema.graphql, updated /);
  expect(await tenant.graphql('{ sells }')).toEqual({ sells: null });
});

test('a changed setting is synthesized and taken; one that no stage can have is refused', async () => {
  const settings = (holdHours: unknown) => JSON.stringify({ context: { holdHours } });
  checkout.write('cdk.json', settings('soon'));
  expect(await desk.nextReport()).toMatch(
    /^Not taken: cdk.json; .*\n {2}The context cannot be used: holdHours: /,
  );
  checkout.write('cdk.json', settings(2));
  expect(await desk.nextReport()).toMatch(
    /^Mended, and live in [\d.]+ s: cdk.json, updated .*EnvironmentVariables/,
  );
});

test('a subscription and a half-filled queue live through all of it', async () => {
  await place('edit-2');
  for (let delivery = await orders.next(); delivery.data.onOrderStatus.orderId !== 'edit-2';)
    delivery = await orders.next();
  expect(await waitingMessages()).toBe(10);
});
