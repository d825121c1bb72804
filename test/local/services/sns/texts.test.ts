import {
  CheckIfPhoneNumberIsOptedOutCommand,
  GetSMSAttributesCommand,
  GetSMSSandboxAccountStatusCommand,
  ListPhoneNumbersOptedOutCommand,
  OptInPhoneNumberCommand,
  PublishCommand,
  type PublishCommandInput,
  SetSMSAttributesCommand,
} from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import { givenSes } from '../ses/givenSes.ts';

const given = givenSes();
const PhoneNumber = '+15550100123';

const text = (Message: string, input: Partial<PublishCommandInput> = {}) =>
  given.sns.send(new PublishCommand({ PhoneNumber, Message, ...input }));

const attribute = (name: string, StringValue: string) => ({
  MessageAttributes: { [`AWS.SNS.SMS.${name}`]: { DataType: 'String', StringValue } },
});

describe('a text message', () => {
  test('is kept as it would have been sent', async () => {
    const { MessageId } = await text('Your order is ready. 🛎', attribute('SMSType', 'Transactional'));
    expect(given.messages()).toMatchObject([
      {
        medium: 'TEXT',
        service: 'SNS',
        messageId: MessageId,
        from: 'NOTICE',
        to: PhoneNumber,
        body: 'Your order is ready. 🛎',
        traceId: expect.stringMatching(/^1-/),
      },
    ]);
  });

  test('shows who sends it: the one that it names, or the account’s', async () => {
    await given.sns.send(new SetSMSAttributesCommand({ attributes: { DefaultSenderID: 'Harbour' } }));
    await text('a');
    await text('b', attribute('SenderID', 'Bakery'));
    expect(given.messages().map(({ from }) => from)).toEqual(['Harbour', 'Bakery']);
    const { attributes } = await given.sns.send(
      new GetSMSAttributesCommand({ attributes: ['DefaultSenderID'] }),
    );
    expect(attributes).toEqual({ DefaultSenderID: 'Harbour' });
  });

  test('has a body of its own where the message has one for each protocol', async () => {
    await text(JSON.stringify({ default: 'long', sms: 'short' }), { MessageStructure: 'json' });
    expect(given.messages()).toMatchObject([{ body: 'short' }]);
  });

  test.each<[string, Partial<PublishCommandInput>, string]>([
    [
      'to a number without +',
      { PhoneNumber: '15550100123' },
      'PhoneNumber Reason: 15550100123 is not valid to publish to',
    ],
    ['to a short number', { PhoneNumber: '+155' }, '+155 is not valid to publish to'],
    ['to no number', { PhoneNumber: 'ann' }, 'ann is not valid to publish to'],
    ['to a number with a line break', { PhoneNumber: '+15550100123\n' }, 'is not valid to publish to'],
    [
      'to a telephone and a topic',
      { TopicArn: 'arn:aws:sns:us-east-1:000000000000:t' },
      'for a topic or for a telephone',
    ],
    ['that is empty', { Message: '' }, 'Empty message'],
    ['that is too long', { Message: 'x'.repeat(1601) }, 'Message too long'],
    ['from nobody', attribute('SenderID', '12345'), 'AWS.SNS.SMS.SenderID Reason'],
    ['of another kind', attribute('SMSType', 'Loud'), 'AWS.SNS.SMS.SMSType Reason'],
    ['of any price', attribute('MaxPrice', 'all'), 'AWS.SNS.SMS.MaxPrice Reason'],
  ])('%s is refused', async (_case, input, message) => {
    await expect(text('x', input)).rejects.toThrow(message);
    expect(given.messages()).toEqual([]);
  });
});

describe('who answers STOP', () => {
  const isOptedOut = async () =>
    (await given.sns.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: PhoneNumber }))).isOptedOut;
  const optIn = () => given.sns.send(new OptInPhoneNumberCommand({ phoneNumber: PhoneNumber }));

  test('is sent nothing more, though SNS takes it, until opted in again, which is once in 30 days', async () => {
    const { services, sns } = given;
    expect(services.sns.takeReply(PhoneNumber, 'Thank you')).toBe(false);
    expect(await isOptedOut()).toBe(false);
    services.sns.takeReply(PhoneNumber, ' stop ');
    expect(await isOptedOut()).toBe(true);
    expect((await sns.send(new ListPhoneNumbersOptedOutCommand({}))).phoneNumbers).toEqual([PhoneNumber]);
    expect(await text('again')).toMatchObject({ MessageId: expect.any(String) });
    expect(given.messages()).toMatchObject([{ undelivered: expect.stringContaining('opted out') }]);

    await optIn();
    await text('at last');
    expect(given.messages().at(-1)).not.toHaveProperty('undelivered');
    services.sns.takeReply(PhoneNumber, 'STOP');
    await expect(optIn()).rejects.toThrow('less than 30 days ago');
    await given.world.clock.advance(31 * 24 * 3_600_000);
    await optIn();
    expect(await isOptedOut()).toBe(false);
  });

  test('is asked about by a number', async () => {
    await expect(
      given.sns.send(new CheckIfPhoneNumberIsOptedOutCommand({ phoneNumber: 'ann' })),
    ).rejects.toThrow('PhoneNumber Reason: ann is not valid');
  });
});

test('settings that are none are refused, and everybody may be written to', async () => {
  for (const attributes of [{ Loudness: '1' }, { DefaultSMSType: 'Loud' }, { MonthlySpendLimit: '-1' }])
    await expect(given.sns.send(new SetSMSAttributesCommand({ attributes } as never))).rejects.toThrow(
      'Invalid parameter',
    );
  expect((await given.sns.send(new GetSMSSandboxAccountStatusCommand({}))).IsInSandbox).toBe(false);
});
