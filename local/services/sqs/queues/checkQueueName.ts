import { sqsError } from '../errors/sqsError.ts';

/** The suffix `.fifo` counts towards the 80 characters, and only a FIFO queue has it. */
export function checkQueueName(name: string, fifo: boolean): void {
  const isSpelledRight = fifo ? /^[\w-]{1,75}\.fifo$/.test(name) : /^[\w-]{1,80}$/.test(name);
  if (isSpelledRight) return;
  throw sqsError(
    'InvalidParameterValueException',
    fifo && !name.endsWith('.fifo')
      ? 'The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with .fifo suffix and be 1 to 80 in length.'
      : 'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
  );
}
