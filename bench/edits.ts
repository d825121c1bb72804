import { GetQueueAttributesCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { connect } from '../start/connect.ts';
import type { AmplifyTask } from '../test/support/amplifyClient.ts';
import { copyCheckout } from '../test/support/copyCheckout.ts';
import { createInbox } from '../test/support/createInbox.ts';
import { startEditable } from '../test/support/startEditable.ts';
import { writeResult } from './report/writeResult.ts';

const LINES = 'resolvers/orders/shared/requestedLines.ts';
const ORDER = 'resolvers/orders/order.ts';
const STACK = 'lib/domains/orders.ts';

/** What a person edits: a file, what stands there, and what shall. The second of a faulty pair mends it. */
const EDITS: readonly (readonly [what: string, file: string, from: string, to: string])[] = [
  ['a resolver', LINES, 'Nobody sells', 'No store sells'],
  ['a resolver', ORDER, 'export ', 'console.log("edited");\nexport '],
  ['a resolver', LINES, 'No store sells', 'Nobody at all sells'],
  [
    'a function',
    'lambda-fns/orders/placeOrder.ts',
    'There is another order',
    'There is already another order',
  ],
  [
    'a function',
    'lambda-fns/inventory/allocateOrderStock.ts',
    'export const',
    'console.log("edited");\nexport const',
  ],
  ['a function', 'lambda-fns/orders/placeOrder.ts', 'already another order', 'one more order'],
  ['the schema', 'schema.graphql', 'type Query {', 'type Query {\n  edited: String'],
  ['a stack', STACK, `field: 'placeOrder',`, `field: 'placeOrder',\n    maxReceiveCount: 5,`],
  ['faulty: syntax', LINES, 'export ', 'export const broken = ;\nexport '],
  ['mended', LINES, 'export const broken = ;\n', ''],
  ['faulty: a type', LINES, 'export ', 'export const wrong: string = 5;\nexport '],
  ['mended', LINES, 'export const wrong: string = 5;\n', ''],
];

const LETTERS = 10;
using checkout = copyCheckout();
const desk = await startEditable(checkout);
const { awsEndpointUrl, region, queues, users } = desk.description;
const sqs = new SQSClient({
  endpoint: awsEndpointUrl,
  region,
  credentials: { accessKeyId: 'x', secretAccessKey: 'x' },
});
const QueueUrl = queues['PlaceOrder']?.url;
const Entries = Array.from({ length: LETTERS }, (_, index) => ({
  Id: `${index}`,
  MessageBody: '{}',
  DelaySeconds: 900,
}));
await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
const { username, password } = users.find((user) => user.username === 'tenant1') ?? {
  username: '',
  password: '',
};
const tenant = await connect(desk.description).signIn(username, password);
const place = 'mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { id status } }';
const order = (orderId: string) => ({ input: { orderId, lines: [{ sku: 'rolls-6', units: 1 }] } });
const amplify = await follow({
  outputs: desk.description,
  username,
  password,
  subscription: 'subscription { onOrderStatus { orderId status } }',
  mutation: place,
  variables: order('before-edits'),
});

await waitForChecks();
const rows = [];
for (const [what, file, from, to] of EDITS) {
  const began = performance.now();
  checkout.edit(file, from, to);
  const said = await desk.nextReport();
  const ms = performance.now() - began;
  rows.push({
    edit: what,
    file,
    'seen after': `${(ms / 1000).toFixed(2)} s`,
    said: said.split('\n').at(-1)?.trim() ?? '',
  });
}

await tenant.graphql(place, order('after-edits'));
const heard = await amplify.hears('after-edits');
const asked = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessagesDelayed' as const] };
const { Attributes } = await sqs.send(new GetQueueAttributesCommand(asked));
const waiting = Number(Attributes?.ApproximateNumberOfMessagesDelayed);
amplify.end();
sqs.destroy();
await desk.stop();
if (waiting !== LETTERS) throw new Error(`No result: ${waiting} of ${LETTERS} messages are left`);
writeResult({
  name: 'edits',
  title: `Edits under npm start; a subscription of aws-amplify and ${waiting} waiting messages lived through all`,
  rows,
  figures: { rows, heard, waiting },
});

/** A person edits some seconds after the start, once what the first edit needs is loaded, and all types have been checked. */
async function waitForChecks(): Promise<void> {
  while (!existsSync(join(checkout.root, 'build/types/checked'))) await setTimeout(500);
}

/** aws-amplify, in a process of its own because it has to trust a certificate. */
async function follow(task: AmplifyTask) {
  const script = join(import.meta.dirname, '../test/support/amplifyInNode.ts');
  const child = spawn(process.execPath, [script, JSON.stringify(task)], {
    env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const heard = createInbox<{ answered?: unknown; delivered?: unknown }>('what aws-amplify hears');
  // The script prints one JSON object a line.
  const hear = (line: string) => heard.put(JSON.parse(line) as object);
  createInterface({ input: child.stdout }).on('line', hear);
  const hears = async (text: string): Promise<number> => {
    for (let count = 1; ; count++) if (JSON.stringify(await heard.next(60_000)).includes(text)) return count;
  };
  await hears('before-edits');
  return { hears, end: () => child.kill() };
}
