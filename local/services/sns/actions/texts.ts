import { z } from 'zod';
import { listOf } from '../../../platform/checkInput.ts';
import { bodiesByProtocol, checkMessage, type MessageInput } from '../messages.ts';
import { defineSnsAction, type SnsContext, textMap } from '../SnsAction.ts';
import { invalidParameter } from '../snsError.ts';

/** E.164: https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html. At least as many digits as any country has is chosen. */
const PHONE_NUMBER = /^\+[1-9]\d{6,14}$/;

/** https://docs.aws.amazon.com/sns/latest/dg/sms_sending-overview.html: of all parts together. */
const LONGEST_TEXT = 1600;

/** What a telephone shows where nobody is named: https://docs.aws.amazon.com/sns/latest/dg/sms_preferences.html */
const NAMELESS = 'NOTICE';

/**
 * `Publish` to a telephone. To somebody who has opted out SNS takes the message and delivers nothing.
 * Recorded: https://github.com/cds-snc/notification-api/pull/2207
 */
export function publishText(
  phoneNumber: string,
  message: MessageInput,
  { world, texts, mailbox, call }: SnsContext,
): object {
  // Recorded: https://github.com/aws/aws-sdk-js/issues/1217
  if (!PHONE_NUMBER.test(phoneNumber))
    throw invalidParameter(`PhoneNumber Reason: ${phoneNumber} is not valid to publish to`);
  checkMessage(message);
  const body = bodiesByProtocol(message)('sms');
  // Characters as a telephone counts them. The words are those for a topic, which is chosen.
  if ([...body].length > LONGEST_TEXT) throw invalidParameter('Message too long');
  const settings = textSettings(message);
  const messageId = world.random.uuid();
  mailbox.send(
    {
      medium: 'TEXT',
      service: 'SNS',
      messageId,
      from: settings.senderId ?? texts.attributes.get('DefaultSenderID') ?? NAMELESS,
      to: phoneNumber,
      subject: 'Text message',
      body,
      ...(texts.isOptedOut(phoneNumber) && { undelivered: 'Its owner has opted out of text messages.' }),
    },
    call.traceId,
  );
  return { MessageId: messageId };
}

/** Documented: https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html. The words are chosen. */
const SETTINGS: readonly [name: string, pattern: RegExp][] = [
  ['AWS.SNS.SMS.SenderID', /^(?=.*[A-Za-z])[A-Za-z0-9-]{1,11}$/],
  ['AWS.SNS.SMS.SMSType', /^(?:Promotional|Transactional)$/],
  ['AWS.SNS.SMS.MaxPrice', /^\d{1,4}(?:\.\d{1,5})?$/],
];

function textSettings({ MessageAttributes }: MessageInput) {
  for (const [name, pattern] of SETTINGS) {
    const { StringValue } = MessageAttributes[name] ?? {};
    if (StringValue !== undefined && !pattern.test(StringValue))
      throw invalidParameter(`${name} Reason: The value is not valid`);
  }
  return { senderId: MessageAttributes['AWS.SNS.SMS.SenderID']?.StringValue };
}

const phoneNumber = z.string();

function checkNumber(given: string): void {
  if (!PHONE_NUMBER.test(given)) throw invalidParameter(`PhoneNumber Reason: ${given} is not valid`);
}

/** https://docs.aws.amazon.com/sns/latest/api/API_CheckIfPhoneNumberIsOptedOut.html */
export const checkIfPhoneNumberIsOptedOut = defineSnsAction({ phoneNumber }, (input, { texts }) => {
  checkNumber(input.phoneNumber);
  return { isOptedOut: texts.isOptedOut(input.phoneNumber) };
});

/** https://docs.aws.amazon.com/sns/latest/api/API_ListPhoneNumbersOptedOut.html: in one page. */
export const listPhoneNumbersOptedOut = defineSnsAction(
  { nextToken: z.undefined().optional() },
  (_input, { texts }) => ({ phoneNumbers: texts.optedOut() }),
);

/** https://docs.aws.amazon.com/sns/latest/api/API_OptInPhoneNumber.html */
export const optInPhoneNumber = defineSnsAction({ phoneNumber }, (input, { texts }) => {
  checkNumber(input.phoneNumber);
  texts.optIn(input.phoneNumber);
  return {};
});

/** https://docs.aws.amazon.com/sns/latest/api/API_SetSMSAttributes.html */
export const setSmsAttributes = defineSnsAction({ attributes: textMap }, ({ attributes }, { texts }) => {
  for (const [name, value] of Object.entries(attributes)) texts.setAttribute(name, value);
  return {};
});

/** https://docs.aws.amazon.com/sns/latest/api/API_GetSMSAttributes.html: all, unless some are named. */
export const getSmsAttributes = defineSnsAction(
  { attributes: listOf(z.string(), 20).optional() },
  ({ attributes: named }, { texts }) => ({
    attributes: new Map([...texts.attributes].filter(([name]) => !named || named.includes(name))),
  }),
);

/** https://docs.aws.amazon.com/sns/latest/api/API_GetSMSSandboxAccountStatus.html: everybody may be written to. Chosen. */
export const getSmsSandboxAccountStatus = defineSnsAction({}, () => ({ IsInSandbox: false }));
