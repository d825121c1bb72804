import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import type { DeployedStack } from '../../../local/assembly/walkAssembly.ts';
import type { LetterHints } from '../../../local/cli/createDeathWatch.ts';
import { createFeedFormatter } from '../../../local/cli/createFeedFormatter.ts';
import { arnOfQueue, givenSqs } from '../services/sqs/givenSqs.ts';

const hints: LetterHints = {
  reasonOf: ({ Why }) => Why,
  isDying: ({ Why }) => Why !== undefined,
  commandFor: (messageId) => `show ${messageId}`,
};

const stacks: readonly DeployedStack[] = [
  {
    name: 'test',
    id: 'arn',
    template: { Resources: {} },
    outputs: {},
    exports: {},
    resources: {
      Queue: {
        type: 'AWS::SQS::Queue',
        path: 'Orders/Queue',
        ref: 'http://localhost/0/q',
        attributes: { Arn: arnOfQueue('q') },
        properties: { RedrivePolicy: { deadLetterTargetArn: arnOfQueue('dead'), maxReceiveCount: 3 } },
      },
      Mapping: {
        type: 'AWS::Lambda::EventSourceMapping',
        path: 'Orders/Mapping',
        ref: 'uuid',
        attributes: {},
        properties: { EventSourceArn: arnOfQueue('q'), FunctionName: 'work' },
      },
    },
  },
];

/** A queue whose messages die at their fourth receive, and what the terminal shows of it. */
async function givenTerminal(given?: LetterHints) {
  const { world, act, givenQueue } = givenSqs();
  const dead = await givenQueue('dead');
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOfQueue('dead'), maxReceiveCount: 3 });
  const queue = await givenQueue('q', { RedrivePolicy });
  const lines: string[] = [];
  const format = createFeedFormatter(stacks, given);
  world.feed.subscribe((record) => {
    const line = format(record);
    if (line === undefined) return;
    lines.push(stripVTControlCharacters(line).replace(/^\S+ +\S+ +/, ''));
  });
  const attribute = (name: string, StringValue: string) => ({ [name]: { DataType: 'String', StringValue } });
  return {
    world,
    lines,
    send: async (attributes: Readonly<Record<string, string>> = {}, QueueUrl = queue): Promise<string> => {
      const MessageAttributes = Object.assign(
        {},
        ...Object.entries(attributes).map(([name, text]) => attribute(name, text)),
      );
      return (await act('SendMessage', { QueueUrl, MessageBody: 'x', MessageAttributes })).MessageId;
    },
    /** Receives as a poller does, which fails each time by an invocation that ends so. */
    async fail(outcome: 'succeeded' | 'failed' | 'timedOut' | 'throttled', error?: string) {
      for (let receive = 0; receive < 4; receive++) {
        const { Messages } = await act('ReceiveMessage', { QueueUrl: queue, VisibilityTimeout: 30 });
        if (!Messages) break;
        world.feed.publish({
          kind: 'invocation',
          traceId: '1-00000000-000000000000000000000000',
          functionName: 'work',
          requestId: 'r',
          outcome,
          durationMs: 1,
          coldStart: false,
          ...(error !== undefined && { error }),
        });
        await world.clock.advance(30_000);
      }
    },
    deadQueue: dead,
  };
}

test('a letter that its worker leaves to the queue is one line: its death, with reason and command', async () => {
  const { lines, send, fail } = await givenTerminal(hints);
  const id = await send({ Why: 'NotFound: no such flat' });
  await fail('succeeded');
  expect(lines).toEqual([`DEAD      Orders queue: NotFound: no such flat | show ${id}`]);
});

test.each([
  [
    'timedOut',
    'Sandbox.Timedout: RequestId: r Error: Task timed out after 3.00 seconds',
    'Task timed out after 3.00 seconds',
  ],
  [
    'failed',
    'Runtime.OutOfMemory: RequestId: r Error: Runtime exited with error: signal: killed',
    'out of memory',
  ],
  [
    'failed',
    'Runtime.ExitError: RequestId: r Error: Runtime exited with error: exit status 1',
    'Runtime exited with error: exit status 1',
  ],
  ['failed', 'TypeError: x is not a function', 'TypeError: x is not a function'],
  ['throttled', 'Rate Exceeded.', 'throttled'],
] as const)(
  'a message that was killed (%s) dies by what its function ended of',
  async (outcome, error, reason) => {
    const { lines, send, fail } = await givenTerminal(hints);
    const id = await send();
    await fail(outcome, error);
    expect(lines.at(-1)).toBe(`DEAD      Orders queue: ${reason}, received 3 times | show ${id}`);
    // Its deliveries are shown: each of them was an attempt.
    expect(lines.filter((line) => line.startsWith('lambda'))).toHaveLength(3);
  },
);

test('an earlier failure of the function is no reason for a later death', async () => {
  const { lines, send, fail } = await givenTerminal();
  await send();
  await fail('failed', 'TypeError: earlier');
  await send();
  await fail('succeeded');
  expect(lines.at(-1)).toBe('DEAD      Orders queue: received 3 times');
});

test('what is sent to dead letters directly is a death too, with the reason of EventBridge', async () => {
  const { lines, send, deadQueue } = await givenTerminal();
  await send({ ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: 'may not' }, deadQueue);
  await send({}, deadQueue);
  expect(lines).toEqual(['DEAD      dead: NO_PERMISSIONS: may not', 'DEAD      dead: put aside']);
});

test('a letter that somebody puts back into the dead letters does not die again', async () => {
  const { lines, send, deadQueue } = await givenTerminal(hints);
  await send({ Why: 'NotFound' }, deadQueue);
  expect(lines).toEqual(['message   sent dead']);
});

test('hostile text of a letter stays within its line', async () => {
  const { lines, send, fail } = await givenTerminal(hints);
  await send({ Why: `\u202e\tA\r\n00:00:00 all is well` });
  await fail('succeeded');
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
  expect(lines[0]).toContain('\\u{202e}');
});
