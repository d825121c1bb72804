import { sqsError } from '../errors/sqsError.ts';

/** A handle names its queue, its message and the one receive it was given for. */
export const receiptHandleOf = (queueArn: string, messageId: string, token: string) =>
  Buffer.from(`${token} ${messageId} ${queueArn}`).toString('base64');

/** The id of the message a handle was given for; refuses what this queue never gave. */
export function messageIdOf(receiptHandle: string, queueArn: string): string {
  const [token, messageId, arn] = Buffer.from(receiptHandle, 'base64').toString().split(' ');
  if (token && messageId && arn === queueArn) return messageId;
  throw sqsError(
    'ReceiptHandleIsInvalid',
    `The input receipt handle "${receiptHandle}" is not a valid receipt handle.`,
  );
}
