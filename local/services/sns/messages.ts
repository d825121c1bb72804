import { z } from 'zod';
import { mapOf } from '../../platform/checkInput.ts';
import { parseJson } from '../../platform/parseJson.ts';
import { invalidParameter } from './snsError.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_MessageAttributeValue.html */
const messageAttributes = mapOf(
  z.object({
    DataType: z.string(),
    StringValue: z.string().optional(),
    // Base64, as the Query protocol sends it.
    BinaryValue: z.string().optional(),
  }),
);

export type MessageAttributes = z.output<typeof messageAttributes>;

/** The members that `Publish` and each entry of `PublishBatch` take. */
export const messageShape = {
  Message: z.string(),
  Subject: z.string().optional(),
  MessageStructure: z.string().optional(),
  MessageAttributes: messageAttributes.default({}),
  MessageDeduplicationId: z.string().optional(),
  MessageGroupId: z.string().optional(),
};

export type MessageInput = z.output<z.ZodObject<typeof messageShape>>;

/** https://docs.aws.amazon.com/sns/latest/api/API_Publish.html: with attributes. */
export const LARGEST_MESSAGE_BYTES = 256 * 1024;

/** The bytes that count towards the size of a message. */
export const sizeOfMessage = ({ Message, MessageAttributes }: MessageInput) =>
  Object.entries(MessageAttributes).reduce(
    (size, [name, { DataType, StringValue = '', BinaryValue = '' }]) =>
      size + Buffer.byteLength(name + DataType + StringValue) + Buffer.byteLength(BinaryValue, 'base64'),
    Buffer.byteLength(Message),
  );

/** Throws where SNS refuses the message. */
export function checkMessage(input: MessageInput): void {
  const { Message, Subject, MessageStructure, MessageAttributes } = input;
  if (Message === '') throw invalidParameter('Empty message');
  if (sizeOfMessage(input) > LARGEST_MESSAGE_BYTES) throw invalidParameter('Message too long');
  if (Subject !== undefined) checkSubject(Subject);
  if (input.MessageGroupId !== undefined) throw onlyFifo('MessageGroupId');
  if (input.MessageDeduplicationId !== undefined) throw onlyFifo('MessageDeduplicationId');
  if (MessageStructure !== undefined) bodiesByProtocol(input);
  for (const [name, value] of Object.entries(MessageAttributes)) checkAttribute(name, value);
}

const onlyFifo = (parameter: string) =>
  invalidParameter(
    `${parameter} Reason: The request includes ${parameter} parameter that is not valid for this topic type`,
  );

/** ASCII without line breaks and control characters, at most 100. https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
function checkSubject(subject: string): void {
  if (!/^[!-~][ -~]{0,99}$/.test(subject)) throw invalidParameter('Subject');
}

/** https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html */
const OF_TEXTS = /^AWS\.(?:SNS\.SMS|MM\.SMS)\.\w+$/;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html */
function checkAttribute(
  name: string,
  { DataType, StringValue, BinaryValue }: MessageAttributes[string],
): void {
  if (!/^[\w.-]{1,256}$/.test(name) || (!OF_TEXTS.test(name) && /^(aws\.|amazon\.|\.)|\.$|\.\./i.test(name)))
    throw invalidParameter(`MessageAttributes Reason: The message attribute name '${name}' is invalid`);
  if (!/^(String|Number|Binary)(\..+)?$/.test(DataType))
    throw invalidParameter(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  const value = DataType.startsWith('Binary') ? BinaryValue : StringValue;
  if (value === undefined || value === '')
    throw invalidParameter(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
    );
  if (DataType.startsWith('Number') && Number.isNaN(Number(value)))
    throw invalidParameter(`Could not cast message attribute '${name}' value to number.`);
  if (DataType === 'String.Array') checkStringArray(name, value);
}

function checkStringArray(name: string, value: string): void {
  try {
    if (Array.isArray(parseJson(value))) return;
  } catch {
    // Said below, as for any other value that is no array.
  }
  throw invalidParameter(`The message attribute '${name}' of type String.Array must be a JSON array.`);
}

/** The body for each protocol: `MessageStructure` `json` gives each its own. */
export function bodiesByProtocol({ Message, MessageStructure }: MessageInput): (protocol: string) => string {
  if (MessageStructure === undefined) return () => Message;
  if (MessageStructure !== 'json') throw invalidParameter('Message Structure');
  const bodies = parsedBodies(Message);
  const standard = bodies['default'];
  if (typeof standard !== 'string')
    throw invalidParameter('Message Structure - No default entry in JSON message body');
  return (protocol) => {
    const own = Object.hasOwn(bodies, protocol) ? bodies[protocol] : undefined;
    return typeof own === 'string' ? own : standard;
  };
}

function parsedBodies(message: string): Record<string, unknown> {
  try {
    const bodies = parseJson(message);
    if (typeof bodies === 'object' && bodies !== null) return { ...bodies };
  } catch {
    // Said below, as for any other text that is no object.
  }
  throw invalidParameter('Message Structure - JSON message body failed to parse');
}
