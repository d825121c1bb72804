import { sqsError } from '../errors/sqsError.ts';
import { type Attributes, withDefaults } from './attributes.ts';
import type { Queue } from './Queue.ts';

/** Creating a queue again is allowed as long as nothing named differs. */
export function checkSameAttributes(queue: Queue, attributes: Attributes): Queue {
  const existing = withDefaults(queue.attributes, queue.fifo);
  for (const [name, value] of Object.entries(attributes)) {
    if (existing[name] === value) continue;
    throw sqsError(
      'QueueNameExists',
      `A queue already exists with the same name and a different value for attribute ${name}`,
    );
  }
  return queue;
}
