import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  DeleteQueueCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FeedRecord } from '../../local/platform/Feed.ts';
import { claimKey } from '../../model/bookings/keys.ts';
import { claimContentOf, claimSubjectOf } from '../../model/bookings/kinds.ts';
import { entityMetadata } from '../../model/table.ts';
import * as given from './given.ts';
import * as then from './then.ts';
import * as when from './when.ts';

let desk: given.Frontdesk;
let sqs: SQSClient;
beforeAll(async () => {
  desk = await given.frontdesk();
  const { awsEndpointUrl: endpoint, region } = desk.cloud.describe();
  sqs = new SQSClient({ endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
});
afterAll(async () => desk[Symbol.asyncDispose]());

const queue = () => desk.cloud.describe().queues['CreateApartmentBooking']!;

describe('one booking and one event', () => {
  test('result from a message that is delivered three times', async () => {
    const message = await aRequest();
    for (const _ of [1, 2, 3]) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queue().url, MessageBody: JSON.stringify(message) }));
      await desk.cloud.settles();
    }
    await isStoredOnce(message.bookingId);
  });

  test('result from a message whose consumer is killed before it writes', async () => {
    const message = await aRequest();
    const killed = killConsumerOn(({ kind }) => kind === 'log');
    await sqs.send(new SendMessageCommand({ QueueUrl: queue().url, MessageBody: JSON.stringify(message) }));
    await comesBackAfterItsTimeout(killed);
    await isStoredOnce(message.bookingId);
  });

  test('result from a message whose consumer is killed between its transaction and the delete', async () => {
    const message = await aRequest();
    const killed = killConsumerOn(
      (record) => record.kind === 'write' && record.keys['pk'] === `BOOKING#${message.bookingId}`,
    );
    await sqs.send(new SendMessageCommand({ QueueUrl: queue().url, MessageBody: JSON.stringify(message) }));
    await comesBackAfterItsTimeout(killed);
    await isStoredOnce(message.bookingId);
  });
});

test('a malformed message is a dead letter with its reason after one delivery, and the rest of its batch is stored', async () => {
  const [first, second] = [await aRequest(), await aRequest()];
  const bodies = [JSON.stringify(first), '{"bookingId": 7}', 'not JSON at all', JSON.stringify(second)];
  await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: queue().url,
      Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
    }),
  );
  await desk.cloud.settles();

  await isStoredOnce(first.bookingId);
  await isStoredOnce(second.bookingId);
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queue().deadLetterUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    }),
  );
  expect(Messages.map(({ Body }) => Body).sort()).toEqual([bodies[1], bodies[2]].sort());
  for (const { MessageAttributes } of Messages) {
    expect(MessageAttributes).toMatchObject({
      ErrorCode: { StringValue: expect.stringMatching(/./) },
      FailingStep: { StringValue: expect.stringMatching(/./) },
      Reason: { StringValue: expect.stringMatching(/./) },
      EntityType: { StringValue: 'booking' },
      Death: { StringValue: expect.stringContaining('"receiveCount":1,') },
    });
  }
});

test('a request that died goes home by SQS’s own move, and is stored once its cause is mended', async () => {
  const request = await anUnclaimedRequest();
  const MessageBody = JSON.stringify(request);
  await sqs.send(new SendMessageCommand({ QueueUrl: queue().url, MessageBody }));
  // One of its deliveries as a letter is killed as well.
  const killed = killConsumerOn((record) => record.kind === 'message' && record.receiveCount === 3);
  await comesBackAfterItsTimeout(killed);
  expect(await then.rows(desk, `BOOKING#${request.bookingId}`)).toEqual([]);

  await takeClaim(request);
  // Without a destination: SQS itself knows where each letter came from.
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: queue().deadLetterArn }));
  await desk.cloud.advance(1000);
  await desk.cloud.settles();
  await isStoredOnce(request.bookingId);
});

// As lumigo-cli and replay-aws-dlq do it: docs/letters.md.
test.each([
  ['with its attributes', true],
  ['without them', false],
])('a letter that another tool sends home %s is stored once its cause is mended', async (_how, copied) => {
  const request = await anUnclaimedRequest();
  const { url, deadLetterUrl } = queue();
  await sqs.send(new SendMessageCommand({ QueueUrl: url, MessageBody: JSON.stringify(request) }));
  await desk.cloud.settles();
  await takeClaim(request);
  await desk.cloud.advance(6000);

  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: deadLetterUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
    }),
  );
  const [letter] = Messages.filter(({ Body }) => Body?.includes(request.bookingId));
  const { MessageId: Id, ReceiptHandle, Body: MessageBody, MessageAttributes = {} } = letter!;
  const kept = Object.entries(MessageAttributes).map(
    ([name, { DataType, StringValue }]) => [name, { DataType, StringValue }] as const,
  );
  const Entries = [{ Id, MessageBody, ...(copied && { MessageAttributes: Object.fromEntries(kept) }) }];
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
  await sqs.send(
    new DeleteMessageBatchCommand({ QueueUrl: deadLetterUrl, Entries: [{ Id, ReceiptHandle }] }),
  );
  await desk.cloud.settles();
  await isStoredOnce(request.bookingId);
});

test('if SQS refuses, the caller gets an error and the claim is released', async () => {
  const [tenant, apartment] = [await desk.tenant(), await desk.apartment()];
  await sqs.send(new DeleteQueueCommand({ QueueUrl: queue().url }));
  then.isRefused(await when.books(desk, tenant, when.aStay(apartment)), 'QueueUnavailable', null);
  expect((await then.rows(desk, `USER#${tenant.id}`)).map(({ sk }) => sk)).toEqual(['USER']);
});

/** The message that the mutation enqueues, for a new tenant and a new apartment. */
async function aRequest() {
  const request = await anUnclaimedRequest();
  await takeClaim(request);
  return request;
}

async function anUnclaimedRequest() {
  const [tenant, apartmentId] = [await desk.tenant(), await desk.apartment()];
  const now = desk.cloud.world.clock.now();
  return {
    bookingId: desk.cloud.world.random.uuid(),
    userId: tenant.id,
    apartmentId,
    startDate: '2027-03-10',
    endDate: '2027-03-13',
    holdUntil: new Date(now + 48 * 3_600_000).toISOString(),
    requestedOn: new Date(now).toISOString(),
  };
}

type Request = Awaited<ReturnType<typeof anUnclaimedRequest>>;

/** Takes the claim of a request, as the mutation does before it enqueues the message. */
async function takeClaim({ bookingId, userId, holdUntil, ...stay }: Request) {
  const subject = claimSubjectOf(stay);
  const claim = {
    userId,
    subject,
    bookingId,
    content: claimContentOf(stay),
    heldUntil: holdUntil,
    ttl: 2 ** 31,
  };
  const { cloud } = desk;
  await cloud.services.dynamodb.actions['PutItem']!(
    {
      TableName: cloud.describe().tableName,
      Item: marshall({ ...claimKey(userId, subject), ...entityMetadata('BookingClaim'), ...claim }),
    },
    { traceId: 'test', principal: cloud.services.iam.principalOf(undefined) },
  );
}

/** Kills the consumer's sandbox at the first record that `matches`, as if its machine died. */
function killConsumerOn(matches: (record: FeedRecord) => boolean): { readonly done: () => boolean } {
  const { services, world } = desk.cloud;
  const consumer = Object.values(desk.cloud.stacks)
    .flatMap(({ resources }) => Object.values(resources))
    .find(
      ({ type, path }) => type === 'AWS::Lambda::Function' && path.startsWith('CreateApartmentBooking'),
    )!.ref;
  let done = false;
  const stop = world.feed.subscribe((record) => {
    if (done || !matches(record)) return;
    done = true;
    void services.lambda.kill(consumer);
    stop();
  });
  return { done: () => done };
}

async function comesBackAfterItsTimeout(killed: { readonly done: () => boolean }): Promise<void> {
  await desk.cloud.settles();
  expect(killed.done()).toBe(true);
  await desk.cloud.advance(60_000);
  await desk.cloud.settles();
}

async function isStoredOnce(bookingId: string): Promise<void> {
  expect(await then.rows(desk, `BOOKING#${bookingId}`)).toMatchObject([{ status: 'PENDING' }]);
  expect(await then.rows(desk, `EVENTS#BOOKING_ID#${bookingId}`)).toMatchObject([
    { sk: 'EVENT#BOOKING_PENDING_EVENT' },
  ]);
}
