import { describe, expect, test } from 'vitest';
import { arnOfQueue, givenSqs } from './givenSqs.ts';

const PROTO = JSON.parse('{"__proto__":{"DataType":"String","StringValue":"x"}}') as object;

describe('names of JavaScript’s own', () => {
  test('are names of message attributes like any other', async () => {
    const { act, givenQueue, receive } = givenSqs();
    const QueueUrl = await givenQueue('q');
    const constructor = { DataType: 'String', StringValue: 'y' };
    await act('SendMessage', { QueueUrl, MessageBody: 'x', MessageAttributes: { ...PROTO, constructor } });

    const [message] = await receive(QueueUrl, { MessageAttributeNames: ['All'] });

    expect(Object.entries(message.MessageAttributes)).toEqual([
      ...Object.entries(PROTO),
      ['constructor', constructor],
    ]);
  });

  test('are keys of tags like any other', async () => {
    const { act, givenQueue } = givenSqs();
    const QueueUrl = await givenQueue('q');
    const Tags = JSON.parse('{"__proto__":"x","toString":"y"}') as Record<string, string>;

    await act('TagQueue', { QueueUrl, Tags });

    expect(Object.entries((await act('ListQueueTags', { QueueUrl })).Tags)).toEqual(Object.entries(Tags));
  });

  test.each(['toString', 'constructor', '__proto__'])('%s is no attribute of a queue', async (name) => {
    const { act, givenQueue } = givenSqs();
    const QueueUrl = await givenQueue('q');
    const refused = { code: 'InvalidAttributeName' };
    const Attributes = JSON.parse(`{"${name}":"1"}`) as object;

    await expect(act('SetQueueAttributes', { QueueUrl, Attributes })).rejects.toMatchObject(refused);
    await expect(act('GetQueueAttributes', { QueueUrl, AttributeNames: [name] })).rejects.toMatchObject(
      refused,
    );
    await expect(act('ReceiveMessage', { QueueUrl, AttributeNames: [name] })).rejects.toMatchObject(refused);
  });
});

test.each([
  'null',
  '[]',
  '1',
  '{"deadLetterTargetArn":null,"maxReceiveCount":1}',
  '{"deadLetterTargetArn":{"toString":1},"maxReceiveCount":1}',
  '{"deadLetterTargetArn":"a","maxReceiveCount":{"valueOf":1}}',
  '{"deadLetterTargetArn":"a","maxReceiveCount":[1]}',
])('a redrive policy that is %s is refused', async (RedrivePolicy) => {
  const { act, givenQueue } = givenSqs();
  const QueueUrl = await givenQueue('q');

  await expect(act('SetQueueAttributes', { QueueUrl, Attributes: { RedrivePolicy } })).rejects.toMatchObject({
    name: expect.stringMatching(/^InvalidAttributeValue$|^InvalidParameterValueException$/),
  });
  expect(await act('GetQueueAttributes', { QueueUrl, AttributeNames: ['RedrivePolicy'] })).toEqual({});
});

test('a member that is null is as if it were not there', async () => {
  const { act, givenQueue, receive } = givenSqs();
  const QueueUrl = await givenQueue('q');
  await act('SendMessage', { QueueUrl, MessageBody: 'x', DelaySeconds: null, MessageAttributes: null });

  expect(await receive(QueueUrl, { WaitTimeSeconds: null })).toMatchObject([{ Body: 'x' }]);
});

describe('what a request multiplies is bounded', () => {
  test('names of attributes', async () => {
    const { act, givenQueue } = givenSqs();
    const QueueUrl = await givenQueue('q');
    const MessageAttributeNames = Array.from({ length: 101 }, (_, n) => `name${n}`);

    await expect(act('ReceiveMessage', { QueueUrl, MessageAttributeNames })).rejects.toMatchObject({
      code: 'InvalidParameterValueException',
    });
  });

  test('entries, which are counted before they are looked at', async () => {
    const { act, givenQueue } = givenSqs();
    const QueueUrl = await givenQueue('q');

    await expect(act('SendMessageBatch', { QueueUrl, Entries: Array(11).fill(null) })).rejects.toMatchObject({
      code: 'TooManyEntriesInBatchRequest',
      message: 'Maximum number of entries per request are 10. You have sent 11.',
    });
  });

  test('a trace header, which does not count towards the size of a message', async () => {
    const { act, givenQueue } = givenSqs();
    const QueueUrl = await givenQueue('q');
    const AWSTraceHeader = { DataType: 'String', StringValue: 'x'.repeat(1025) };
    const message = { QueueUrl, MessageBody: 'x', MessageSystemAttributes: { AWSTraceHeader } };

    await expect(act('SendMessage', message)).rejects.toMatchObject({
      code: 'InvalidParameterValueException',
    });
  });

  test('tags of a queue that is created, and their lengths', async () => {
    const { act } = givenSqs();
    const tags = { a: 'x'.repeat(257) };

    await expect(act('CreateQueue', { QueueName: 'q', tags })).rejects.toMatchObject({
      code: 'InvalidParameterValueException',
    });
  });

  test('what an error repeats of a request', async () => {
    const { act } = givenSqs();

    await expect(act('GetQueueAttributes', { QueueUrl: 'x'.repeat(1_000_000) })).rejects.toThrow(
      /^.{1,500}$/,
    );
  });
});

test('numbers in message attributes are decimal', async () => {
  const { act, givenQueue } = givenSqs();
  const QueueUrl = await givenQueue('q');
  const send = (StringValue: string) =>
    act('SendMessage', {
      QueueUrl,
      MessageBody: 'x',
      MessageAttributes: { n: { DataType: 'Number', StringValue } },
    });

  for (const good of ['1', '-1.5', '.5', '1e10', '+2']) await send(good);
  for (const bad of ['0x10', '1_0', ' 1', 'NaN', 'Infinity', '9'.repeat(39)])
    await expect(send(bad)).rejects.toMatchObject({ code: 'InvalidParameterValueException' });
});

test('a policy names its dead-letter queue by text, and its count by text or number', async () => {
  const { act, givenQueue } = givenSqs();
  const QueueUrl = await givenQueue('q');
  await givenQueue('dead');
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: arnOfQueue('dead'), maxReceiveCount: '3' });

  await expect(act('SetQueueAttributes', { QueueUrl, Attributes: { RedrivePolicy } })).resolves.toEqual({});
});

test('no chain of dead-letter queues leads back: its messages would move for ever', async () => {
  const { act, givenQueue } = givenSqs();
  const urls = await Promise.all(['a', 'b', 'c'].map((name) => givenQueue(name)));
  const redrive = (from: number, to: string) =>
    act('SetQueueAttributes', {
      QueueUrl: urls[from],
      Attributes: {
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOfQueue(to), maxReceiveCount: 1 }),
      },
    });
  const refused = { code: 'InvalidParameterValueException', message: expect.stringContaining('come back') };

  await expect(redrive(0, 'a')).rejects.toMatchObject(refused);
  await redrive(0, 'b');
  await redrive(1, 'c');
  await expect(redrive(2, 'a')).rejects.toMatchObject(refused);
  await expect(redrive(1, 'b')).rejects.toMatchObject(refused);

  await act('SendMessage', { QueueUrl: urls[0], MessageBody: 'x' });
  for (let times = 0; times < 9; times++)
    for (const QueueUrl of urls) await act('ReceiveMessage', { QueueUrl, VisibilityTimeout: 0 });
  const { Messages } = await act('ReceiveMessage', { QueueUrl: urls[2] });
  expect(Messages).toMatchObject([{ Body: 'x' }]);
});
