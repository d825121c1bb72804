import { LambdaClient } from '@aws-sdk/client-lambda';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createClients } from '../../../letters/core/clients.ts';
import { joinLogs } from '../../../letters/core/joinLogs.ts';
import type { Letter } from '../../../letters/core/Letter.ts';
import { letterOf } from '../../../letters/core/letterOf.ts';
import { createWorld } from '../../../local/platform/World.ts';
import { createLogs } from '../../../local/services/logs/createLogs.ts';
import { serveActions } from '../../support/serveActions.ts';

const NOW = Date.parse('2030-01-01T12:00:00.000Z');
const REQUEST = '8f3b5b0c-3c9d-4a52-9a55-0d3ddc2d2f0e';
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

const queue = {
  name: 'dead',
  url: 'http://sqs/dead',
  arn: 'arn:aws:sqs:us-east-1:000000000000:dead',
  sources: [{ name: 'work', url: 'http://sqs/work', arn: 'arn:aws:sqs:us-east-1:000000000000:work' }],
  tags: { 'frontdesk:step': 'placeOrder' },
};

/** A message as SQS moved it, without a word of its worker. */
const killed = (id: string): Letter =>
  letterOf(queue, {
    MessageId: id,
    Body: '{}',
    ReceiptHandle: id,
    Attributes: { SentTimestamp: String(NOW), DeadLetterQueueSourceArn: queue.sources[0]!.arn },
  });

const line = (message: string, messageId: string, receiveCount: number, rest: object = {}) =>
  `${JSON.stringify({ level: 'WARN', message, messageId, receiveCount, step: 'placeOrder', entityType: 'order', entityId: 'O1', ...rest })}\n`;

/** Lambda's answers to who works on a queue, in its own shape. */
async function serveLambda() {
  const server = createServer((request, response) => {
    const answer = request.url?.includes('event-source-mappings')
      ? { EventSourceMappings: [{ FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:worker' }] }
      : { FunctionName: 'worker', Timeout: 10, LoggingConfig: { LogGroup: '/worker' } };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The worker's log, and how letters are told by it. */
async function givenLog() {
  const world = createWorld({ frozenAt: NOW, seed: 1 });
  const logs = createLogs(world);
  const actions = { ...logs.actions };
  const served = await serveActions({ Logs_20140328: actions });
  onTestFinished(() => served.close());
  const options = { region: 'us-east-1', credentials };
  const lambda = new LambdaClient({ ...options, endpoint: await serveLambda() });
  const clients = { ...createClients({ ...options, endpointUrl: served.url }), lambda };
  const streams = new Map(['a', 'b'].map((name) => [name, logs.createLogStream('/worker', name)]));
  return {
    actions,
    /** Each a second later than the one before. */
    async write(stream: 'a' | 'b', ...messages: string[]) {
      for (const message of messages) {
        await world.clock.advance(1000);
        streams.get(stream)!.write(message);
      }
    },
    async tell(...letters: Letter[]) {
      const told = await joinLogs(clients, letters, { now: world.clock.now() });
      return { causes: told.letters.map(({ cause }) => cause), notes: told.notes };
    },
  };
}

/** As AWS writes them; their sources stand beside the patterns. */
const TIMED_OUT = `2030-01-01T12:00:04.000Z ${REQUEST} Task timed out after 10.00 seconds\n\n`;
const KILLED = `RequestId: ${REQUEST} Error: Runtime exited with error: signal: killed\nRuntime.ExitError\n`;
const EXITED = `RequestId: ${REQUEST} Error: Runtime exited with error: exit status 1\nRuntime.ExitError\n`;
const REPORT = `REPORT RequestId: ${REQUEST}\tDuration: 9.00 ms\tStatus: error\tError Type: Runtime.OutOfMemory\t\n`;

test.each([
  ['TimedOut', 'Task timed out after 10.00 seconds', [TIMED_OUT]],
  ['OutOfMemory', 'signal: killed', [KILLED]],
  ['Crashed', 'Runtime exited with error: exit status 1', [EXITED]],
  ['OutOfMemory', 'Error Type: Runtime.OutOfMemory', [EXITED, REPORT]],
])('%s is concluded from "%s" behind the delivery, in its own log stream', async (code, words, lines) => {
  const { write, tell } = await givenLog();
  await write('a', line('delivered again', 'm1', 9), ...lines);
  await write('b', line('delivered again', 'm1', 10));
  await write('a', 'REPORT RequestId: another\tDuration: 1 ms\n');
  await write('b', ...lines);
  const { causes, notes } = await tell(killed('m1'));
  expect(causes).toMatchObject([
    {
      deathClass: 'KILLED',
      errorCode: code,
      reason: expect.stringMatching(/^Killed at deliveries 9 and 10: .*; last step seen: placeOrder$/),
      failingStep: 'placeOrder',
      entityType: 'order',
      entityId: 'O1',
      receiveCount: 10,
      attempts: [
        { receiveCount: 9, outcome: 'killed', error: expect.stringContaining(words), requestId: REQUEST },
        { receiveCount: 10, outcome: 'killed', requestId: REQUEST },
      ],
    },
  ]);
  expect(notes).toEqual([]);
});

test('a delivery that failed by its own word is no kill, whatever ends its invocation later', async () => {
  const { write, tell } = await givenLog();
  const failed = line('to be tried again', 'm1', 2, { error: 'RetryableError', reason: 'TryAgain: busy' });
  await write('a', line('delivered again', 'm1', 2), failed, TIMED_OUT);
  await write('b', line('delivered again', 'm1', 3), EXITED);
  const { causes } = await tell(killed('m1'));
  expect(causes[0]).toMatchObject({
    errorCode: 'Crashed',
    reason: expect.stringMatching(/^Killed at delivery 3: /),
  });
  expect(causes[0]!.attempts).toMatchObject([
    { receiveCount: 2, outcome: 'failed', error: 'RetryableError: TryAgain: busy' },
    { receiveCount: 3, outcome: 'killed' },
  ]);
});

test('a message that no line names died with a batch where one was killed, and was throttled where none was', async () => {
  const { write, tell } = await givenLog();
  expect((await tell(killed('m2'))).causes).toMatchObject([{ errorCode: 'Throttled' }]);
  await write('a', line('delivered again', 'm1', 2), TIMED_OUT);
  const { causes } = await tell(killed('m1'), killed('m2'));
  expect(causes).toMatchObject([
    { errorCode: 'TimedOut' },
    { errorCode: 'TimedOut', reason: expect.stringContaining('a batch that it was in') },
  ]);
});

test("a line that repeats Lambda's words is not taken for Lambda's", async () => {
  const { write, tell } = await givenLog();
  await write('a', line('delivered again', 'm1', 2));
  await write('a', line('to be tried again', 'm0', 1, { reason: 'Task timed out after 1 seconds' }));
  expect((await tell(killed('m1'))).causes[0]).toMatchObject({
    errorCode: 'Unknown',
    attempts: [{ receiveCount: 2, error: 'its invocation ended without a word' }],
  });
});

test('the log is searched once for many letters, and a remark says where it may not be', async () => {
  const { actions, write, tell } = await givenLog();
  await write('a', line('delivered again', 'm1', 2), TIMED_OUT);
  const { FilterLogEvents } = actions;
  let calls = 0;
  actions['FilterLogEvents'] = (input, by) => {
    calls++;
    return FilterLogEvents!(input, by);
  };
  await tell(...Array.from({ length: 100 }, (_, n) => killed(`m${n}`)));
  expect(calls).toBe(1);

  delete actions['FilterLogEvents'];
  const { causes, notes } = await tell(killed('m1'));
  expect(causes).toMatchObject([{ errorCode: 'Unknown' }]);
  expect(notes).toEqual([expect.stringMatching(/^placeOrder: its log is not read\. /)]);
});
