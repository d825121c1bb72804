import type { Queue } from './Queue.ts';

/** The account's queues. */
export interface Queues {
  /** Refuses what SQS refuses; a queue of the same name and attributes is given back as it is. */
  create(name: string, attributes: Readonly<Record<string, string>>): Queue;
  /** Changes attributes; an empty value takes a policy away. */
  configure(queue: Queue, attributes: Readonly<Record<string, string>>): void;
  delete(queue: Queue): void;
  all(): Iterable<Queue>;
  byName(name: string): Queue | undefined;
  byArn(arn: string): Queue | undefined;
  /** Finds a queue by the path of its URL, whatever the host; refuses where there is none. */
  byUrl(url: string): Queue;
  urlOf(queue: Queue): string;
  /** Moves time's arrow for a new message: higher than any before it. */
  nextOrder(): number;
}
