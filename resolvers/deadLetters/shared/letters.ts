import type { DeadLetter } from '../../../model/schema.ts';
import { throwError } from '../../platform/errors.ts';

/** A letter's row, and of `deadLetter` its body. */
export type DeadLetterRow = Omit<DeadLetter, 'id'> & { readonly letterId: string };

/** A letter as the API answers it. */
export const letterResult = (row: DeadLetterRow, body: string | null = null) => ({
  ...row,
  id: row.letterId,
  body,
});

const ALLOWED = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
const LONGEST_NAME = 80;

/** Returns the name of a queue. Throws where it cannot be one. */
export function checkQueueName(name: string, argument: string): string {
  const isName =
    name.length > 0 &&
    name.length <= LONGEST_NAME &&
    name.split('').every((character) => ALLOWED.indexOf(character) >= 0);
  if (!isName) throwError('InvalidArgument', `${argument} must be the name of a queue`, { argument });
  return name;
}
