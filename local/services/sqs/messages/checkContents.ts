import { sqsError } from '../sqsError.ts';
import type { MessageAttributes, MessageAttributeValue } from './Message.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const ALLOWED = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

const INVALID_CHARACTERS =
  'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF';

const hasOnlyAllowedCharacters = (text: string) => ALLOWED.test(text);

/** Throws where the body is empty or has characters that XML cannot carry. */
export function checkBody(body: string): void {
  if (body === '')
    throw sqsError(
      'MissingRequiredParameterException',
      'The request must contain the parameter MessageBody.',
    );
  if (!hasOnlyAllowedCharacters(body)) throw sqsError('InvalidMessageContents', INVALID_CHARACTERS);
}

const MOST_ATTRIBUTES = 10;

const invalidAttribute = (message: string) => sqsError('InvalidParameterValueException', message);

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html */
export function checkAttributes(attributes: MessageAttributes): void {
  const entries = Object.entries(attributes);
  if (entries.length > MOST_ATTRIBUTES) {
    throw invalidAttribute(
      `Number of message attributes [${entries.length}] exceeds the allowed maximum [${MOST_ATTRIBUTES}].`,
    );
  }
  for (const [name, attribute] of entries) {
    checkName(name);
    checkType(name, attribute);
    checkValue(name, attribute);
  }
}

/** Of names and types of attributes, in characters, all of which are ASCII. */
const LONGEST_NAME = 256;

function checkName(name: string) {
  if (name.length > LONGEST_NAME)
    throw invalidAttribute('Message (user) attribute names must be shorter than 256 Bytes');
  if (!/^[\w.-]+$/.test(name)) {
    throw invalidAttribute(
      'Message (user) attributes name can only contain upper and lower score characters, digits, periods, hyphens and underscores.',
    );
  }
  if (/^(aws\.|amazon\.|\.)|\.$|\.\./i.test(name)) {
    throw invalidAttribute(
      "You can't use message attribute names beginning with 'AWS.' or 'Amazon.'. These strings are reserved for internal use. Additionally, they cannot start or end with '.'.",
    );
  }
}

function checkType(name: string, { DataType }: MessageAttributeValue) {
  if (DataType.length > LONGEST_NAME || !/^(String|Number|Binary)(\..+)?$/.test(DataType)) {
    throw invalidAttribute(
      `The type of message (user) attribute '${name}' is invalid. You must use only the following supported type prefixes: Binary, Number, String.`,
    );
  }
}

/** A number as messages carry it: decimal, of at most 38 digits and an exponent that a double has. */
const DECIMAL = /^[+-]?(?:\d{1,38}(?:\.\d{0,38})?|\.\d{1,38})(?:[eE][+-]?\d{1,3})?$/;

function checkValue(name: string, { DataType, StringValue, BinaryValue }: MessageAttributeValue) {
  const [base = ''] = DataType.split('.');
  const value = base === 'Binary' ? BinaryValue : StringValue;
  if (value === undefined || value === '') {
    throw invalidAttribute(
      `Message (user) attribute '${name}' must contain a non-empty value of type '${base}'.`,
    );
  }
  if (base === 'Number' && !DECIMAL.test(value)) {
    throw invalidAttribute(`Can't cast the value of message (user) attribute '${name}' to a number.`);
  }
  if (base !== 'Binary' && !hasOnlyAllowedCharacters(value)) throw invalidAttribute(INVALID_CHARACTERS);
}
