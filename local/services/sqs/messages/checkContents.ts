import { sqsError } from '../errors/sqsError.ts';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const ALLOWED = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;

export const INVALID_CHARACTERS =
  'Invalid characters found. Valid unicode characters are #x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF';

export const hasOnlyAllowedCharacters = (text: string) => ALLOWED.test(text);

/** Refuses an empty body and characters that XML cannot carry. */
export function checkContents(body: string): void {
  if (body === '')
    throw sqsError(
      'MissingRequiredParameterException',
      'The request must contain the parameter MessageBody.',
    );
  if (!hasOnlyAllowedCharacters(body)) throw sqsError('InvalidMessageContents', INVALID_CHARACTERS);
}
