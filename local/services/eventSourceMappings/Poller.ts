import type { Gate } from '../../platform/createGate.ts';
import type { World } from '../../platform/World.ts';
import type { Streams } from '../dynamodb/DynamoDb.ts';
import type { Lambda } from '../lambda/Lambda.ts';
import type { Sqs } from '../sqs/createSqs.ts';

/** Reads one source for one mapping. */
export interface Poller {
  /** Begins nothing new and waits for the invocations under way. */
  close(): Promise<void>;
}

/** What pollers reach. */
export interface PollerContext {
  readonly world: World;
  readonly sqs: Sqs;
  readonly streams: Streams;
  readonly lambda: Lambda;
  /** Opens once everything is deployed. @default open from the start */
  readonly gate?: Gate | undefined;
}
