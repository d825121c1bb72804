import { describe, expect, test } from 'vitest';
import { bodiesOf, givenQueue, type SqsUnderTest } from './SqsUnderTest.ts';

export function messages(sqs: SqsUnderTest): void {
  const { client } = sqs;

  describe('a message', () => {
    test('arrives with the body, byte for byte, and the attributes it was sent with', async () => {
      const queue = await givenQueue(sqs);
      const body = '{"a": "ä → 𝄞",\r\n\t"b":  1}';
      const MessageAttributes = {
        text: { DataType: 'String', StringValue: 'x' },
        amount: { DataType: 'Number.cents', StringValue: '12' },
        bytes: { DataType: 'Binary', BinaryValue: Uint8Array.of(0, 255) },
      };

      const MessageId = await queue.send(body, { MessageAttributes });

      expect(await queue.receive()).toMatchObject([{ MessageId, Body: body, MessageAttributes }]);
    });

    test('has the MD5 digests that AWS computes', async () => {
      const queue = await givenQueue(sqs);
      const sent = await client.sendMessage({
        QueueUrl: queue.url,
        MessageBody: 'message-1',
        MessageAttributes: { MyAttribute: { DataType: 'String', StringValue: 'foobar' } },
      });

      // Recorded on AWS, 2023-11.
      const digests = { MD5OfMessageAttributes: 'adb59cd4678ea5a855436b949cd07ab6' };
      expect(sent).toMatchObject({ MD5OfMessageBody: '3d6b824fd8c1520e9a047d21fee6fb1f', ...digests });
      expect(await queue.receive()).toMatchObject([
        { MD5OfBody: '3d6b824fd8c1520e9a047d21fee6fb1f', ...digests },
      ]);
    });

    test('has only the attributes that the caller asks for', async () => {
      const queue = await givenQueue(sqs, { VisibilityTimeout: '0' });
      const attribute = { DataType: 'String', StringValue: 'x' };
      await queue.send('x', {
        MessageAttributes: { 'trace.id': attribute, 'trace.parent': attribute, other: attribute },
      });

      const [bare] = await queue.receive({ MessageAttributeNames: [], MessageSystemAttributeNames: [] });
      const [some] = await queue.receive({
        MessageAttributeNames: ['trace.*'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      });

      expect(bare).not.toHaveProperty('Attributes');
      expect(bare).not.toHaveProperty('MessageAttributes');
      expect(Object.keys(some!.MessageAttributes!)).toEqual(['trace.id', 'trace.parent']);
      expect(Object.keys(some!.Attributes!)).toEqual(['SentTimestamp']);
    });

    test('keeps the trace header it was sent with', async () => {
      const queue = await givenQueue(sqs);
      const header = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';

      await queue.send('x', {
        MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: header } },
      });

      expect(await queue.receive()).toMatchObject([{ Attributes: { AWSTraceHeader: header } }]);
    });

    test('may have a megabyte, attributes included, and not a byte more', async () => {
      const queue = await givenQueue(sqs);
      const MessageAttributes = { name: { DataType: 'String', StringValue: 'value' } };
      const room = 1024 * 1024 - 'nameStringvalue'.length;

      await queue.send('x'.repeat(room), { MessageAttributes });

      await expect(queue.send('x'.repeat(room + 1), { MessageAttributes })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
        message: 'One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.',
      });
    });

    test('has a body without characters that XML cannot carry', async () => {
      const queue = await givenQueue(sqs);

      await expect(queue.send('a\u0000b')).rejects.toMatchObject({ name: 'InvalidMessageContents' });
      await expect(queue.send('')).rejects.toMatchObject({
        name: 'MissingParameter',
        message: 'The request must contain the parameter MessageBody.',
      });
    });

    test.each([
      ['an empty value', { a: { DataType: 'String', StringValue: '' } }],
      ['an unknown type', { a: { DataType: 'Text', StringValue: 'x' } }],
      ['a number that is none', { a: { DataType: 'Number', StringValue: 'x' } }],
      ['a reserved name', { 'AWS.a': { DataType: 'String', StringValue: 'x' } }],
      ['an odd name', { 'a b': { DataType: 'String', StringValue: 'x' } }],
      [
        'more than ten',
        Object.fromEntries(
          Array.from('abcdefghijk', (name) => [name, { DataType: 'String', StringValue: 'x' }]),
        ),
      ],
    ])('is refused for attributes with %s', async (_, MessageAttributes) => {
      const queue = await givenQueue(sqs);

      await expect(queue.send('x', { MessageAttributes })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
      });
    });

    test('that is delayed is received once the delay is over', async () => {
      const queue = await givenQueue(sqs, { DelaySeconds: '5' });
      await queue.send('late');
      await queue.send('at once', { DelaySeconds: 0 });

      expect(await queue.attribute('ApproximateNumberOfMessagesDelayed')).toBe('1');
      expect(bodiesOf(await queue.receive())).toEqual(['at once']);
      await sqs.elapse(5500);
      expect(bodiesOf(await queue.receive())).toEqual(['late']);
    });

    test('is refused a delay above 15 minutes', async () => {
      const queue = await givenQueue(sqs);

      await expect(queue.send('x', { DelaySeconds: 901 })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
      });
    });

    test('is refused a deduplication id by a standard queue', async () => {
      const queue = await givenQueue(sqs);

      await expect(queue.send('x', { MessageDeduplicationId: 'a' })).rejects.toMatchObject({
        name: 'InvalidParameterValue',
      });
    });
  });
}
